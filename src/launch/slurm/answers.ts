/** What Slurm says of a task. */
export interface TaskRow {
  /** The name of its array. */
  readonly array: string;
  /** What Slurm calls the array. */
  readonly id: string;
  readonly index: number;
  readonly state: string;
  /** The greater, the sooner it begins; 0 while it is held, and where that is not told. */
  readonly priority: number;
  /** What is taken off its priority. */
  readonly nice: number;
  /** Why it waits, or how it ended. */
  readonly reason: string;
}

/** How squeue is to spell rows; no field of a row but the last holds a bar. */
export const QUEUE_FORMAT = '%F|%K|%T|%Q|%y|%j|%r';

/** The tasks that an answer of squeue tells, by array and index. What is no task of an array is left out. */
export function queueRows(text: string): readonly TaskRow[] {
  return text.split('\n').flatMap((line) => {
    const [id = '', index = '', state = '', priority, nice, array = '', ...reason] = line.trim().split('|');
    if (!/^\d+$/.test(index) || array === '') return [];
    const turn = { priority: Number(priority) || 0, nice: Number(nice) || 0 };
    return [{ id, index: Number(index), state: stateWord(state), ...turn, array, reason: reason.join('|') }];
  });
}

/** The columns of sacct. */
export const ACCOUNT_FORMAT = 'JobID,State,JobName';

/** The same of an answer of sacct, which spells what was cancelled with who did that. */
export function accountRows(text: string): readonly TaskRow[] {
  return text.split('\n').flatMap((line) => {
    const [task = '', state = '', array = ''] = line.trim().split('|');
    const [, id, index] = /^(\d+)_(\d+)$/.exec(task) ?? [];
    if (id === undefined || array === '') return [];
    return [{ id, index: Number(index), state: stateWord(state), priority: 0, nice: 0, array, reason: '' }];
  });
}

function stateWord(text: string): string {
  return text.split(/[ +]/)[0] ?? '';
}

/** What a task comes to, as far as Slurm tells. */
export type Stage = 'queued' | 'running' | 'over';

/** States in which a task has come to its end (squeue(1), "JOB STATE CODES"). */
const OVER = new Set([
  ...['BOOT_FAIL', 'CANCELLED', 'COMPLETED', 'DEADLINE', 'FAILED', 'NODE_FAIL', 'OUT_OF_MEMORY', 'PREEMPTED'],
  ...['REVOKED', 'TIMEOUT', 'LAUNCH_FAILED', 'RECONFIG_FAIL'],
]);

const QUEUED = new Set([
  'PENDING',
  'CONFIGURING',
  'REQUEUED',
  'REQUEUE_FED',
  'REQUEUE_HOLD',
  'SPECIAL_EXIT',
  'RESV_DEL_HOLD',
]);

export function stageOf(state: string): Stage {
  if (OVER.has(state)) return 'over';
  return QUEUED.has(state) ? 'queued' : 'running';
}

/** Whether a task waits since it is held by its user, as each is until it is released. */
export function isHeldByUser({ state, reason }: Pick<TaskRow, 'state' | 'reason'>): boolean {
  return stageOf(state) === 'queued' && reason === 'JobHeldUser';
}

/** States after which a job is run again as if it had not run: its node was taken from it. */
const TAKEN = new Set(['PREEMPTED', 'NODE_FAIL', 'BOOT_FAIL', 'REVOKED']);

export function wasTaken(state: string): boolean {
  return TAKEN.has(state);
}

/** Reasons for which a task waits until somebody changes something. */
const HOPELESS = new Set([
  ...['AccountNotAllowed', 'AssocMaxWallDurationPerJobLimit', 'BadConstraints', 'DependencyNeverSatisfied'],
  ...[
    'InvalidAccount',
    'InvalidQOS',
    'JobLaunchFailure',
    'MaxMemPerLimit',
    'PartitionConfig',
    'PartitionInactive',
    'PartitionNodeLimit',
  ],
  ...['PartitionTimeLimit', 'QOSMaxWallDurationPerJobLimit', 'QOSNotAllowed', 'Reservation'],
]);

/** Whether a reason of a task that waits is one that does not go by itself. */
export function isHopeless(reason: string): boolean {
  const [word = ''] = reason.split(/[ ,(]/);
  return HOPELESS.has(word);
}

/** What Slurm's own messages in the output of a task tell of its end; null where they tell nothing. */
export function stateInMessages(text: string): string | null {
  const due = /CANCELLED AT \S+ DUE TO ([A-Z ]+)/.exec(text)?.[1]?.trim();
  if (due?.startsWith('PREEMPTION') === true) return 'PREEMPTED';
  if (due?.startsWith('NODE FAILURE') === true) return 'NODE_FAIL';
  if (due?.startsWith('TIME LIMIT') === true) return 'TIMEOUT';
  if (/oom[-_]kill/i.test(text)) return 'OUT_OF_MEMORY';
  return due === undefined && !/\*\*\* (?:JOB|STEP) .* CANCELLED AT/.test(text) ? null : 'CANCELLED';
}

/** The id that sbatch --parsable prints, and the cluster where it tells one; null where it is none. */
export function submittedId(text: string): { readonly id: string; readonly cluster: string | null } | null {
  const [, id, cluster] = /^(\d+)(?:;(\S+))?$/m.exec(text.trim()) ?? [];
  return id === undefined ? null : { id, cluster: cluster ?? null };
}

/** What sbatch says where the same can be tried again later: the controller is busy, or has enough of this user's jobs. */
const LATER =
  /temporarily|try(?:ing)? again|unable to contact|connection (?:refused|timed out|reset)|socket timed out|job violates accounting\/qos policy|submit limit|job count|qos.*limit|too many|resource temporarily|backup controller|not responding|zero bytes/i;

/** Whether a refusal of sbatch may pass. */
export function mayPass(message: string): boolean {
  return LATER.test(message);
}

/** The line of what a command of Slurm says that tells best what is wrong. */
export function complaintOf(stderr: string): string {
  const lines = stderr.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const line = lines.findLast((one) => /error/i.test(one)) ?? lines.at(-1) ?? 'it says nothing';
  return line.replace(/^\w+: error: /, '');
}

/** What `scontrol show config` says under a name; null where it says nothing. */
export function configured(text: string, name: string): string | null {
  return new RegExp(`^${name}\\s*=\\s*(\\S+)`, 'm').exec(text)?.[1] ?? null;
}
