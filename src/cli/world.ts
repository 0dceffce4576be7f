import { randomUUID } from 'node:crypto';
import { clock } from '../host/clock.ts';
import type { MachineHost } from '../host/host.ts';
import { Mailbox } from '../host/mailbox.ts';
import { identify, isAlive, livingProcesses } from '../host/process.ts';
import type { JournalWriter } from '../journal/file.ts';
import { createLocalExecutor } from '../launch/local.ts';
import type { Event } from '../model/event.ts';
import type { Signal, View, World } from '../run/world.ts';
import type { RunState } from '../schedule/state.ts';
import { filesOf } from './files.ts';
import type { LoadedSweep } from './load.ts';
import { asJournalFile } from './run-folder.ts';
import { silentView } from './view.ts';
import { wrapperScripts } from './wrappers.ts';

/** The real world of a run: this machine, this disk, these processes. */
export interface RealWorld extends World {
  readonly mailbox: Mailbox<Signal>;
  /** Lets another view watch from now on. */
  watchWith(view: View): void;
  close(): Promise<void>;
}

/** Joins the seams of the loop to what is behind them. `journal` and `host` are the caller's to close. */
export function openWorld(sweep: LoadedSweep, host: MachineHost, journal: JournalWriter): RealWorld {
  const { plan, root, runFolder } = sweep;
  const mailbox = new Mailbox<Signal>();
  const post = (signal: Signal) => {
    mailbox.post(signal);
  };
  host.onChange(() => {
    post({ signal: 'host-changed' });
  });
  const executor = createLocalExecutor({
    root,
    runFolder,
    script: wrapperScripts({ sweep: plan.sweep, root, runFolder }),
    report: post,
    baseEnv: process.env,
    processes: { identify, isAlive, livingProcesses },
  });
  const usesGpus = plan.jobs.some((job) => job.request.gpus > 0);
  let watcher: View = silentView;
  return {
    clock,
    mailbox,
    executor,
    host: { view: () => host.view(), exclusively: (decide) => (decide(), true), publish: () => null },
    journal: asJournalFile(journal),
    files: filesOf(root, runFolder),
    view: {
      show: (event, state) => {
        if (usesGpus) keepPosted(host, event, state);
        watcher.show(event, state);
      },
      say: (message) => {
        watcher.say(message);
      },
    },
    token: () => randomUUID(),
    watchWith: (view) => {
      watcher = view;
    },
    close: () => executor.close(),
  };
}

/** Tells the host what it must know of our jobs: which GPUs they have left, and whether any waits for one. */
function keepPosted(host: MachineHost, event: Event, state: RunState): void {
  if (event.event === 'attempt-ended') {
    const record = state.byId.get(event.job) ?? state.orphans.get(event.job);
    const left = record?.past.find((one) => one.attempt === event.attempt)?.allocation.gpus ?? [];
    if (left.length > 0) host.released(left.map((gpu) => gpu.uuid));
  }
  host.watch(state.ready.inOrder().some((one) => one.request.gpus > 0));
}
