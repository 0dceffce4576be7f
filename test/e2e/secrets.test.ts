import { describe, expect, it } from 'vitest';
import { someOf, inLong } from '../rig/cases.ts';
import { filesWith } from '../rig/files-with.ts';
import { Project } from '../rig/project.ts';

const TOKEN = 'tok-6f2a91';

/** Jobs that tell whether they have the token; the second fails, and says it. */
const SWEEP = `name: s
matrix: {lr: [1, 2]}
env: {HF_TOKEN: {secret: true}, PLAIN: said}
command: |
  test "\${#HF_TOKEN}" = ${TOKEN.length} -a "$PLAIN" = said
  test {{lr}} = 1 || { echo "Error: $HF_TOKEN is not valid"; exit 3; }
`;

describe('a secret variable', () => {
  it('comes from the environment of the run, and stands nowhere but where its job writes it', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const run = await project.start(['run', 's.yaml'], { HF_TOKEN: TOKEN }).ended;
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('| Error: ••• is not valid');
    expect(run.stdout + run.stderr).not.toContain(TOKEN);
    const [ended] = project.events('s', 'attempt-ended').filter(({ job }) => job === 'lr-2');
    expect(ended).toMatchObject({ outcome: { cause: 'exit', code: 3 }, error: 'Error: ••• is not valid' });
    expect(filesWith(TOKEN, project.root, project.hostFolder)).toEqual(['.sweep/s/jobs/lr-2/1/out.log']);
    const shown = [
      ['plan', '--json'],
      ['why', '2'],
      ['show', '2', '--json'],
      ['status', '--json'],
      ['render', 's.yaml'],
    ];
    for (const args of someOf(shown, 0, 3)) {
      const { code, stdout, stderr } = await project.start(args, { HF_TOKEN: TOKEN }).ended;
      expect([args[0], code]).toEqual([args[0], 0]);
      expect(stdout + stderr).not.toContain(TOKEN);
    }
    const page = await project.start(['report', 's', '-o', 's.html'], { HF_TOKEN: TOKEN }).ended;
    expect(page.code).toBe(0);
    expect(project.read('s.html')).toContain('Error: ••• is not valid');
    expect(project.read('s.html')).not.toContain(TOKEN);
    // Another value of it makes no result stale, and what is fresh asks for none.
    const again = await project.sweep('run', 's.yaml', '--only', 'lr=1');
    expect(again).toMatchObject({ code: 0, stdout: 'nothing to do: the only job is fresh\n' });
  });

  it('that is not in the environment is an error of `run`, before anything is started, and of no other command', async () => {
    const project = new Project({ 's.yaml': SWEEP });
    const looking = [
      ['check', 's.yaml', '--strict'],
      ['plan', 's.yaml'],
    ];
    for (const args of someOf(looking)) expect((await project.sweep(...args)).code).toBe(0);
    const { code, stderr } = await project.sweep('run', 's.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain(
      's.yaml:3:7: error: `HF_TOKEN` is secret, and not set in this environment; 1 and 1 more need it',
    );
    expect(project.traces()).toEqual(['s.yaml']);
  });

  inLong(() => {
    it('that is empty in the environment is one as well, also for a run in the background', async () => {
      const project = new Project({ 's.yaml': SWEEP });
      const empty = await project.start(['run', 's.yaml', '-d'], { HF_TOKEN: '' }).ended;
      expect(empty.code).toBe(2);
      expect(empty.stderr).toContain('`HF_TOKEN` is secret, and empty in this environment');
      expect(project.events('s', 'run-started')).toEqual([]);
    });
  });
});
