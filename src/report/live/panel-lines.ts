import type { JobId } from '../../model/plan.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { cut, cutMiddle, fit, widthOf } from '../text/columns.ts';
import { causeOf, count, labelOf, statusWord, type LogPath } from '../text/phrases.ts';
import type { Style } from '../text/style.ts';
import { lastLines } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';
import { type Asked, candidates, failedOf, type Panel } from './panel.ts';

/** What a panel is shown by, beside the state. */
export interface PanelSetting {
  readonly style: Style;
  readonly width: number;
  readonly logPath: LogPath;
  /** The end of the output of the job whose log is shown. */
  readonly tail: string;
}

/** A panel as lines, at most `height` of them. */
export function panelLines(panel: Panel, state: RunState, setting: PanelSetting, height: number): readonly string[] {
  const lines = (): readonly string[] => {
    switch (panel.is) {
      case 'help':
        return helpLines(setting);
      case 'failed':
        return failedLines(panel.from, state, setting, height);
      case 'choice':
        return choiceLines(panel, state, setting, height);
      case 'question':
        return questionLines(panel.act, state, setting);
      case 'log':
        return logLines(panel.job, state, setting, height);
      default:
        return panel satisfies never;
    }
  };
  return lines().slice(0, height);
}

/** In the order of a line that names them all. */
export const KEYS: readonly (readonly [key: string, does: string, tells: string])[] = [
  ['?', 'help', 'these lines'],
  ['p', 'pause', 'nothing new starts, and what runs goes on; p again lets jobs start'],
  ['k', 'kill', 'a job, for good: what needs it is skipped'],
  ['f', 'failed', 'what has failed, and where its output is'],
  ['l', 'log', 'the end of the output of a job, as it grows'],
  ['q', 'leave', 'the view; the run goes on in the background'],
];

function helpLines({ style, width }: PanelSetting): readonly string[] {
  const lines = [
    ...KEYS.map(([key, , tells]) => [key, tells] as const),
    ['Ctrl-C', 'what runs comes to its end, and nothing new starts; once more stops it'] as const,
    ['Ctrl-Z', 'suspends the view and its run, if it is its own; fg brings it back'] as const,
  ];
  return lines.map(([key, tells]) => style.cyan(fit(key, 8)) + cut(tells, width - 8));
}

function failedLines(from: number, state: RunState, { style, width, logPath }: PanelSetting, height: number) {
  const failed = failedOf(state);
  const room = Math.max(1, Math.floor((height - 1) / 2));
  const shown = failed.slice(from, from + room);
  const [first, last] = [from + 1, from + shown.length];
  const title =
    failed.length === 0
      ? 'nothing has failed'
      : `${count(failed.length, 'job')} failed${shown.length === failed.length ? '' : `, ${first} to ${last} of them`}`;
  const more = failed.length === 0 ? '' : '; sweep why and sweep logs tell more';
  return [
    style.bold(title) + style.dim(cut(`${more}   (esc: back)`, Math.max(1, width - widthOf(title)))),
    ...shown.flatMap((record) => {
      const what = `: ${causeOf(record)}`;
      const label = cutMiddle(labelOf(state, record.id), Math.max(10, width - widthOf(what) - 2));
      const path = logPath(record.id, record.past.at(-1)?.attempt ?? 1);
      return [style.red(label) + cut(what, width - widthOf(label)), style.dim(`  ${cutMiddle(path, width - 2)}`)];
    }),
  ];
}

const CHOOSE = { kill: 'kill which job?', log: 'the log of which job?' };

function choiceLines(
  panel: Extract<Panel, { readonly is: 'choice' }>,
  state: RunState,
  { style, width }: PanelSetting,
  height: number,
): readonly string[] {
  const jobs = candidates(panel, state);
  const at = Math.min(panel.at, Math.max(0, jobs.length - 1));
  const room = Math.max(1, height - 1);
  const first = Math.max(0, Math.min(at - (room >> 1), jobs.length - room));
  const title = `${CHOOSE[panel.to]} ${panel.typed}▏`;
  const hint = '   (type a part of its name; up, down, enter; esc: back)';
  const rows = jobs.slice(first, first + room).map((record, index) => {
    const word = fit(statusWord(state, record), 13);
    const text = word + cutMiddle(labelOf(state, record.id), width - 2 - widthOf(word));
    return first + index === at ? style.bold(`> ${text}`) : `  ${text}`;
  });
  return [
    style.bold(cut(title, width)) + style.dim(cut(hint, Math.max(0, width - widthOf(title)))),
    ...(rows.length === 0 ? [style.dim(cut('  no such job', width))] : rows),
  ];
}

function questionLines(act: Asked, state: RunState, { style, width }: PanelSetting): readonly string[] {
  const [what, means] = askedBack(act, state);
  const answer = 'y: yes, any other key: no';
  return [...wrap(what, width).map(style.bold), ...wrap(means, width), style.dim(cut(answer, width))];
}

function askedBack(act: Asked, state: RunState): readonly [what: string, means: string] {
  switch (act.do) {
    case 'set':
      return [
        `pause ${state.plan.sweep}?`,
        `Nothing new starts until p is pressed again, or sweep set ${state.plan.sweep} slots=default; what runs goes on.`,
      ];
    case 'kill':
      return [
        `kill ${labelOf(state, act.job)}?`,
        'It does not run again until sweep retry, and what needs it is skipped.',
      ];
    default:
      return act satisfies never;
  }
}

function logLines(job: JobId, state: RunState, { style, width, logPath, tail }: PanelSetting, height: number) {
  const record = findRecord(state, job);
  const attempt = attemptOf(record);
  const title = `${labelOf(state, job)}${record === undefined ? '' : ` (${statusWord(state, record)})`}`;
  const where = `   ${attempt === null ? '' : `${logPath(job, attempt)}   `}(esc: back)`;
  const lines = lastLines(tail, Math.max(1, height - 1));
  return [
    style.bold(cut(title, width)) + style.dim(cut(where, Math.max(0, width - widthOf(title)))),
    ...(lines.length === 0 ? [style.dim('it has written nothing yet')] : lines.map((line) => cut(line, width))),
  ];
}

/** The newest attempt of a job; null where there is none. */
export function attemptOf(record: JobRecord | undefined): number | null {
  if (record === undefined) return null;
  return record.state.status === 'running' ? record.state.attempt : (record.past.at(-1)?.attempt ?? null);
}
