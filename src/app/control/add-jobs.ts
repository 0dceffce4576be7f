import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lockOwner } from '../../host/system/lock.ts';
import { lockPath, runLogPath } from '../../journal/folder.ts';
import { frozenSweep } from '../../journal/frozen-sweep.ts';
import { withoutHook } from '../../launch/local/hook-environment.ts';
import type { AddRequest, FollowRequest, Request } from '../../model/request.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { KnownSweep } from '../sweep/known-sweep.ts';
import { packageFolder } from '../sweep/package.ts';
import { askInParts, askOwner, type Done } from './asking.ts';
import { spawnDetached } from './detached-run.ts';

/** The name of the jobs that are added without one. */
export const AD_HOC = 'adhoc';

/** For how long a run stays for what may be added after its last job. */
export const LINGER: Seconds = seconds(60);

/** Milliseconds for which it is tried to find a runner, or to have one, and between two looks. */
const PATIENCE = 30_000;
const PAUSE = 20;
/** Milliseconds that a runner may take to have the lock before another is started. */
const STARTING = 3000;

/** What `sweep add --json` prints. */
export interface AddJson {
  readonly version: 1;
  /** The name under which they were added. */
  readonly sweep: string;
  /** Their ids, in order. */
  readonly jobs: readonly string[];
}

/**
 * Adds jobs to the run of a name, or has those in a file be added as they come, and starts one where none goes on. Comes back with their
 * ids when they are on disk. Refuses what can never be done, and what could not be within half a minute.
 */
export async function addJobs(place: KnownSweep, request: AddRequest | FollowRequest): Promise<AddJson> {
  const { name, runFolder } = place;
  if (frozenSweep(runFolder) !== null) {
    const hint = 'hint: --name says under which name jobs are added';
    throw new Refusal(EXIT.invalid, `${name} is the sweep of a file, to which no jobs can be added\n${hint}`);
  }
  return { version: 1, sweep: name, jobs: (await askAdded(place, request)).jobs };
}

/** Asks something of the run of added jobs, and starts one where none goes on. Refuses as `addJobs` does. */
export function askAdded(place: KnownSweep, request: Request): Promise<Done> {
  return askInParts(request, (part) => askUntilTaken(place, part));
}

async function askUntilTaken(place: KnownSweep, request: Request): Promise<Done> {
  const { runFolder } = place;
  const id = randomUUID();
  const deadline = performance.now() + PATIENCE;
  let startedAt = -Infinity;
  let busy: string | null = null;
  for (;;) {
    const held = lockOwner(lockPath(runFolder));
    if (held !== null) {
      const done = await askOwner(held, id, request, deadline);
      if (done !== null && 'jobs' in done) return done;
      busy = done?.busy ?? null;
    } else if (performance.now() - startedAt > STARTING) {
      await startRunner(place);
      startedAt = performance.now();
    }
    if (performance.now() > deadline) {
      const because = busy ?? `${runLogPath(runFolder)} may tell why`;
      throw new Refusal(EXIT.unavailable, `no runner takes it; ${because}`);
    }
    await pause(PAUSE);
  }
}

/**
 * Starts a runner in a session of its own. Where several do at once, one gets the lock and the others leave. Refuses where it could not
 * begin for what is wrong with a host file. It is this package's own program, and has none of node's flags: with those of whoever uses the
 * library (`--eval`, `--import`), its runner would do what he does.
 */
async function startRunner({ name, root, runFolder }: KnownSweep): Promise<void> {
  // What reads host files is large, and of thousands that add a job one starts a runner.
  const { refuseHostFiles } = await import('../sweep/added-sweep.ts');
  refuseHostFiles(root);
  const program = join(packageFolder(), 'dist', 'sweep.js');
  const serve = [program, 'serve', name, '--state-dir', dirname(runFolder)];
  const child = spawnDetached([process.execPath, ...serve], runFolder, {
    cwd: root,
    env: withoutHook(process.env),
  });
  child.on('error', () => undefined);
  child.unref();
}
