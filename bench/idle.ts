/**
 * What a runner costs that only waits for a long job: CPU time and wake-ups, while the job does nothing, and while it appends to a
 * file in the project root as fast as traces are written. The promise is a part of one core, whatever jobs write.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { IS_SHORT, inScratch, SWEEP } from './rig/measure.ts';
import { usageOf, type Usage } from './rig/usage.ts';

/** Seconds. */
const WATCHED = IS_SHORT ? 1 : 60;
const SETTLES = IS_SHORT ? 0 : 20;
const APPENDS_A_SECOND = 20_000;

const SWEEP_FILE = `name: idle
matrix: {writes: [nothing, traces]}
timeout: 1h
command: node job.mjs {{writes}}
`;

const JOB = `import { appendFileSync, writeFileSync } from 'node:fs';
writeFileSync('begun', '');
if (process.argv[2] === 'traces')
  for (let began = performance.now(), lines = 0; ; ) {
    while (lines < ((performance.now() - began) / 1000) * ${APPENDS_A_SECOND}) {
      appendFileSync('trace', 'a line\\n');
      lines += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
else setInterval(() => {}, 2 ** 30);
`;

/** What a runner uses while its job writes `what`, from when that has settled. */
async function waitingFor(folder: string, what: string): Promise<Usage> {
  const args = [SWEEP, 'run', 'idle.yaml', '--only', `writes=${what}`];
  const env = { ...process.env, SWEEP_HOST_DIR: join(folder, 'host') };
  const runner = spawn(process.execPath, args, { cwd: folder, env, stdio: 'ignore' });
  const ended = new Promise((resolve) => runner.once('exit', resolve));
  const { pid } = runner;
  if (pid === undefined) throw new Error('no runner');
  while (!existsSync(join(folder, 'begun'))) await pause(50);
  await pause(SETTLES * 1000);
  const before = usageOf(pid);
  await pause(WATCHED * 1000);
  const after = usageOf(pid);
  runner.kill('SIGTERM');
  await ended;
  return { cpu: after.cpu - before.cpu, wakes: after.wakes - before.wakes };
}

for (const what of ['nothing', 'traces']) {
  await inScratch(async (folder) => {
    mkdirSync(join(folder, '.git'));
    mkdirSync(join(folder, 'host'));
    writeFileSync(join(folder, 'idle.yaml'), SWEEP_FILE);
    writeFileSync(join(folder, 'job.mjs'), JOB);
    const { cpu, wakes } = await waitingFor(folder, what);
    const share = (cpu / (WATCHED * 1000)) * 100;
    console.log(
      `while its job writes ${what.padEnd(8)} ${cpu.toFixed(1).padStart(6)} ms of CPU and ${wakes} wake-ups in ${WATCHED} s: ${share.toFixed(3)}% of a core (bound: 0.2%)`,
    );
  });
}
