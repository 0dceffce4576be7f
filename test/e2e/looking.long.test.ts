import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LivePage } from '../rig/live-page.ts';
import { Project } from '../rig/project.ts';

/** In each place of a sweep something that would leave a trace, were it run, be it by a shell. */
const TRAP = 'touch "$TRACES/hit"';
const WITHIN = `$(${TRAP})`;

const FILES = {
  's.yaml': `name: s
description: '${WITHIN}'
matrix: { x: ['${WITHIN}', '\`${TRAP}\`', "'; ${TRAP.replaceAll('"', '')}; '"] }
vars: { v: '${WITHIN}' }
env: { A: '${WITHIN}' }
setup: '${TRAP}'
command: '${TRAP}; echo {{x}} {{v}}'
label: '${WITHIN} {{x}}'
inputs: ['${WITHIN}/*.txt', 's.yaml']
produces: ['out/{{x}}/${WITHIN}']
template: t.hbs
metrics: { regex: '(?<a>\\d+)${'x'.repeat(3)}' }
timeout: 1h
limits: [{ max: 1, by: [x] }]
`,
  't.hbs': `${TRAP}\n{{setup}}\n{{command}}\n`,
  '.sweep-host.yaml': `vars: { h: '${WITHIN}' }\nhooks: { job_end: '${TRAP}', run_end: '${TRAP}' }\n`,
};

const LOOKS: readonly (readonly string[])[] = [
  ['check', 's.yaml', '--no-files'],
  ['plan', 's.yaml', '--no-files'],
  ['plan', 's.yaml', '--no-files', '--json'],
  ['plan', 's.yaml', '--no-files', '--estimate'],
  ['diff', 's.yaml'],
  ['render', 's.yaml', '-o', 'scripts'],
  ['results', 's.yaml'],
  ['status'],
  ['list'],
  ['why', 'x', '--sweep', 's.yaml'],
  ['run', 's.yaml', '--dry-run', '--no-files'],
  ['doctor'],
];

describe('what only looks at a sweep', () => {
  it('would leave a trace if it ran what it says, as a run of it does', async () => {
    const project = new Project(FILES);
    const { stderr } = await project.start(['run', 's.yaml', '--no-files'], { TRACES: project.root }).ended;
    expect([stderr, readdirSync(project.root)]).toEqual([expect.anything(), expect.arrayContaining(['hit'])]);
  });

  it.each(LOOKS.map((args) => [args.join(' '), args] as const))(
    'runs nothing that it says: sweep %s',
    async (_, args) => {
      const project = new Project(FILES);
      const { stderr } = await project.start(args, { TRACES: project.root }).ended;
      expect(stderr).not.toContain('this is a bug');
      expect(readdirSync(project.root).filter((name) => /hit|outside/.test(name))).toEqual([]);
    },
  );

  it('serves a page that runs nothing that it says', async () => {
    const project = new Project(FILES);
    const page = await LivePage.of(project, undefined, { env: { TRACES: project.root } });
    const cookie = await page.enter();
    for (const path of ['/', '/why?sweep=s&job=x', '/results?sweep=s', '/report?sweep=s'])
      await page.ask({ path, headers: { cookie } });
    expect(readdirSync(project.root).filter((name) => /hit|outside/.test(name))).toEqual([]);
    page.running.child.kill('SIGTERM');
    await page.running.ended;
  });
});
