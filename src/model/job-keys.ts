/** How a later layer of a job key goes over an earlier one. */
export type Layering =
  /** It takes the place of the earlier one. */
  | 'replace'
  /** Entry by entry. */
  | 'map'
  | Parts;

/** Part by part. */
export interface Parts {
  /** The part that the short form of the key stands for: `timeout: 1h` is `timeout: {after: 1h}`. */
  readonly short: string;
  /** The parts that have parts themselves. */
  readonly nested?: Readonly<Record<string, Parts>>;
}

/** What holds for a job key whatever it says. */
export interface JobKeyTraits {
  readonly merge: Layering;
  /** How its texts are templates: all plain, all for the shell, or as its structure has them, some perhaps not at all. */
  readonly texts: 'plain' | 'shell' | 'structure';
  /** Whether it is a part of the fingerprint by itself: a change of it runs the job again. */
  readonly fingerprint: boolean;
}

/** The job keys, in the order in which the reference has them. */
export const JOB_KEYS = {
  command: { merge: 'replace', texts: 'structure', fingerprint: true },
  setup: { merge: 'replace', texts: 'shell', fingerprint: true },
  workdir: { merge: 'replace', texts: 'plain', fingerprint: true },
  env: { merge: 'map', texts: 'plain', fingerprint: true },
  vars: { merge: 'map', texts: 'structure', fingerprint: false },
  gpus: { merge: 'replace', texts: 'plain', fingerprint: false },
  gpu_ids: { merge: 'replace', texts: 'plain', fingerprint: false },
  gpu_memory: { merge: 'replace', texts: 'plain', fingerprint: false },
  slots: { merge: 'replace', texts: 'plain', fingerprint: false },
  nodes: { merge: 'replace', texts: 'plain', fingerprint: false },
  memory: { merge: 'replace', texts: 'plain', fingerprint: false },
  resources: { merge: 'map', texts: 'plain', fingerprint: false },
  limits: { merge: 'replace', texts: 'structure', fingerprint: false },
  on: { merge: 'replace', texts: 'plain', fingerprint: false },
  timeout: { merge: { short: 'after' }, texts: 'plain', fingerprint: false },
  priority: { merge: 'replace', texts: 'plain', fingerprint: false },
  nice: { merge: 'replace', texts: 'plain', fingerprint: false },
  retry: { merge: { short: 'max', nested: { escalate: { short: 'gpus' } } }, texts: 'plain', fingerprint: false },
  stagger: { merge: 'replace', texts: 'plain', fingerprint: false },
  begin: { merge: 'replace', texts: 'plain', fingerprint: false },
  chain: { merge: { short: 'over' }, texts: 'structure', fingerprint: false },
  requires: { merge: 'replace', texts: 'plain', fingerprint: false },
  produces: { merge: 'replace', texts: 'plain', fingerprint: false },
  inputs: { merge: 'replace', texts: 'plain', fingerprint: true },
  metrics: { merge: 'replace', texts: 'structure', fingerprint: false },
  label: { merge: 'replace', texts: 'plain', fingerprint: false },
  template: { merge: 'replace', texts: 'plain', fingerprint: true },
  split: { merge: 'replace', texts: 'plain', fingerprint: false },
  compress: { merge: 'replace', texts: 'plain', fingerprint: false },
  max_log: { merge: 'replace', texts: 'plain', fingerprint: false },
  tty: { merge: 'replace', texts: 'plain', fingerprint: false },
  allow_failure: { merge: 'replace', texts: 'plain', fingerprint: false },
} as const satisfies Readonly<Record<string, JobKeyTraits>>;

export type JobKey = keyof typeof JOB_KEYS;

/** The job keys that have `value` as a trait. */
export type JobKeyWith<T extends keyof JobKeyTraits, V extends JobKeyTraits[T]> = {
  [K in JobKey]: (typeof JOB_KEYS)[K][T] extends V ? K : never;
}[JobKey];

export const JOB_KEY_NAMES = Object.keys(JOB_KEYS) as readonly JobKey[];

export function isJobKey(key: string): key is JobKey {
  return Object.hasOwn(JOB_KEYS, key);
}
