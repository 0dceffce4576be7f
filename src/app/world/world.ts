import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { MachineHost } from '../../host/host.ts';
import type { Leases } from '../../host/leases/leases.ts';
import { clock } from '../../host/system/clock.ts';
import { Mailbox } from '../../host/system/mailbox.ts';
import { identify, isAlive, livingProcesses } from '../../host/system/process.ts';
import type { JournalWriter } from '../../journal/file.ts';
import { greatestAttempt } from '../../journal/folder.ts';
import { attemptFolder } from '../../launch/folder.ts';
import { createLocalExecutor } from '../../launch/local/executor.ts';
import { LocalHooks } from '../../launch/local/hooks.ts';
import type { SlurmExecutorOptions } from '../../launch/slurm/executor.ts';
import { LogCompressor } from '../../launch/logs/log-compressor.ts';
import { missingOutputs } from '../../launch/produced-files.ts';
import { treeOf } from '../../model/attempt.ts';
import type { Event } from '../../model/event.ts';
import type { JobId } from '../../model/plan.ts';
import type { DigestCache } from '../../project/digest-cache.ts';
import { listAsProject } from '../../project/code-links.ts';
import { ContentReader } from '../../project/content.ts';
import { digestNow, digestsNow } from '../../project/facts.ts';
import { LaunchInputs } from '../../project/launch-inputs.ts';
import { silentView, type OpenView } from '../../report/live/open-view.ts';
import { tellReason } from '../../report/text/reasons.ts';
import { labelOf } from '../../report/text/phrases.ts';
import type { Files, FollowedFiles, Signal, World } from '../../run/world.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { type ClusterParts, Clusters } from '../machine/clusters.ts';
import { JoinedHost } from '../machine/joined-host.ts';
import type { MachineChoice } from '../machine/machine-choice.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { maskFor } from '../sweep/secrets.ts';
import { CopyOfRun } from './code-copy.ts';
import { bringRestHome, bringResultsHome } from './code-results.ts';
import { within } from './code-survey.ts';
import { MetricReader } from './metric-reader.ts';
import { beforeMoving } from './moved-results.ts';
import { asJournalFile } from './run-folder.ts';
import type { RunPlace } from './run-place.ts';
import { unrevealing } from './unrevealing.ts';

