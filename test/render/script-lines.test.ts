import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linesOfScript } from '../../src/render/script-lines.ts';
import { compileWrapper } from '../../src/render/wrapper.ts';
import { liveJob, type LiveSketch } from '../rig/attempts.ts';

const TEMPLATE = readFileSync(new URL('../../templates/wrapper.sh.hbs', import.meta.url), 'utf8');

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'sweep-test-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Where the first line is that bash names as it runs the script of a job. */
function told(sketch: LiveSketch, template: string): string | null {
  const script = compileWrapper(template).render(liveJob(sketch), {
    sweep: 'beam',
    root,
    jobFolder: join(root, 'job'),
  });
  const path = join(root, 'run.sh');
  writeFileSync(path, script);
  const { stderr } = spawnSync('bash', [path], { encoding: 'utf8', cwd: root, env: { ...process.env, LC_ALL: 'C' } });
  const line = /: line (\d+): /.exec(stderr)?.[1];
  expect(line).toBeDefined();
  return linesOfScript(script)(Number(line));
}

it.each<[string, LiveSketch, string]>([
  ['the first line', { command: 'nosuch' }, 'line 1 of the command'],
  ['a later one', { command: 'true\n\n# note\nnosuch\ntrue' }, 'line 4 of the command'],
  ['one below a setup', { setup: 'true\ntrue', command: 'true\nnosuch' }, 'line 2 of the command'],
  ['one of the setup', { setup: 'true\nnosuch || true', command: 'true' }, 'line 2 of the setup'],
  ['one below a here-document', { command: 'cat <<E\nx\nE\nnosuch' }, 'line 4 of the command'],
  ['the only one of a list', { command: ['./nosuch'] }, 'line 1 of the command'],
])('%s that a shell names is told as a line of the sweep', (_, sketch, expected) => {
  expect(told(sketch, TEMPLATE)).toBe(expected);
});

it('a line of neither, and one of a template of the sweep, is not told', () => {
  expect(told({ command: 'true', workdir: 'nowhere' }, TEMPLATE)).toBeNull();
  expect(told({ command: 'nosuch' }, 'cd -- {{quote workdir}}\n{{command}}\n')).toBeNull();
});

it('what stands behind a closed command is none of its lines', () => {
  const script = compileWrapper(TEMPLATE).render(liveJob({ command: 'true' }), {
    sweep: 'beam',
    root,
    jobFolder: join(root, 'job'),
  });
  const lines = script.split('\n');
  const tell = linesOfScript(script);
  expect(tell(lines.indexOf('true') + 1)).toBe('line 1 of the command');
  expect(tell(lines.length)).toBeNull();
  expect(tell(1)).toBeNull();
});
