import type { JobStatus } from '../../model/state.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { seconds } from '../../model/units.ts';
import type { StatusCount, SweepRow } from '../../report/page/job-rows.ts';
import { make } from '../dom.ts';
import { hashOf, type Route } from './routes.ts';

/** What state a job is in, in its word and its colour. */
export function badge(status: JobStatus, word: string): HTMLElement {
  return make('span', { class: 'badge', attributes: { 'data-state': status }, text: word });
}

/** A link within the page. */
export function linkTo(route: Route, text: string, key?: string): HTMLAnchorElement {
  return make('a', { attributes: { href: hashOf(route), ...(key === undefined ? {} : { 'data-key': key }) }, text });
}

export function button(
  name: string,
  act: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  return make('button', { attributes: { type: 'button', ...attributes }, text: name, on: { click: act } });
}

/** What is over stands first, then what goes on, and then what is to come. */
const PARTS: readonly JobStatus[] = [
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'running',
  'backoff',
  'held',
  'waiting',
];

/** How a sweep's jobs stand, as parts of a line. */
export function progress(counts: readonly StatusCount[]): HTMLElement {
  const total = counts.reduce((sum, { jobs }) => sum + jobs, 0);
  const text = counts.map(({ word, jobs }) => `${jobs} ${word}`).join(', ');
  const ordered = counts.toSorted((a, b) => PARTS.indexOf(a.status) - PARTS.indexOf(b.status));
  const parts = ordered.map(({ status, jobs }) => {
    const part = make('i', { attributes: { 'data-state': status } });
    part.style.flexGrow = String(jobs / Math.max(1, total));
    return part;
  });
  return make('div', { class: 'progress', attributes: { role: 'img', 'aria-label': text }, children: parts });
}

/** Whether a run goes on, in words. */
export function runnerText({ runner, silence }: SweepRow): string {
  if (runner === null) return 'nothing runs';
  return silence === '' ? `runs, process ${runner}` : silence;
}

/** How long something has taken; without decimals where it goes on. */
export function timeText(taken: number | null, isGrowing: boolean): string {
  if (taken === null) return '';
  return spellDuration(seconds(isGrowing ? Math.floor(taken) : taken));
}

/** A time of the day, with the date where that is another day's. */
export function clockText(iso: string): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  return isToday ? at.toLocaleTimeString() : at.toLocaleString();
}

/** A table of texts. */
export function textTable(
  name: string,
  head: readonly string[],
  rows: readonly (readonly (string | Node | null)[])[],
): HTMLElement {
  const cellOf = (cell: string | Node | null): HTMLTableCellElement =>
    typeof cell === 'string' ? make('td', { text: cell }) : make('td', { children: [cell] });
  const headOf = (text: string): HTMLElement => make('th', { attributes: { scope: 'col' }, text });
  return make('div', {
    class: 'scroll',
    attributes: { tabindex: '0', role: 'region', 'aria-label': name },
    children: [
      make('table', {
        class: 'plain',
        children: [
          make('thead', { children: [make('tr', { children: head.map(headOf) })] }),
          make('tbody', { children: rows.map((row) => make('tr', { children: row.map(cellOf) })) }),
        ],
      }),
    ],
  });
}
