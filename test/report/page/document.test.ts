import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../src/model/units.ts';
import { pageDocument } from '../../../src/report/page/document.ts';
import { escapeHtml } from '../../../src/report/page/html.ts';
import { staticBody, type PageText } from '../../../src/report/page/static-body.ts';
import { gridOf } from '../../../src/report/results/grid.ts';
import { tablesOf } from '../../../src/results/table/table.ts';
import { sketchRequest, sketchSubject } from '../../rig/results.ts';

const HOSTILE = `</script><img src=x onerror="alert('1')">`;

const text = (rest: Partial<PageText> = {}): PageText => ({
  sweep: 'test',
  madeAt: instant(0),
  madeBy: 'sweep 1.2.3',
  counts: [['succeeded', 2]],
  grids: [],
  failures: [],
  runs: [],
  notices: [],
  ...rest,
});

const tableOfMany = (rows: number): PageText => {
  const sketches = Array.from({ length: rows }, (_, at) => ({ method: `m${at}`, width: String(at), acc: 1 }));
  const [table] = tablesOf([sketchSubject(sketches, { replicates: null })], sketchRequest());
  return text({ grids: [gridOf(table!, true, { unshown: [], sort: null })] });
};

describe('the document of a page', () => {
  test('lets its own script and style count by their hashes, and forbids all else', () => {
    const page = pageDocument({ title: HOSTILE, style: 'b{}', script: 'go()', content: 'AAAA', body: '<p>x</p>' });
    const hash = (of: string): string => `'sha256-${createHash('sha256').update(of).digest('base64')}'`;
    expect(page).toContain(
      `content="default-src 'none'; script-src ${hash('go()')}; style-src ${hash('b{}')}; img-src data: blob:; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).toContain(`<title>${escapeHtml(HOSTILE)}</title>`);
  });

  test('has what jobs and users wrote as text, wherever it stands', () => {
    const body = staticBody(
      text({
        sweep: HOSTILE,
        counts: [[HOSTILE, 1]],
        notices: [HOSTILE],
        failures: [{ error: HOSTILE, labels: [HOSTILE], log: HOSTILE, tail: [HOSTILE, '\u001B[2J'] }],
        runs: [[[HOSTILE, HOSTILE]]],
        grids: [
          {
            caption: HOSTILE,
            head: [{ over: HOSTILE, text: HOSTILE, isNumber: false }],
            rows: [[{ text: HOSTILE, isBold: true, marks: HOSTILE }]],
            notes: [{ mark: HOSTILE, text: HOSTILE }],
          },
        ],
      }),
    );
    expect(body).not.toMatch(/<img|<\/script|\u001B/);
    expect(body.match(/&lt;\/script&gt;/g)).toHaveLength(17);
  });

  test('has at most 1,000 cells of the table without scripts, and says how many rows are left', () => {
    const cells = (page: string): number => page.match(/<td/g)?.length ?? 0;
    expect(cells(staticBody(tableOfMany(100)))).toBe(400);
    const many = staticBody(tableOfMany(300));
    expect(cells(many)).toBe(1_000);
    expect(many).toContain('50 more rows are shown where scripts are on.');
  });

  test('says so where nothing has failed, or there are no numbers', () => {
    expect(staticBody(text())).toContain('No job has failed.');
    expect(staticBody(text())).toContain('No job has left a number.');
  });

  test('names some jobs of those that failed alike, and counts the others', () => {
    const labels = Array.from({ length: 43 }, (_, at) => `job${at}`);
    const body = staticBody(text({ failures: [{ error: 'exit 1', labels, log: 'out.log', tail: [] }] }));
    expect(body).toContain('job39, and 3 more');
    expect(body).toContain('It has printed nothing.');
  });
});
