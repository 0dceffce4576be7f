import { isAbsolute, normalize } from 'node:path/posix';
import type { SnapshotText } from '../language/spec.ts';
import type { Snapshot } from '../model/plan.ts';
import type { Findings } from './findings.ts';

/** What is to be copied for jobs to run in. A path that does not lie within the project is reported, and left out. */
export function snapshotOf({ link, span }: SnapshotText, findings: Findings): Snapshot {
  const paths = link.flatMap((one) => {
    const path = normalize(one.text).replace(/\/$/, '');
    const fault = faultOf(path);
    if (fault === null) return [path];
    findings.add({
      severity: 'error',
      code: 'bad-path',
      message: `\`${one.text}\` ${fault}`,
      span: one.span,
      hint: 'name a file or a folder of the project, relative to its root; what lies elsewhere is found by its absolute path',
    });
    return [];
  });
  return { link: [...new Set(paths)], span };
}

function faultOf(path: string): string | null {
  if (isAbsolute(path)) return 'is absolute';
  if (path === '.') return 'is the whole project';
  if (path === '..' || path.startsWith('../')) return 'lies outside of the project';
  return path === '.sweep' || path.startsWith('.sweep/') ? 'is where sweep keeps its own files' : null;
}
