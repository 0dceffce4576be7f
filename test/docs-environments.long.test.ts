import { chmodSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { examplesOf } from './rig/pages.ts';
import { Project } from './rig/project.ts';

/** A program that says how it was called, and which GPUs it sees. */
const TOLD = '#!/bin/bash\nprintf "<%s>" "${0##*/}" "$@"; echo " on $CUDA_VISIBLE_DEVICES"\n';

/** What the pages expect of a machine, in a home of its own. */
const MACHINE = {
  'bin/uv': TOLD,
  'bin/docker': TOLD,
  'bin/apptainer': TOLD,
  'bin/python': TOLD,
  '.venv/bin/python': TOLD,
  'miniconda3/etc/profile.d/conda.sh': 'conda() { echo "conda $*"; }\n',
  'train.py': '',
};

/** What a sweep prints whose jobs are `train.py` with a learning rate of 0.1. */
async function printedBy(sweep: string, changes: readonly (readonly [string, string])[] = []): Promise<string> {
  const project = new Project({ ...MACHINE, 'modules.sh': 'module() { echo "module $*"; }\n' });
  for (const tool of readdirSync(project.path('bin'))) chmodSync(project.path('bin', tool), 0o755);
  chmodSync(project.path('.venv/bin/python'), 0o755);
  project.write('.sweep-host.yaml', `vars: { conda: ${project.path('miniconda3')} }\n`);
  project.write(
    'sweep.yaml',
    changes.reduce((text, [from, to]) => text.replace(from, to), sweep),
  );
  const env = { HOME: project.root, PATH: `${project.path('bin')}:${process.env['PATH'] ?? ''}` };
  const ran = await project.start(['run', 'sweep.yaml', '--gpus', 'virtual:2', '--only', 'lr=0.1'], env).ended;
  expect(ran, ran.stdout).toMatchObject({ code: 0 });
  const logs = await project.sweep('logs', 'lr=0.1');
  return logs.stdout.replaceAll(project.root, 'HERE');
}

describe('a way to an environment', () => {
  const sweeps = examplesOf('docs/how-to/environments.md').map(({ text }) => text);
  const [venv, uv, conda, modules, docker, apptainer] = sweeps;
  const host = sweeps.find((text) => text.includes('{{host.conda}}'));

  it('is the interpreter of a venv', async () => {
    expect(await printedBy(venv!)).toBe('<python><train.py><--lr><0.1> on \n');
  });

  it('is uv', async () => {
    expect(await printedBy(uv!)).toBe('<uv><run><--frozen><python><train.py><--lr><0.1> on \n');
  });

  it('is conda in the home folder, or where the host file says', async () => {
    for (const sweep of [conda, host]) {
      expect(await printedBy(sweep!)).toBe('conda activate vision\n<python><train.py><--lr><0.1> on \n');
    }
  });

  it('is a module', async () => {
    const said = await printedBy(modules!, [['/etc/profile.d/modules.sh', 'modules.sh']]);
    expect(said).toBe('module load cuda/12.4\n<python><train.py><--lr><0.1> on \n');
  });

  it('is a container of Docker, with the GPU of the job alone', async () => {
    const said = await printedBy(docker!);
    expect(said).toMatch(
      /<--gpus><"device=(\d)">.*<--volume><HERE:\/work><--volume><HERE\/\.sweep\/.*:\/out>.* on \1\n$/,
    );
  });

  it('is a container of Apptainer', async () => {
    expect(await printedBy(apptainer!)).toMatch(/^<apptainer><exec><--nv><--bind><HERE\/\.sweep\/.*:\/out>.* on \d\n$/);
  });
});
