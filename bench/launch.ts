/**
 * How fast real jobs are started, beside what else starts jobs: many that do nothing, two at a time. All run the very scripts
 * that `sweep render` writes, in turns, so that whatever else the machine does burdens all alike. `keepers` is the floor: what a
 * recorded attempt costs without anyone who decides or records. Peers that are not installed are named and left out.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IS_SHORT, inScratch, median, spread, timed, type Timed } from './rig/measure.ts';
import { PEERS } from './rig/peers.ts';
import { inFolders, isInstalled, scriptsOf } from './rig/scripts.ts';

const JOBS = IS_SHORT ? 40 : 400;
const ROUNDS = IS_SHORT ? 1 : 5;

const SWEEP_FILE = `name: launch
matrix: {n: {from: 1, count: ${JOBS}}}
command: test {{n}} -gt 0
timeout: 1h
`;

await inScratch((folder) => {
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'host'));
  process.env['SWEEP_HOST_DIR'] = join(folder, 'host');
  writeFileSync(join(folder, 'launch.yaml'), SWEEP_FILE);
  const scripts = scriptsOf(folder, 'launch.yaml', JOBS);
  const contestants = PEERS.filter(({ needs }) => needs.every(isInstalled));
  const figures = new Map<string, Timed[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { name, start, most } of contestants) {
      const own = join(folder, `${round}-${name.replaceAll(/\W/g, '-')}`);
      const some = scripts.slice(0, most ?? JOBS);
      const setting = { root: folder, folder: own, scripts: some, attempts: inFolders(some, own), slots: 2 };
      const { wall, cpu } = timed(() => start(setting));
      figures.get(name)?.push({ wall: wall / some.length, cpu: cpu / some.length });
    }
  }
  const ours = (figures.get('sweep run') ?? []).map(({ wall }) => 1 / wall);
  console.log(`${JOBS} jobs, two at a time, ${ROUNDS} rounds in turns: median (least-most)`);
  console.log(`${'started by'.padEnd(30)}jobs/s            CPU a job               sweep run is`);
  for (const [name, measured] of figures) {
    const rates = measured.map(({ wall }) => 1 / wall);
    const ratios = rates.map((rate, round) => (ours[round] ?? 0) / rate);
    const cpus = measured.map(({ cpu }) => 1000 * cpu);
    const [rate, cpu, ratio] = [spread(rates, 0), spread(cpus, 1), spread(ratios, 2)];
    console.log(
      `${name.padEnd(30)}${rate.padEnd(18)}${`${cpu} ms`.padEnd(24)}${name === 'sweep run' ? '' : `${ratio} times as fast`}`,
    );
  }
  for (const { name, needs } of PEERS) {
    const absent = needs.filter((program) => !isInstalled(program));
    if (absent.length > 0) console.log(`${name.padEnd(30)}not measured: ${absent.join(' and ')} is not installed`);
  }
  if (median(ours) <= 0) throw new Error('nothing was started');
});
