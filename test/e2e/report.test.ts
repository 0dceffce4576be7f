import { expect, it } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { Project } from '../rig/project.ts';

const SWEEP = `
name: beam
matrix: { method: [greedy, '</script><img src=x>'], seed: [1, 2, 3] }
command: |
  echo acc=0.{{seed}}
  test {{seed}} != 3 || { echo 'ValueError: <b>no</b>' >&2; exit 1; }
metrics: { log: 'acc={acc}' }
goals: { acc: max }
`;

it('writes a page that has the table and the failures without scripts, what jobs wrote as text', async () => {
  const project = new Project({ 'beam.yaml': SWEEP });
  expect((await project.sweep('run', 'beam.yaml', '--slots', '2', '--gpus', 'none')).code).toBe(1);

  const made = await project.sweep('report', 'beam', '-o', 'out/beam.html');
  expect(made).toEqual({ code: 0, stdout: 'out/beam.html: 6 results of beam\n', stderr: '' });
  const page = project.read('out/beam.html');
  const body = page.slice(page.indexOf('<body>'), page.indexOf('<script'));
  const [, table] = /<tbody>(.*)<\/tbody>/s.exec(body) ?? [];
  expect(table).toBe(
    [
      '<tr><td>greedy</td><td class="number">2/3 <sup>a</sup></td><td class="number">0.150 ± 0.071</td></tr>',
      '<tr><td>&lt;/script&gt;&lt;img src=x&gt;</td><td class="number">2/3 <sup>a</sup></td><td class="number">0.150 ± 0.071</td></tr>',
    ].join('\n'),
  );
  expect(body).toContain('<b>2 jobs</b> <code>exit 1: ValueError: &lt;b&gt;no&lt;/b&gt;</code>');
  expect(body).not.toContain('<img');
  expect(page.match(/<\/script>/g)).toHaveLength(2);
});

inLong(() => {
  it('replaces an earlier page, and no other file', async () => {
    const project = new Project({ 'beam.yaml': SWEEP, 'notes.html': '<p>mine</p>' });
    await project.sweep('run', 'beam.yaml', '--gpus', 'none');
    await project.sweep('report', 'beam', '-o', 'out/beam.html');
    // An earlier page is replaced.
    expect((await project.sweep('report', '-o', 'out/beam.html', '--only', 'method=greedy')).stdout).toBe(
      'out/beam.html: 3 results of beam\n',
    );
    expect(await project.sweep('report', 'beam', '-o', 'notes.html')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'sweep: notes.html is there, and no page of sweep report: name another with --output\n',
    });
    expect(project.read('notes.html')).toBe('<p>mine</p>');
  });
});
