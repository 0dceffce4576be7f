import { unpackContent } from '../report/page/codec.ts';
import type { PageContent } from '../report/page/page-content.ts';
import { ChartsSection } from './charts-section.ts';
import { byId, make } from './dom.ts';
import { filterBar } from './filter-bar.ts';
import { DARK, LIGHT, type Look } from './look.ts';
import { ResultsSection } from './results-section.ts';
import { TimelineSection } from './timeline-section.ts';

/** Puts what can be sorted, filtered and drawn in the places of a page; what was there without scripts stays where that fails. */
async function start(): Promise<void> {
  const content = await readContent();
  const { subject } = content;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const look = (): Look => (dark.matches ? DARK : LIGHT);
  const results = new ResultsSection(subject);
  const charts = new ChartsSection(content, look());
  const timeline = new TimelineSection(content, look());
  if (subject.rows.length > 0) {
    byId('table').replaceChildren(results.element);
    const bar = filterBar(subject, (rows) => {
      const chosen = { ...subject, rows: subject.rows.filter((_, number) => rows.has(number)) };
      results.update(chosen);
      charts.update(chosen, rows);
      timeline.update(rows);
    });
    byId('filter').append(bar);
  }
  byId('charts').append(...charts.elements);
  byId('timeline').append(...timeline.elements);
  for (const hidden of document.querySelectorAll<HTMLElement>('section[hidden], [data-scripts]')) hidden.hidden = false;
  const figures = [charts.figures, timeline.figures];
  const repaint = (): void => {
    for (const one of figures) one.repaint(look());
  };
  dark.addEventListener('change', repaint);
  addEventListener('beforeprint', () => {
    results.print(true);
    for (const one of figures) one.drawForPaper(LIGHT);
  });
  addEventListener('afterprint', () => {
    results.print(false);
    repaint();
  });
  document.documentElement.dataset['ready'] = 'yes';
}

async function readContent(): Promise<PageContent> {
  const packed = atob(byId('content').textContent);
  const bytes = Uint8Array.from(packed, (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return unpackContent(new Uint8Array(await new Response(stream).arrayBuffer()));
}

start().catch((error: unknown) => {
  const told = `This browser shows the page without charts: ${error instanceof Error ? error.message : String(error)}`;
  byId('filter').append(make('p', { class: 'notice', text: told }));
});
