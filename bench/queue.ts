/** What it takes to queue jobs: one by one in a loop of the shell, beside node alone and task-spooler, and all of them at once. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IS_SHORT, inScratch, median, spread, SWEEP, timed, type Timed } from './rig/measure.ts';

const JOBS = IS_SHORT ? 3 : 100;
const ROUNDS = IS_SHORT ? 1 : 5;

interface Way {
  readonly name: string;
  /** A line of the shell, which is run as often as there are jobs, or once with a line for each job as its input. */
  readonly line: string;
  readonly isOnce?: true;
}

const PEER = 'tsp';
const NODE = `"${process.execPath}"`;

const WAYS: readonly Way[] = [
  { name: 'node alone', line: `${NODE} --eval 0` },
  { name: 'sweep add', line: `${NODE} "${SWEEP}" add -- true` },
  { name: 'sweep add --file -', line: `${NODE} "${SWEEP}" add --file -`, isOnce: true },
  { name: PEER, line: 'tsp true' },
];

await inScratch((folder) => {
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.sweep-host.yaml'), 'slots: 1\n');
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const surroundings = { ...env, SWEEP_HOST_DIR: join(folder, 'host'), TS_SOCKET: join(folder, 'tsp'), TMPDIR: folder };
  const shell = (line: string, input = ''): void => {
    const { status, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, env: surroundings, input });
    if (status !== 0) throw new Error(`${line}: ${stderr.toString()}`);
  };
  const hasPeer = spawnSync('sh', ['-c', 'command -v tsp']).status === 0;
  if (!hasPeer) console.log('tsp is not installed (Debian: task-spooler), and is left out');
  const ways = WAYS.filter(({ name }) => hasPeer || name !== PEER);

  // Nothing starts while it is measured, since the only slot is taken.
  shell(`${NODE} "${SWEEP}" add -- sleep 86400`);
  const beginPeer = (): void => {
    shell('tsp -S 1 && tsp sleep 86400');
  };
  const endPeer = (): void => {
    shell('tsp -k && tsp -K');
  };
  if (hasPeer) beginPeer();
  try {
    const measured = new Map<string, Timed[]>(ways.map(({ name }) => [name, []]));
    // In turns, so that whatever else the machine does burdens all alike.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { name, line, isOnce } of ways) {
        const loop = isOnce === true ? line : `i=0; while [ $i -lt ${JOBS} ]; do ${line} || exit 1; i=$((i + 1)); done`;
        measured.get(name)?.push(
          timed(() => {
            shell(loop, isOnce === true ? 'true\n'.repeat(JOBS) : '');
            return 0;
          }),
        );
        // The peer waits for ever where a thousand wait already.
        if (name === PEER) {
          endPeer();
          beginPeer();
        }
      }
    }
    console.log(`${JOBS} jobs, ${ROUNDS} rounds; milliseconds a job, and CPU of whoever queues it`);
    const perJob = (name: string, what: keyof Timed): readonly number[] =>
      (measured.get(name) ?? []).map((one) => (1000 * one[what]) / JOBS);
    for (const { name } of ways)
      console.log(`${name.padEnd(20)} ${spread(perJob(name, 'wall'), 1)}, CPU ${spread(perJob(name, 'cpu'), 1)}`);
    const over = median(perJob('sweep add', 'wall')) - median(perJob('node alone', 'wall'));
    console.log(`sweep add over node alone: ${over.toFixed(0)} ms (bound: 40)`);
    if (hasPeer) {
      const ratio = median(perJob('sweep add --file -', 'wall')) / median(perJob(PEER, 'wall'));
      console.log(`sweep add --file - of ${JOBS} to as many calls of tsp: ${ratio.toFixed(2)} (bound: 1)`);
    }
  } finally {
    if (hasPeer) endPeer();
    shell(`${NODE} "${SWEEP}" cancel adhoc --yes`);
  }
});
