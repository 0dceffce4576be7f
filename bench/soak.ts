/**
 * What a run costs when it has gone on for long against what it cost at first: 100,000 jobs that take no time, by the loop of a real run and
 * with a real journal on a virtual machine, and 20,000 real ones. Of memory, open files, bytes of the journal and time, no job is to cost more than
 * one before it.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Event } from '../src/model/event.ts';
import { drive } from '../src/run/loop.ts';
import { initialState } from '../src/schedule/state/records.ts';
import { sketchPlan } from '../test/rig/plan.ts';
import { JournaledWorld } from './rig/journaled-world.ts';
import { inScratch, IS_SHORT, SWEEP } from './rig/measure.ts';
import { hostOf, open } from './rig/sweep-run.ts';

const VIRTUAL_JOBS = IS_SHORT ? 1_000 : 100_000;
const REAL_JOBS = Number(process.argv[2] ?? (IS_SHORT ? 20 : 2_000));

/** How a runner stands when so many jobs have ended. */
interface Sample {
  readonly jobs: number;
  /** Seconds since its first job ended. */
  readonly at: number;
  /** MiB. */
  readonly memory: number;
  readonly files: number;
  /** Of the journal. */
  readonly bytes: number;
}

function sampleOf(pid: number | 'self', jobs: number, at: number, journal: string): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const memory = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
  return { jobs, at, memory, files: readdirSync(`/proc/${pid}/fd`).length, bytes: statSync(journal).size };
}

/** Looked at a hundred times. */
class SampledWorld extends JournaledWorld {
  readonly samples: Sample[] = [];
  #ended = 0;
  #began = 0;

  protected override show({ event }: Event): void {
    if (event !== 'attempt-ended') return;
    if (this.#ended === 0) this.#began = performance.now();
    this.#ended += 1;
    if (this.#ended % (VIRTUAL_JOBS / 100) !== 0) return;
    this.samples.push(sampleOf('self', this.#ended, (performance.now() - this.#began) / 1000, this.path));
    // A real machine remembers none of them.
    this.spells.length = 0;
  }
}

async function virtualSamples(folder: string): Promise<readonly Sample[]> {
  const plan = sketchPlan(Array.from({ length: VIRTUAL_JOBS }, (_, index) => ({ id: `job-${index}` })));
  const state = initialState(plan);
  const world = new SampledWorld(join(folder, 'journal.jsonl'), hostOf(0, 16), () => ({ seconds: 0 }));
  open(state, world, plan);
  await drive(state, world);
  await world.close();
  if (state.counts.succeeded !== VIRTUAL_JOBS) throw new Error(`only ${state.counts.succeeded} jobs succeeded`);
  return world.samples;
}

const SWEEP_FILE = `name: soak
matrix: {i: {from: 1, count: ${REAL_JOBS}}}
command: "true"
`;

/** Milliseconds. */
const PACE = IS_SHORT ? 50 : 1000;

async function realSamples(folder: string): Promise<readonly Sample[]> {
  writeFileSync(join(folder, 'soak.yaml'), SWEEP_FILE);
  const journal = join(folder, '.sweep/soak/journal.jsonl');
  const env = { ...process.env, SWEEP_HOST_DIR: join(folder, 'host') };
  const runner = spawn(process.execPath, [SWEEP, 'run', 'soak.yaml'], { cwd: folder, env, stdio: 'ignore' });
  const { pid } = runner;
  if (pid === undefined) throw new Error('no runner');
  const ended = new Promise<number | null>((resolve) => runner.once('exit', resolve));
  const samples: Sample[] = [];
  const ends = new EndsIn(journal);
  let began: number | null = null;
  while (runner.exitCode === null && ends.count < REAL_JOBS) {
    await pause(PACE);
    ends.look();
    if (ends.count === 0) continue;
    began ??= performance.now();
    if (existsSync(`/proc/${pid}/fd`))
      samples.push(sampleOf(pid, ends.count, (performance.now() - began) / 1000, journal));
  }
  const code = await ended;
  if (code !== 0) throw new Error(`the run ended with ${code}`);
  return samples;
}

/** Counts the jobs that have ended by a journal as it grows. */
class EndsIn {
  readonly #path: string;
  #offset = 0;
  count = 0;

  constructor(path: string) {
    this.#path = path;
  }

  look(): void {
    if (!existsSync(this.#path)) return;
    const fd = openSync(this.#path, 'r');
    const bytes = Buffer.alloc(statSync(this.#path).size - this.#offset);
    const length = readSync(fd, bytes, 0, bytes.length, this.#offset);
    closeSync(fd);
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a, length - 1) + 1);
    this.#offset += whole.length;
    this.count += whole.toString('latin1').split('"event":"attempt-ended"').length - 1;
  }
}

/** What jobs have cost between two looks. */
function costBetween(from: Sample, to: Sample): string {
  const jobs = to.jobs - from.jobs;
  const time = (1000 * (to.at - from.at)) / jobs;
  const bytes = (to.bytes - from.bytes) / jobs;
  return `${time.toFixed(3)} ms and ${bytes.toFixed(0)} bytes of the journal a job`;
}

function tell(name: string, samples: readonly Sample[]): void {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) throw new Error(`${name}: no job was seen to end`);
  const at = (part: number): Sample => samples.find(({ jobs }) => jobs >= part * last.jobs) ?? last;
  console.log(name);
  for (const [what, from, to] of [
    ['first tenth', first, at(0.1)],
    ['middle', at(0.45), at(0.55)],
    ['last tenth', at(0.9), last],
  ] as const) {
    const { memory, files } = to;
    console.log(`  ${what.padEnd(11)} ${costBetween(from, to)}; then ${memory.toFixed(0)} MiB, ${files} open files`);
  }
}

await inScratch(async (folder) => {
  tell(`${VIRTUAL_JOBS.toLocaleString('en')} jobs that take no time`, await virtualSamples(folder));
});
await inScratch(async (folder) => {
  tell(`${REAL_JOBS.toLocaleString('en')} real jobs that do nothing`, await realSamples(folder));
});
