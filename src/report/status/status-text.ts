import { spellDuration } from '../../model/text/duration.ts';
import type { MachineOptions } from '../../model/run-start.ts';
import type { RunEnded } from '../../model/event.ts';
import { elapsed, type Moment } from '../../model/units.ts';
import { goesOn } from '../../schedule/state/ongoing.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import {
  causeOf,
  count,
  labelOf,
  type LogPath,
  placeOf,
  placeOfAttempt,
  spellWhole,
  tellCounts,
} from '../text/phrases.ts';
import { type Look, type Style, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import { paceOf, timeLeft } from '../eta.ts';
import { cut } from '../text/columns.ts';
import { visible } from '../text/visible.ts';
import { failedJobs } from './failed.ts';
import { tellKeptBack } from './kept-back.ts';
import { type Silence, tellSilence } from './silence.ts';
import { tellSkipped } from './skipped.ts';
import { staleLines, type StaleResults } from './stale.ts';

/** What is known of a run, for people: counts, what is paused, what runs where and for how long, what failed and where its log is. */
export function statusText(
  state: RunState,
  runnerPid: number | null,
  now: Moment,
  logPath: LogPath,
  { color, width }: Look,
  stale: StaleResults | null = null,
  silence: Silence | null = null,
  pauses: readonly string[] = [],
): string {
  const style = styleFor(color);
  const sections = [
    headline(state, tellRun(state, runnerPid, now, silence), style),
    pauses.map((pause) => `${style.yellow('nothing new starts')}  ${pause}`),
    runningJobs(state, now, width, style),
    failures(state, logPath, width, style),
    tellSkipped(state, style),
    tellKeptBack(state, style),
    stale === null ? [] : staleLines(stale, style),
    unusedGpus(state, style),
  ];
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function headline(state: RunState, run: string, style: Style): string[] {
  const total = count(state.records.length, 'job');
  return [
    `${style.bold(state.plan.sweep)}: ${run}`,
    state.records.length === 0 ? total : `${total}: ${tellCounts(state, style)}`,
    ...(state.scarcity === null || state.run?.ended !== null
      ? []
      : [`${style.yellow('cannot start a job')}  ${visible(state.scarcity)}`]),
  ];
}

/** In words, whether a run goes on, for how long, or how it ended. */
export function tellRun(
  state: RunState,
  runnerPid: number | null,
  now: Moment,
  silence: Silence | null = null,
): string {
  const { run } = state;
  if (run === null) return 'has not run yet';
  if (runnerPid === null && run.choice.driver !== undefined && goesOn(run) && !isOver(state))
    return tellDriven(run.choice);
  if (run.ended !== null) {
    const took = spellDuration(elapsed(run.started.tick, run.ended.tick));
    const which = run.number === 1 ? '' : `, the last of ${run.number} runs`;
    return run.reason === 'finished'
      ? `finished after ${took}${which}`
      : `${INTERRUPTED[run.reason ?? 'outside']} after ${took}${which}`;
  }
  if (runnerPid === null && run.choice.detached === true) return tellLeft(state, run.choice.on ?? '');
  if (runnerPid === null && isOver(state)) return 'its runner is gone; all that it set out to do has come to its end';
  if (runnerPid === null) return 'its runner is gone; run it again to take up where it left off';
  if (silence !== null) return tellSilence(silence, now.at);
  const left = timeLeft(state, paceOf(state), now.tick);
  const since = spellWhole(elapsed(run.started.tick, now.tick));
  const eta = left === null ? '' : `, about ${spellWhole(left)} left`;
  return `${state.draining ? 'coming to an end' : 'running'} for ${since}${eta} (pid ${runnerPid})`;
}

const INTERRUPTED: Readonly<Record<Exclude<RunEnded['reason'], 'finished'>, string>> = {
  'handed-over': 'handed over to another process',
  interrupt: 'interrupted by Ctrl-C',
  terminate: 'interrupted by a signal',
  cancel: 'interrupted by `sweep cancel`',
  'fail-fast': 'interrupted because a job failed',
  outside: 'interrupted',
};

/** Where to ask for the runner of a run that a job of a cluster goes on with. */
function tellDriven({ on = 'a cluster', driver = '' }: MachineOptions): string {
  return `its runner is a job of ${on}: squeue --name=${driver} tells where that stands`;
}

/** How jobs stand that a cluster was left with. */
function tellLeft(state: RunState, executor: string): string {
  if (state.running.size > 0) return `${executor} sees to it, without any runner`;
  const all = `all that ${executor} was left with has come to its end`;
  return isOver(state) ? all : `${all}; run it again to take up what is left`;
}

function isOver({ pending, running }: RunState): boolean {
  return pending === 0 && running.size === 0;
}

const RUNNING: readonly Column[] = [
  { title: 'running', least: 24, cut: 'middle' },
  { title: 'on' },
  { title: 'for', align: 'right' },
  { title: 'attempt', align: 'right' },
  { title: 'pid', align: 'right' },
];

function runningJobs(state: RunState, now: Moment, width: number, style: Style): string[] {
  if (state.running.size === 0) return [];
  const rows = [...state.running.values()].map((record) => runningRow(state, record, now));
  return table(RUNNING, rows, width, (text, _, row) => (row === -1 ? style.dim(text) : text));
}

function runningRow(state: RunState, record: JobRecord, now: Moment): string[] {
  if (record.state.status !== 'running') throw new Error(`${record.id} is listed as running and is not`);
  const { attempt, allocation, since, process, stopping } = record.state;
  const last = record.past.at(-1);
  return [
    labelOf(state, record.id) + (stopping === null ? '' : ' (stopping)'),
    last === undefined ? placeOf(allocation) : placeOfAttempt(last),
    spellWhole(elapsed(since.tick, now.tick)),
    attempt === 1 ? '' : String(attempt),
    process === null ? '' : String(process.pid),
  ];
}

function failures(state: RunState, logPath: LogPath, width: number, style: Style): string[] {
  const { groups, others } = failedJobs(state);
  const lines = groups.flatMap(({ shown, rest }) => [
    ...shown.flatMap((record) => [
      `${style.red('failed')}  ${labelOf(state, record.id)}: ${causeOf(record)}`,
      ...record.past
        .slice(-1)
        .flatMap(({ attempt, end }) => [
          ...(end?.error == null ? [] : [cut(`        ${visible(end.error)}`, width)]),
          `        ${style.dim(logPath(record.id, attempt))}`,
        ]),
    ]),
    ...(rest === null ? [] : [`        ${rest}`]),
  ]);
  return others === null ? lines : [...lines, others];
}

function unusedGpus(state: RunState, style: Style): string[] {
  return [...state.quarantined].map(
    ([gpu, because]) => `${style.yellow('not used')}  ${visible(gpu)}: ${visible(because)}`,
  );
}
