import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { askRunner, type Asked } from '../../src/control/client.ts';
import { LONGEST_LINE, type Asking } from '../../src/control/protocol.ts';
import { lockOwner } from '../../src/host/system/lock.ts';
import { lockPath } from '../../src/journal/folder.ts';
import { jobId } from '../../src/model/plan.ts';
import type { Request } from '../../src/model/request.ts';
import { Project } from '../rig/project.ts';
import { unprivileged } from '../rig/unprivileged.ts';
import { until } from '../rig/until.ts';

const PATIENCE = 120_000;

/** Writes bytes to a runner, and waits until it has said something besides its greeting, or has hung up. */
async function write(address: string, bytes: string | Buffer): Promise<string> {
  const socket = connect(address);
  let said = '';
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => (isClosed = true));
  socket.write(bytes);
  await until('what it says to that', () => isClosed || said.split('\n').length > 2);
  socket.destroy();
  return said;
}

/** Begins a request, and leaves in the middle of it. */
async function writeHalf(address: string): Promise<void> {
  const socket = connect(address);
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.end('{"id":"half","request":{"do":"kill","jobs":["1"');
  socket.resume();
  await closed;
}

describe('a runner that is asked for 200 things at once', () => {
  it('answers all, does each once, and is harmed by no garbage among them', async () => {
    const project = new Project({
      '.sweep-host.yaml': 'slots: 1\n',
      'jobs.txt': `until [ -e go ]; do sleep 0.1; done\n${Array.from({ length: 40 }, (_, index) => `echo ${index + 2} >> ran\n`).join('')}`,
    });
    await project.sweep('add', '--file', 'jobs.txt');
    await project.eventually('adhoc', 'attempt-started');
    const { owner } = lockOwner(lockPath(project.path('.sweep/adhoc')))!;
    const address = owner.socket!;
    const [first] = project.events('adhoc', 'job-added')[0]!.added;
    const echo = (what: string): Request => ({
      ...{ do: 'add', environment: null },
      added: [{ ...first!, command: { kind: 'shell', text: `echo ${what} >> ran` } }],
    });
    const waiting = Array.from({ length: 40 }, (_, index) => jobId(String(index + 2)));
    const requests: readonly Request[] = [
      ...waiting.flatMap((job): Request[] => [
        { do: 'hold', jobs: [job] },
        { do: 'priority', jobs: [job], priority: 5 },
        { do: 'top', jobs: [job] },
      ]),
      ...Array.from({ length: 80 }, (_, index) => echo(`added-${index}`)),
    ];
    const askings = requests.map((request, index): Asking => ({ id: `r-${index}`, request }));
    const askAll = (): Promise<Asked[]> => Promise.all(askings.map((asking) => askRunner(address, asking, PATIENCE)));

    const bad = ['garbage\n', Buffer.from([0xff, 0xfe, 0x0a]), `${'x'.repeat(LONGEST_LINE + 1)}\n`, '{"id":7}\n'];
    const [answers, said] = await Promise.all([
      askAll(),
      Promise.all(bad.map((bytes) => write(address, bytes))),
      writeHalf(address),
    ]);
    for (const [index, answer] of answers.entries())
      expect({ index, answer }).toMatchObject({
        answer: { kind: 'answered', answer: { ok: true, jobs: [expect.any(String)] } },
      });
    for (const one of [said[0], said[3]]) expect(one).toContain('this is no request');
    const noted = project.journal('adhoc').flatMap((event) => ('request' in event ? [event.request] : []));
    expect(noted.slice(1).sort()).toEqual(askings.map(({ id }) => id).sort());

    // A request that is repeated gets its first answer, and changes nothing.
    expect(await askAll()).toEqual(answers);
    if (process.geteuid?.() === 0)
      expect(await unprivileged(() => askRunner(address, askings[0]!, PATIENCE))).toMatchObject({ kind: 'refused' });

    await askRunner(address, { id: 'release', request: { do: 'release', jobs: waiting } }, PATIENCE);
    project.write('go', '');
    expect((await project.sweep('wait', 'adhoc')).code).toBe(0);
    const expected = [...waiting.map(String), ...Array.from({ length: 80 }, (_, index) => `added-${index}`)];
    expect(project.read('ran').trimEnd().split('\n').sort()).toEqual(expected.sort());
    expect(lockOwner(lockPath(project.path('.sweep/adhoc')))?.owner.process.pid).toBe(owner.process.pid);
    await project.sweep('cancel', 'adhoc', '--yes');
  });
});
