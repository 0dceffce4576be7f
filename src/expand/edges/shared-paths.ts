import type { Text } from '../../language/spec.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Findings } from '../findings.ts';
import type { LooseJob } from '../keys/assemble.ts';
import type { Chains } from './chain.ts';

/** What is said of a path that several jobs write, and when. */
interface Telling<Named> extends Required<Pick<Diagnostic, 'severity' | 'code' | 'hint'>> {
  /** The text of the file by which a job has the path. */
  readonly textOf: (job: Named, path: string) => Text | undefined;
  /** Whether two jobs, by their indexes, may not both have it. */
  readonly areAtOdds: (one: number, other: number) => boolean;
  readonly tell: (path: string, one: string, other: string) => string;
}

/** Reports the paths that jobs have, by their indexes, though they are at odds over them; once for each text that says one. */
export function reportShared<Named extends Pick<LooseJob, 'label'>>(
  jobs: readonly Named[],
  users: ReadonlyMap<string, readonly number[]>,
  findings: Findings,
  { textOf, areAtOdds, tell, ...told }: Telling<Named>,
): void {
  const clashes = new Map<Text, { readonly message: string; others: number }>();
  for (const [path, indexes] of users) {
    if (indexes.length < 2) continue;
    const [first = 0, ...rest] = indexes;
    const second = rest.find((index) => areAtOdds(first, index));
    const [one, other] = [jobs[first], second === undefined ? undefined : jobs[second]];
    const text = other === undefined ? undefined : textOf(other, path);
    if (one === undefined || other === undefined || text === undefined) continue;
    const clash = clashes.get(text);
    if (clash === undefined) clashes.set(text, { message: tell(path, one.label, other.label), others: 0 });
    else clash.others += 1;
  }
  for (const [text, { message, others }] of clashes) {
    const paths = others === 1 ? 'so is one other path' : `so are ${others.toLocaleString('en')} other paths`;
    const more = others === 0 ? '' : `; ${paths} by several jobs`;
    findings.add({ ...told, message: message + more, span: text.span });
  }
}

/** Whether two jobs are links of one chain: one runs after the other. */
export function areLinked(chains: Chains['chains'], one: number, other: number): boolean {
  const chain = chains[one] ?? null;
  return chain !== null && chain === chains[other];
}

/**
 * Reports the files by which several jobs leave their numbers, which would be taken for those of each of them: an error, but a warning of
 * the links of one chain, each of which is read before the next writes.
 */
export function reportSharedMetrics(jobs: readonly LooseJob[], chains: Chains['chains'], findings: Findings): void {
  if (!shareMetrics(jobs)) return;
  const users = usersOfMetrics(jobs);
  const told = {
    textOf: ({ keys: { metrics } }: LooseJob, path: string) => metrics.texts[pathsOf(metrics).indexOf(path)],
    code: 'shared-metrics',
    hint: 'name the axes in the path that tell the jobs apart, such as by `{{job.dir}}`',
  };
  const isLinked = (one: number, other: number): boolean => areLinked(chains, one, other);
  reportShared(jobs, users, findings, {
    ...{ ...told, severity: 'error', areAtOdds: (one, other) => !isLinked(one, other) },
    tell: (path, one, other) => `the metrics in \`${path}\` are those of both ${one} and ${other}`,
  });
  reportShared(jobs, users, findings, {
    ...{ ...told, severity: 'warning', areAtOdds: isLinked },
    tell: (path, one, other) =>
      `the metrics of ${one} in \`${path}\` are written over by ${other}, the next of its chain`,
  });
}

/** Whether any two jobs have a path in common: of most sweeps none do, and who uses which need not be noted. */
function shareMetrics(jobs: readonly LooseJob[]): boolean {
  const users = new Map<string, LooseJob>();
  for (const job of jobs) {
    for (const source of job.keys.metrics.sources) {
      if (source.kind !== 'file') continue;
      const other = users.get(source.path);
      if (other !== undefined && other !== job) return true;
      users.set(source.path, job);
    }
  }
  return false;
}

function usersOfMetrics(jobs: readonly LooseJob[]): ReadonlyMap<string, readonly number[]> {
  const users = new Map<string, number[]>();
  for (const [index, { keys }] of jobs.entries()) {
    for (const path of new Set(pathsOf(keys.metrics))) {
      if (path === null) continue;
      const known = users.get(path);
      if (known === undefined) users.set(path, [index]);
      else known.push(index);
    }
  }
  return users;
}

/** The path of each place; null for one in the log. */
function pathsOf({ sources }: LooseJob['keys']['metrics']): readonly (string | null)[] {
  return sources.map((source) => (source.kind === 'file' ? source.path : null));
}
