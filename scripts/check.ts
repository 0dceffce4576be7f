/**
 * All that a change must pass: `npx tsx scripts/check.ts`, or with `--static` all but the tests. Each step is a script of
 * package.json. The static ones run side by side, and all of them, so that one run tells all that is wrong; the tests follow
 * once nothing is. Exits 1 when a step failed.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The longest first, so that the others fill the time beside it. */
const STATIC: readonly (readonly string[])[] = [
  ['lint'],
  ['types'],
  ['format:check'],
  ['unused'],
  ['rules'],
  ['package'],
  ['generate:check'],
];
const TESTS = ['test', '--', '--coverage'];

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}

/** Runs a script of package.json. Steps that run side by side show what they print when they end, the last one as it prints. */
async function run(script: readonly string[], output: 'when it ends' | 'as it comes'): Promise<Outcome> {
  const [name = ''] = script;
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', ...script], {
    stdio: output === 'as it comes' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  const passed = await new Promise<boolean>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code === 0);
    });
  });
  const outcome = { name, passed, seconds: (performance.now() - began) / 1000 };
  console.log(row(outcome));
  if (!passed) process.stdout.write(Buffer.concat(printed));
  return outcome;
}

function row({ name, passed, seconds }: Outcome): string {
  return `${passed ? '✓' : '✗'} ${name.padEnd(16)}${seconds.toFixed(1).padStart(7)} s`;
}

async function sideBySide(scripts: readonly (readonly string[])[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const left = [...scripts];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      outcomes.push(await run(next, 'when it ends'));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work));
  return outcomes;
}

const began = performance.now();
const outcomes = await sideBySide(STATIC);
const isSound = outcomes.every(({ passed }) => passed);
if (isSound && !process.argv.includes('--static')) {
  outcomes.push(await run(TESTS, 'as it comes'));
  console.log(`\n${outcomes.map(row).join('\n')}`);
}
const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name);
const verdict = failed.length === 0 ? 'all passed' : `failed: ${failed.join(', ')}`;
const untried = isSound || process.argv.includes('--static') ? '' : '; the tests were not run';
console.log(`\n${verdict} in ${((performance.now() - began) / 1000).toFixed(1)} s${untried}`);
process.exitCode = failed.length === 0 ? 0 : 1;
