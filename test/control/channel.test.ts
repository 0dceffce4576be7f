import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { askRunner } from '../../src/control/client.ts';
import { LONGEST_LINE, lineOf, type Asking } from '../../src/control/protocol.ts';
import { requestParts } from '../../src/control/request-parts.ts';
import { ControlServer } from '../../src/control/server.ts';
import { makeSocketFolder, socketAddress, socketFolder, userOfAddress } from '../../src/control/socket-folder.ts';
import type { AddedJob } from '../../src/model/added-job.ts';
import { jobId } from '../../src/model/plan.ts';
import type { Answer } from '../../src/model/request.ts';
import { unprivileged } from '../rig/unprivileged.ts';
import { until } from '../rig/until.ts';

const uid = process.geteuid?.() ?? 0;
const PATIENCE = 120_000;
const hold: Asking = { id: 'r-1', request: { do: 'hold', jobs: [jobId('a')] } };

const ADDED: AddedJob = {
  ...{ label: '', command: { kind: 'shell', text: 'true' }, workdir: '/', env: {}, inherited: {} },
  ...{ request: { slots: 1, gpus: 0, share: null, gpuIds: null }, timeout: null, priority: 0, needs: [] },
};

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'control-'));
  folder = join(parent, 'sockets');
});

afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

/** A server that answers everything with the jobs that were asked for. */
async function listening(address = socketAddress(folder, randomUUID())) {
  const taken: Asking[] = [];
  const take = (asking: Asking, answer: (answer: Answer) => void): void => {
    taken.push(asking);
    answer({ ok: true, jobs: 'jobs' in asking.request ? asking.request.jobs : [] });
  };
  const server = await ControlServer.open({ address, uid, version: '9.9', sweep: 'beam', take, lookEvery: 10 });
  if (!(server instanceof ControlServer)) throw new Error(server.message);
  onTestFinished(() => server.close());
  return { address, server, taken };
}

/** What a server says to a client that writes these bytes, until it has said so many lines or hung up. */
async function said(address: string, bytes: string | Buffer, lines: number): Promise<string[]> {
  const socket = connect(address);
  let text = '';
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => (isClosed = true));
  socket.write(bytes);
  await until('what the server says', () => isClosed || text.split('\n').length > lines);
  socket.destroy();
  return text.split('\n').slice(0, -1);
}

