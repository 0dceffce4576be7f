/** What a name in a template stands for. */
export type Reference =
  | { readonly kind: 'axis'; readonly axis: number }
  | { readonly kind: 'var'; readonly name: string }
  | { readonly kind: 'job'; readonly field: JobField }
  | { readonly kind: 'sweep-name' }
  /** A var of the host file, with what it is there. */
  | { readonly kind: 'host'; readonly value: string };

export type JobField = (typeof JOB_FIELDS)[number];
const JOB_FIELDS = ['id', 'label', 'dir', 'stage', 'index', 'args'] as const;

/** The names that every template may use, besides axes and vars. */
export const BUILT_IN: ReadonlyMap<string, Reference> = new Map<string, Reference>([
  ['sweep.name', { kind: 'sweep-name' }],
  ...JOB_FIELDS.map((field): [string, Reference] => [`job.${field}`, { kind: 'job', field }]),
]);