/** The real world of a run: this machine, this disk, these processes. */
export interface RealWorld extends World {
  readonly mailbox: Mailbox<Signal>;
  readonly host: JoinedHost;
  /** Lets another view watch from now on. */
  watchWith(view: OpenView): void;
  /** Has the logs compressed of attempts that ended in earlier runs, where they are to be and are not. */
  compressEarlier(state: RunState): void;
  /** Comes back when no log is to be compressed any more. */
  compressed(): Promise<void>;
  /** For when nothing runs any more: what jobs have written into their copy of the code goes to the project, until it is aborted. */
  bringRestHome(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** What a world is made of, which is its maker's to close. */
export interface WorldParts {
  readonly machine: MachineHost;
  readonly choice: MachineChoice;
  readonly leases: Leases;
  readonly journal: JournalWriter;
  readonly place: RunPlace;
  /** The clusters that its jobs go to, and those that earlier ones are on. */
  readonly clusters: Pick<ClusterParts, 'chosen' | 'earlier'>;
  /** What looks at files whose lines are jobs, and posts what it asks for. */
  readonly follow: (post: (signal: Signal) => void) => FollowedFiles & { close(): void };
}

/** Joins the seams of the loop to what is behind them. */
export function openWorld(
  { plan, digests }: LoadedSweep,
  { machine, choice, leases, journal, place, clusters: parts, follow }: WorldParts,
): RealWorld {
  const mailbox = new Mailbox<Signal>();
  const post = (signal: Signal) => {
    mailbox.post(signal);
  };
  const code =
    plan.snapshot === undefined
      ? null
      : new CopyOfRun({
          ...{ plan, place },
          say: (message) => {
            watcher.say(message);
          },
          changed: () => {
            post({ signal: 'code-copied' });
          },
        });
  const processes = { identify, isAlive, livingProcesses };
  const mask = maskFor(plan);
  const seams: Pick<SlurmExecutorOptions, 'script' | 'bringHome' | 'report' | 'say'> = {
    script: (job, snapshot) => {
      if (place.hasMoved()) watcher.say(`the run folder is ${place.runFolder} now, and the run goes on there`);
      return place.scriptOf(job, snapshot);
    },
    bringHome: (job, snapshot) => bringResultsHome(job, snapshot, place, code?.name),
    report: (signal) => {
      post(unrevealing(signal, mask));
    },
    say: (message) => {
      watcher.say(message);
    },
  };
  const local = createLocalExecutor({ place, ...seams, baseEnv: process.env, processes });
  const clusters = new Clusters({ ...parts, place }, seams);
  const changed = (): void => post({ signal: 'host-changed' });
  const host = new JoinedHost(machine, choice, leases, changed, () => clusters.places);
  const executor = clusters.beside(local);
  const hooks = new LocalHooks({
    ...{ place, baseEnv: process.env, processes },
    ended: (problem) => post({ signal: 'hook-ended', problem }),
  });
  const reader = (): ContentReader => readerOf(place, digests, code?.name);
  const inputs = new LaunchInputs(reader, () => {
    post({ signal: 'inputs-read' });
  });
  const metrics = new MetricReader(place, (signal) => {
    post(signal);
  });
  const compressor = new LogCompressor((message) => {
    watcher.say(message);
  });
  const compress = (state: RunState, job: JobId, attempt: number): void => {
    if (findRecord(state, job)?.job?.compress === true) compressor.add(attemptFolder(place.runFolder, job, attempt));
  };
  const followed = follow(post);
  let watcher: OpenView = silentView;
  return {
    clock,
    mailbox,
    executor: {
      launch: (order) => executor.launch(order),
      settle: async (order) => unrevealing(await executor.settle(order), mask),
      release: (array) => executor.release(array),
      withdraw: (job, attempt) => executor.withdraw(job, attempt),
      order: (turns) => executor.order(turns),
      stop: (job, attempt, grace) => executor.stop(job, attempt, grace),
      inherit: (jobs, environment) => executor.inherit(jobs, environment),
    },
    arrays: clusters.arrays,
    hooks,
    host,
    journal: asJournalFile(journal),
    files: {
      ...filesOf(place, digests, null),
      look: (paths) => inputs.look(code === null ? paths : paths.map((path) => within(place.root, path) ?? path)),
    },
    metrics,
    code,
    followed,
    view: {
      show: (event, state) => {
        keepPosted(host, event, state);
        if (event.event === 'attempt-ended') compress(state, event.job, event.attempt);
        watcher.show(event, state);
      },
      waits: (job, reasons, state) => {
        const why = reasons.flatMap((reason) => tellReason(reason, (id) => labelOf(state, id)));
        watcher.say(`nothing runs; ${labelOf(state, job)} waits: ${why.map((line) => line.trim()).join('; ')}`);
      },
      say: (message) => {
        watcher.say(message);
      },
    },
    token: () => randomUUID(),
    watchWith: (view) => {
      watcher = view;
    },
    compressEarlier: (state) => {
      for (const { id, job, past } of state.records) {
        if (job?.compress !== true) continue;
        for (const { attempt, end } of past) {
          const { log, errors } = attemptFolder(place.runFolder, id, attempt);
          if (end !== null && (existsSync(log) || existsSync(errors))) compress(state, id, attempt);
        }
      }
    },
    compressed: () => compressor.finished(),
    bringRestHome: async (signal) => {
      if (code === null) return;
      const say = (message: string): void => watcher.say(message);
      await bringRestHome(place, say, signal);
    },
    close: async () => {
      inputs.close();
      followed.close();
      metrics.close();
      await hooks.close();
      await compressor.close();
      await Promise.all([local.close(), clusters.close(), code?.close()]);
    },
  };
}

/** Reads inputs where jobs that start now find them. */
function readerOf(place: RunPlace, digests: DigestCache, snapshot: string | undefined): ContentReader {
  const tree = treeOf(place, snapshot);
  return snapshot === undefined
    ? new ContentReader(tree, digests)
    : new ContentReader(tree, digests, listAsProject(place.root, tree));
}

/** Tells the host what it must know of our jobs: which GPUs they hold and have left, and what waits. */
function keepPosted(host: JoinedHost, event: Event, state: RunState): void {
  if (event.event === 'attempt-planned') host.held(event.allocation.gpus.map(({ uuid }) => uuid));
  if (event.event === 'attempt-exited' || event.event === 'attempt-ended' || event.event === 'attempt-abandoned') {
    const record = findRecord(state, event.job);
    const left = record?.past.find((one) => one.attempt === event.attempt)?.allocation.gpus ?? [];
    host.released(left.map(({ uuid }) => uuid).filter((uuid) => !state.index.ledger.gpus.has(uuid)));
  }
  const { queue } = state.index;
  host.watch({ gpus: queue.askForGpus !== 'none', anything: queue.size > 0 });
}

/** The disk as a run asks about it; with a state, as whoever only looks, to whom jobs that are renamed still have their former folders. */
export function filesOf(
  place: Pick<LoadedSweep, 'root' | 'runFolder'>,
  digests: DigestCache,
  state: RunState | null,
): Omit<Files, 'look'> {
  const { root, runFolder } = place;
  const now = state === null ? (path: string) => path : beforeMoving({ root, runFolder }, state);
  const isMissing = (path: string): boolean => missingOutputs({ produces: [now(path)] }, place.root, null).length > 0;
  return {
    greatestAttempt: (job) => greatestAttempt(place.runFolder, job),
    missingOutput: ({ produces }) => produces.find(isMissing) ?? null,
    digests: (paths) => digestsNow(place.root, paths.map(now), digests),
    lateInputs: (job) => digestNow(place.root, job.lateInputs, digests),
  };
}
