import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nearPath, tailOfLog } from '../../../src/app/world/run-folder.ts';
import { jobId } from '../../../src/model/plan.ts';

let folder: string;
let script: string;
beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'sweep-test-'));
  mkdirSync(join(folder, 'jobs/a/1'), { recursive: true });
  script = join(folder, 'jobs/a/1/run.sh');
  writeFileSync(script, 'cd -- /\n\n{ sweep_command=$LINENO; } 2> /dev/null\ntrue\nnosuch\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tailOf(output: string): string {
  writeFileSync(join(folder, 'jobs/a/1/out.log'), output);
  return tailOfLog(folder)(jobId('a'), 1);
}

it('the end of an output names lines of the command where a shell names those of the wrapper script', () => {
  expect(tailOf(`one\n${script}: line 5: nosuch: command not found\n${script}: line 4: 12 Killed  x\n`)).toBe(
    'one\nline 2 of the command: nosuch: command not found\nline 1 of the command: 12 Killed  x\n',
  );
});

it('the end of an output is as it is where it names another script, or what is no line of the command', () => {
  const output = `/home/me/run.sh: line 5: a\n${script}: line 1: b\n${script}: line five\n${script}: c\n`;
  expect(tailOf(output)).toBe(output);
});

it('the end of an output begins with a line, unless it is one line', () => {
  expect(tailOf(`x${'y'.repeat(16 * 1024)} loss=1\nloss=2\n`)).toBe('loss=2\n');
  expect(tailOf(`${'y'.repeat(17 * 1024)}\n`)).toBe(`${'y'.repeat(16 * 1024 - 1)}\n`);
});

it('calls the working folder itself a dot, and what is below it by its path from there', () => {
  expect([nearPath(process.cwd()), nearPath(join(process.cwd(), 'out'))]).toEqual(['.', 'out']);
});
