import { describe, expect, it } from 'vitest';
import { DOCUMENTS, faultsBy } from '../rig/documents.ts';
import { Project, type Ended } from '../rig/project.ts';

const SWEEP = `name: s
matrix: { n: [1, 2, 3] }
metrics: { file: "m-{{n}}.json" }
command: |
  echo '{"loss": 0.{{n}}}' > m-{{n}}.json
  test {{n}} != 2
gpus: 1
`;

const WAITING = 'name: w\nmatrix: { n: [1, 2, 3] }\ncommand: touch began; until [ -e go ]; do sleep 0.1; done\n';

describe('each document for programs', () => {
  it('is as its schema says, of whichever command', async () => {
    const project = new Project({ 's.yaml': SWEEP, 'w.yaml': WAITING, 'wrong.yaml': 'name: x\nmatrix: {n: 1..}\n' });
    const seen = new Set<string>();
    const holds = (command: string, schema: string, { stdout, stderr }: Ended, isLines = false) => {
      expect(DOCUMENTS[command]).toContain(schema);
      const documents = isLines ? stdout.split('\n').filter((line) => line !== '') : [stdout];
      expect(documents.at(-1), `${command}: ${stderr}`).toMatch(/^\{.*\}\n?$/);
      for (const one of documents) expect(faultsBy(schema, JSON.parse(one)), `${command}: ${one}`).toBe('');
      seen.add(`${command} ${schema}`);
    };
    const prints = async (command: string, schema: string, ...args: readonly string[]) => {
      holds(command, schema, await project.sweep(...command.split(' '), ...args));
    };
    const gpus = ['--gpus', 'virtual:2'];

    await prints('check', 'check', 's.yaml', 'wrong.yaml', 'gone.yaml', '--format', 'json');
    await prints('plan', 'plan', 's.yaml', '--json');
    await prints('diff', 'diff', 's.yaml', 'w.yaml', '--format', 'json');
    await prints('status', 'host-status', '--host', '--json');
    await prints('status', 'statuses', '--json');
    await prints('list', 'lists', '--json');
    holds('run', 'event', await project.sweep('run', 's.yaml', ...gpus, '--json'), true);
    holds('resume', 'event', await project.sweep('resume', 's', ...gpus, '--json'), true);
    await prints('run', 'begun', 's.yaml', ...gpus, '-d', '--json');
    await prints('wait', 'wait', 's', '--json');
    await prints('plan', 'plan', 's.yaml', '--json');
    await prints('status', 'status', 's', '--json');
    await prints('list', 'list', 's', '--json');
    await prints('status', 'statuses', '--json');
    await prints('list', 'lists', '--json');
    await prints('show', 'show', 'n=2', '--sweep', 's', '--json');
    await prints('results', 'results', 's', '--json');
    await prints('usage', 'usage', '--json');
    await prints('gpus', 'gpus', '--json');
    await prints('doctor', 'doctor', '--json');
    await prints('reserve', 'reservations', ...gpus.with(1, 'virtual:1'), '--for', '1h', '--json');
    const listed = await project.sweep('reserve', 'list', '--json');
    holds('reserve list', 'reservations', listed);
    const [{ id }] = (JSON.parse(listed.stdout) as { reservations: [{ id: string }] }).reservations;
    await prints('reserve cancel', 'reservations', id, '--json');
    await prints('clean', 'clean', 's', '--dry-run', '--json');

    await prints('resume', 'begun', 's', ...gpus, '-d', '--json');
    await prints('wait', 'wait', 's', '--json');
    await prints('run', 'begun', 'w.yaml', '--slots', '1', '-d', '--json');
    await project.appears('began');
    const watch = project.start(['watch', 'w', '--json']);
    await prints('status', 'host-status', '--host', '--json');
    await prints('show', 'show', 'n=1', '--sweep', 'w', '--json');
    for (const request of ['hold', 'release', 'top']) await prints(request, 'request', 'n=3', '--sweep', 'w', '--json');
    await prints('priority', 'request', '5', 'n=3', '--sweep', 'w', '--json');
    await prints('set', 'request', 'w', 'slots=2', '--json');
    await prints('kill', 'request', 'n=3', '--sweep', 'w', '--json');
    await prints('retry', 'request', 'n=3', '--sweep', 'w', '--json');
    await prints('rerun', 'request', 'n=3', '--sweep', 'w', '--json');
    expect(await project.sweep('cancel', 'w', '--json')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('hint: say --yes to do it') as string,
    });
    await prints('cancel', 'request', 'w', '--yes', '--json');
    holds('watch', 'event', await watch.ended, true);
    await prints('add', 'added', '--json', '--', 'true');
    await project.sweep('wait', 'adhoc');

    const all = Object.entries(DOCUMENTS).flatMap(([command, schemas]) => schemas.map((one) => `${command} ${one}`));
    expect([...seen].toSorted()).toEqual(all.toSorted());
  });
});