describe('a request', () => {
  it('is answered by the runner that listens', async () => {
    const { address, taken } = await listening();
    expect(await askRunner(address, hold, PATIENCE)).toEqual({ kind: 'answered', answer: { ok: true, jobs: ['a'] } });
    expect(taken).toEqual([hold]);
  });

  it('finds nobody where nobody listens any more', async () => {
    const { address, server } = await listening();
    await server.close();
    expect(await askRunner(address, hold, PATIENCE)).toEqual({ kind: 'gone' });
    expect(existsSync(address)).toBe(false);
  });

  it('that a runner does not know, or cannot read, is answered so, and the next one is taken', async () => {
    const { address, taken } = await listening();
    const later = { id: 'r-0', request: { do: 'juggle', jobs: ['a'] } };
    const lines = ['{', '[]', '{"id":7}', JSON.stringify(later), JSON.stringify(hold)];
    const [greeting, ...answers] = await said(address, `${lines.join('\n')}\n`, 6);
    expect(JSON.parse(greeting!)).toEqual({ protocol: 1, version: '9.9', sweep: 'beam' });
    expect(answers.map((one) => (JSON.parse(one) as { message?: string }).message)).toEqual([
      'this is no request',
      'this is no request',
      'this is no request',
      'this runner is sweep 9.9; sweep run FILE takes it over',
      undefined,
    ]);
    expect(taken).toEqual([hold]);
  });

  it('that is too long, is no text, or breaks off does no harm', async () => {
    const { address, taken } = await listening();
    await said(address, `${'x'.repeat(LONGEST_LINE + 1)}\n`, 2);
    await said(address, Buffer.from([0xff, 0x0a]), 2);
    expect(await said(address, JSON.stringify(hold), 1)).toHaveLength(1);
    expect(taken).toEqual([]);
    expect(await askRunner(address, hold, PATIENCE)).toMatchObject({ kind: 'answered' });
  });

  it('is answered though 200 come at once, and among them others that are garbage, half or too long', async () => {
    const { address, taken } = await listening();
    const bad = ['garbage\n', '{"id":"half', `${'x'.repeat(LONGEST_LINE + 1)}\n`].map((bytes) =>
      said(address, bytes, 2),
    );
    const ids = Array.from({ length: 200 }, (_, index) => `r-${index}`);
    const answers = await Promise.all(ids.map((id) => askRunner(address, { ...hold, id }, PATIENCE)));
    expect(answers.map(({ kind }) => kind)).toEqual(ids.map(() => 'answered'));
    expect(taken.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect((await bad[0]!).at(-1)).toContain('this is no request');
  });

  it('of more jobs than a line has room for is sent in parts, which come to the same', () => {
    const jobs = Array.from({ length: 5 }, (_, index) => jobId(`job-${index}`));
    const namesOf = (what: 'hold' | 'top'): unknown[] =>
      requestParts({ do: what, jobs }, 20).map((part) => ('jobs' in part ? part.jobs : null));
    expect(namesOf('hold')).toEqual([['job-0', 'job-1'], ['job-2', 'job-3'], ['job-4']]);
    expect(namesOf('top')).toEqual([['job-4'], ['job-2', 'job-3'], ['job-0', 'job-1']]);
    expect(requestParts({ do: 'hold', jobs })).toEqual([{ do: 'hold', jobs }]);
    expect(requestParts({ do: 'cancel' })).toEqual([{ do: 'cancel' }]);
    const many = Array.from({ length: 100_000 }, (_, index) => jobId(`stage-train+seed-${index}+model-resnet`));
    const parts = requestParts({ do: 'kill', jobs: many });
    expect(parts.flatMap((part) => ('jobs' in part ? part.jobs : []))).toEqual(many);
    for (const request of parts) expect(lineOf({ id: 'r', request }).length).toBeLessThan(LONGEST_LINE);
  });

  it('that adds more jobs than a line has room for is sent in parts, too, in their order', () => {
    const added = ['a', 'b', 'c'].map((label) => ({ ...ADDED, label }));
    const request = { do: 'add', added, environment: { A: '1' } } as const;
    expect(requestParts(request, 1)).toEqual(added.map((one) => ({ ...request, added: [one] })));
    expect(requestParts(request)).toEqual([request]);
  });

  it('of another user is refused', async () => {
    const { address } = await listening();
    if (uid !== 0) {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      return;
    }
    expect(await unprivileged(() => askRunner(address, hold, PATIENCE))).toEqual({
      kind: 'refused',
      message: 'it is run by another user, and only they can do that',
    });
  });

  it('reaches a runner whose socket somebody has removed, since it is bound anew', async () => {
    const { address } = await listening();
    unlinkSync(address);
    await until('a new socket', () => existsSync(address));
    expect(await askRunner(address, hold, PATIENCE)).toMatchObject({ kind: 'answered' });
    rmSync(folder, { recursive: true });
    await until('a new folder', () => existsSync(address));
    expect(await askRunner(address, hold, PATIENCE)).toMatchObject({ kind: 'answered' });
  });
});

describe('the folder of sockets', () => {
  it('is the own of its user, and closed to all others', () => {
    expect(makeSocketFolder(folder, uid)).toEqual({ ok: true, path: folder });
    expect(makeSocketFolder(folder, uid + 1)).toEqual({ ok: false, message: `${folder} belongs to user ${uid}` });
    chmodSync(folder, 0o711);
    expect(makeSocketFolder(folder, uid)).toEqual({ ok: false, message: `${folder} is open to other users` });
  });

  it('is no link, wherever it leads', () => {
    mkdirSync(join(parent, 'real'), { mode: 0o700 });
    symlinkSync(join(parent, 'real'), folder);
    expect(makeSocketFolder(folder, uid)).toEqual({ ok: false, message: `${folder} is no folder` });
  });

  it('is the only place in which a client looks for a runner', () => {
    expect(userOfAddress(socketAddress(socketFolder(1000), 'token'))).toBe(1000);
    expect(userOfAddress(socketAddress('/tmp/other', 'token'))).toBeNull();
    expect(userOfAddress('/tmp/sweep-1000/../sweep-1/x.sock')).toBeNull();
  });

  it('has an address short enough for a socket, whatever it is for', () => {
    expect(socketAddress(socketFolder(4_294_967_294), 'x'.repeat(9999)).length).toBeLessThan(100);
  });

  it('loses the socket of a runner that was killed when the next one begins, and none of one that listens', async () => {
    const { address } = await listening();
    const dead = socketAddress(folder, 'dead');
    const killed = spawn(process.execPath, ['-e', 'require("net").createServer().listen(process.argv[1])', dead]);
    await until('its socket', () => existsSync(dead));
    const gone = new Promise((resolve) => killed.on('close', resolve));
    killed.kill('SIGKILL');
    await gone;
    await listening();
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(address)).toBe(true);
  });
});
