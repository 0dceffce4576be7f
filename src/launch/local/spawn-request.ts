/** A process to be started, as the leader of a session of its own. */
export interface SpawnRequest {
  /** The absolute path of the script that bash is to run. */
  readonly script: string;
  /** The absolute path of a file that is there, to which its output is appended. */
  readonly log: string;
  /** The same for its stderr, where that goes to a file of its own. */
  readonly errors?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What became of a request. */
export type Spawned =
  | { readonly kind: 'started'; readonly pid: number }
  /** The system has refused; there is no process. */
  | { readonly kind: 'refused'; readonly error: Error }
  /** The spawner has gone with the request: whether there is a process is not known. */
  | { readonly kind: 'unknown' };
