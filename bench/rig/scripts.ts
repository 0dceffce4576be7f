/** The wrapper scripts of a sweep, as what starts jobs needs them. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run, SWEEP } from './measure.ts';

/** Renders the `jobs` scripts of a sweep in `folder`, and gives their paths. */
export function scriptsOf(folder: string, sweep: string, jobs: number): string[] {
  run(folder, process.execPath, [SWEEP, 'render', sweep, '--out', 'scripts']);
  const below = join(folder, 'scripts');
  const scripts = readdirSync(below, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sh'))
    .map((name) => join(below, name));
  if (scripts.length !== jobs) throw new Error(`${scripts.length} scripts instead of ${jobs}`);
  return scripts;
}

/** The scripts, each in a folder of its own as that of an attempt. */
export function inFolders(scripts: readonly string[], folder: string): string[] {
  return scripts.map((script, index) => {
    const own = join(folder, String(index));
    mkdirSync(own, { recursive: true });
    copyFileSync(script, join(own, 'run.sh'));
    return join(own, 'run.sh');
  });
}

export function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => {
    try {
      return readdirSync(folder).includes(program);
    } catch {
      return false;
    }
  });
}
