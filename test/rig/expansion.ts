import { expect } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Job, Plan } from '../../src/model/plan.ts';
import type { Draft, FileFact } from '../../src/expand/draft.ts';
import { expand, type ExpandContext } from '../../src/expand/expand.ts';
import { lacking } from '../../src/expand/lacking.ts';
import { seal } from '../../src/expand/seal.ts';
import { parseSpec } from '../../src/language/parse.ts';

export const RUN_FOLDER = '/project/.sweep/s';

/** A project whose sweep files all lie at its root, on a host that says nothing. */
export const PLAIN_CONTEXT: ExpandContext = {
  root: '/project',
  dir: '/project',
  runFolder: RUN_FOLDER,
  folderOf: () => '',
  hostVars: new Map(),
  listings: new Map(),
  tables: new Map(),
  maxJobs: 1000,
};

export interface Expanded {
  readonly draft: Draft | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Each diagnostic in one line: `error code @ what it points at: message (hint)`. */
  readonly said: readonly string[];
}

/** Reads and expands a sweep file, as far as that goes. */
export function expandText(text: string, context: Partial<ExpandContext> = {}): Expanded {
  const { spec, diagnostics } = parseSpec(text, 's.yaml');
  const expansion = spec === null ? null : expand(spec, { ...PLAIN_CONTEXT, ...context });
  const draft = expansion?.draft ?? null;
  const lacked = draft === null ? [] : lacking(draft, new Map(), null, { checkFiles: false });
  const all = [...diagnostics, ...(expansion?.diagnostics ?? []), ...lacked];
  return { draft, diagnostics: all, said: all.map((one) => told(one, text)) };
}

function told({ severity, code, span, message, hint }: Diagnostic, text: string): string {
  const at = span === null ? '-' : text.slice(span.start, span.end);
  return `${severity} ${code} @ ${at}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
}

/** The plan of a sweep file that has nothing wrong with it; every wanted file is there unless `facts` says otherwise. */
export function planOf(
  text: string,
  facts: Readonly<Record<string, FileFact>> = {},
  context: Partial<ExpandContext> = {},
): Plan {
  const { draft, said } = expandText(text, context);
  expect(said.filter((line) => line.startsWith('error'))).toEqual([]);
  if (draft === null) throw new Error('no draft');
  const found = factsFor(draft, facts);
  expect(lacking(draft, found, null, { checkFiles: true })).toEqual([]);
  return seal(draft, found);
}

export function jobsOf(text: string): readonly Job[] {
  return planOf(text).jobs;
}

/** The only job of a sweep file. */
export function jobOf(text: string): Job {
  const jobs = jobsOf(text);
  expect(jobs).toHaveLength(1);
  return jobs[0] as Job;
}

/** Every wanted file is there, its content named after its path. */
export function factsFor(draft: Draft, facts: Readonly<Record<string, FileFact>> = {}): Map<string, FileFact> {
  return new Map(draft.wanted.map(({ path }) => [path, facts[path] ?? { exists: true, digest: `digest of ${path}` }]));
}

/** The shell text of a job, or its argv in JSON. */
export function commandOf(job: Job): string {
  return job.command.kind === 'shell' ? job.command.text : JSON.stringify(job.command.argv);
}
