import { iso, type Instant } from '../../model/units.ts';
import type { Grid, GridCell, HeadCell } from '../results/grid.ts';
import { count } from '../text/phrases.ts';
import { escapeHtml, escapeLines } from './html.ts';

/** What a page tells without scripts. */
export interface PageText {
  readonly sweep: string;
  readonly madeAt: Instant;
  /** Which program made it. */
  readonly madeBy: string;
  /** How many jobs are in which state. */
  readonly counts: readonly (readonly [state: string, jobs: number])[];
  /** The tables of averages; empty where no job has left a number. */
  readonly grids: readonly Grid[];
  readonly failures: readonly FailureGroup[];
  /** What there is to know of each run, by name. */
  readonly runs: readonly (readonly (readonly [name: string, text: string])[])[];
  /** What people should know besides. */
  readonly notices: readonly string[];
}

/** Jobs that failed alike. */
export interface FailureGroup {
  /** The error of the first. */
  readonly error: string;
  readonly labels: readonly string[];
  /** The log of the first, as people should read it, and its last lines. */
  readonly log: string;
  readonly tail: readonly string[];
}

/** So many cells of a table are there without scripts. */
const MOST_CELLS = 1_000;

/** So many jobs are named of those that failed alike, and so many groups are told. */
const NAMED = 40;
const MOST_GROUPS = 100;

/** So many runs are told of, the newest. */
const MOST_RUNS = 50;

/** The sections of a page as HTML: its script puts charts and a table that sorts and filters in their places. */
export function staticBody(text: PageText): string {
  return [
    '<a class="skip" href="#results">Skip to the results</a>',
    `<header><h1>${escapeHtml(text.sweep)}</h1>`,
    `<p>${text.counts.map(([state, jobs]) => `<span class="count" data-state="${escapeHtml(state)}"><b>${jobs}</b> ${escapeHtml(state)}</span>`).join(' ')}</p>`,
    `<p class="faint">made at ${time(text.madeAt)} by ${escapeHtml(text.madeBy)}</p>`,
    ...text.notices.map((notice) => `<p class="notice">${escapeHtml(notice)}</p>`),
    '<nav aria-label="Sections"><a href="#results">Results</a> <a href="#charts" data-scripts hidden>Charts</a>',
    '<a href="#timeline" data-scripts hidden>Timeline</a> <a href="#failures">Failures</a> <a href="#provenance">Provenance</a></nav>',
    '</header>',
    '<main>',
    '<div id="filter"></div>',
    `<section id="results" aria-labelledby="results-heading"><h2 id="results-heading">Results</h2><div id="table">${tables(text.grids)}</div></section>`,
    '<section id="charts" aria-labelledby="charts-heading" hidden><h2 id="charts-heading">Charts</h2></section>',
    '<section id="timeline" aria-labelledby="timeline-heading" hidden><h2 id="timeline-heading">Timeline</h2></section>',
    `<section id="failures" aria-labelledby="failures-heading"><h2 id="failures-heading">Failures</h2>${failures(text.failures)}</section>`,
    `<section id="provenance" aria-labelledby="provenance-heading"><h2 id="provenance-heading">Provenance</h2>${runs(text.runs)}</section>`,
    '</main>',
    '<noscript><p class="notice">Scripts are off: the table sorts and filters, and charts are drawn, where they are on.</p></noscript>',
  ].join('\n');
}

function time(at: Instant): string {
  const text = iso(at);
  return `<time datetime="${text}">${text.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>`;
}

function tables(grids: readonly Grid[]): string {
  if (grids.length === 0) return '<p>No job has left a number.</p>';
  const parts: string[] = [];
  let room = MOST_CELLS;
  for (const grid of grids) {
    const width = Math.max(1, grid.head.length);
    const rows = grid.rows.slice(0, Math.floor(room / width));
    room -= rows.length * width;
    parts.push(table(grid, rows));
  }
  return parts.join('\n');
}

function table({ caption, head, rows: all, notes }: Grid, rows: readonly (readonly GridCell[])[]): string {
  const rest = all.length - rows.length;
  return [
    '<div class="scroll" tabindex="0" role="region" aria-label="Table of results"><table>',
    `<caption>${escapeHtml(caption)}</caption>`,
    `<thead><tr>${head.map(headCell).join('')}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${row.map((cell, at) => bodyCell(cell, head[at])).join('')}</tr>`).join('\n')}</tbody>`,
    '</table></div>',
    ...(rest > 0 ? [`<p class="notice">${count(rest, 'more row')} are shown where scripts are on.</p>`] : []),
    ...(notes.length === 0
      ? []
      : [
          `<ul class="notes">${notes.map(({ mark, text }) => `<li>${mark === null ? '' : `<sup>${escapeHtml(mark)}</sup> `}${escapeHtml(text)}</li>`).join('')}</ul>`,
        ]),
  ].join('\n');
}

function headCell({ over, text, isNumber }: HeadCell): string {
  return `<th scope="col"${isNumber ? ' class="number"' : ''}>${over === null ? '' : `<small>${escapeHtml(over)}</small> `}${escapeHtml(text)}</th>`;
}

function bodyCell({ text, isBold, marks }: GridCell, head: HeadCell | undefined): string {
  const shown = isBold ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text);
  const mark = marks === '' ? '' : ` <sup>${escapeHtml(marks)}</sup>`;
  return `<td${head?.isNumber === true ? ' class="number"' : ''}>${shown}${mark}</td>`;
}

function failures(groups: readonly FailureGroup[]): string {
  if (groups.length === 0) return '<p>No job has failed.</p>';
  const rest = groups.slice(MOST_GROUPS).reduce((sum, { labels }) => sum + labels.length, 0);
  return [
    ...groups.slice(0, MOST_GROUPS).map(failure),
    ...(rest === 0 ? [] : [`<p>${count(rest, 'more job')} failed of other errors.</p>`]),
  ].join('\n');
}

function failure({ error, labels, log, tail }: FailureGroup, at: number): string {
  const named = labels.slice(0, NAMED).map(escapeHtml).join(', ');
  const rest = labels.length - NAMED;
  return [
    `<details class="failure"${at === 0 ? ' open' : ''}><summary><b>${count(labels.length, 'job')}</b> <code>${escapeHtml(error)}</code></summary>`,
    `<p>${named}${rest > 0 ? `, and ${rest} more` : ''}</p>`,
    `<p class="faint">the end of <code>${escapeHtml(log)}</code></p>`,
    `<pre tabindex="0">${tail.length === 0 ? 'It has printed nothing.' : escapeLines(tail)}</pre>`,
    '</details>',
  ].join('\n');
}

function runs(all: PageText['runs']): string {
  const shown = all.slice(-MOST_RUNS).toReversed();
  const parts = shown.map((facts, at) => {
    const items = facts.map(([name, text]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd>`).join('');
    const title = `run ${all.length - at} of ${all.length}`;
    return `<details${at === 0 ? ' open' : ''}><summary>${title}</summary><dl>${items}</dl></details>`;
  });
  return [
    ...parts,
    ...(all.length > MOST_RUNS ? [`<p>${all.length - MOST_RUNS} earlier runs are left out.</p>`] : []),
  ].join('\n');
}
