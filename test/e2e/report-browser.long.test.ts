import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withBrowser, type HeardPage } from '../rig/browser.ts';
import { Project } from '../rig/project.ts';

const HOSTILE = '</script><img src=x onerror=alert(1)>';

const SWEEP = `
name: beam
matrix: { method: [greedy, '${HOSTILE}'], width: [1, 2, 10], seed: [1, 2] }
command: |
  for step in 0 1 2 3; do
    echo '{"step": '$step', "acc": 0.{{width}}'$step', "loss": 1.'$step'{{seed}}}'
  done > {{job.dir}}/rows.jsonl
  test {{width}}-{{seed}} != 2-2
metrics: { file: '{{job.dir}}/rows.jsonl', pick: { max: acc } }
goals: { acc: max, loss: min }
`;

const newPage = withBrowser();

/** A page of a sweep that has run, and all that its browser asked for or complained of. */
async function opened(): Promise<HeardPage> {
  const project = new Project({ 'beam.yaml': SWEEP });
  await project.sweep('run', 'beam.yaml', '--slots', '2', '--gpus', 'virtual:2');
  await project.sweep('report', 'beam', '-o', 'beam.html');
  const { page, heard } = await newPage();
  await page.goto(`file://${project.path('beam.html')}`);
  await page.waitForSelector('html[data-ready]');
  return { page, heard };
}

const cells = (page: Page, column: number): Promise<string[]> =>
  page.locator(`#table tbody tr td:nth-child(${column})`).allTextContents();

describe('a page in a browser', () => {
  test('asks for nothing but itself, says nothing, and draws every chart, in light, dark and on a phone', async () => {
    const { page, heard } = await opened();
    const titles = await page.locator('figure h3').allTextContents();
    expect(titles).toEqual([
      'Main effects',
      'Lines',
      'Heat map',
      'Parallel coordinates',
      'Curves over steps',
      'GPUs and slots over time',
      'Durations by cell',
    ]);
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [1280, 'dark'],
      [390, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const figure of await page.locator('figure').all()) {
        await figure.scrollIntoViewIfNeeded();
        await figure.locator('canvas').first().waitFor();
      }
      // Nothing is wider than the screen.
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe('rgb(23, 27, 33)');
    await page.emulateMedia({ media: 'print' });
    expect(heard.filter((text) => !text.startsWith('file://'))).toEqual([]);
    expect(heard).toHaveLength(1);
  });

  test('is laid out for paper when it is printed, from whatever screen, in the colours of light ones', async () => {
    const { page } = await opened();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator('canvas').first().waitFor();
    await page.evaluate(`addEventListener('beforeprint', () => {
      const drawn = [...document.querySelectorAll('canvas')];
      const pixels = (canvas) => new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      // Little-endian, so that red comes last: the lines of charts on light screens, and on dark ones.
      window.printed = drawn.map((canvas) => [canvas.clientWidth, ...[0xffe0d9d4, 0xff4f4239].map((one) => pixels(canvas).includes(one))]);
    })`);
    await page.pdf({ format: 'A4' });
    const printed = await page.evaluate<[width: number, isLight: boolean, isDark: boolean][]>('window.printed');
    expect(new Set(printed.map(([width]) => width))).toEqual(new Set([680]));
    expect(printed.some(([, isLight]) => isLight)).toBe(true);
    expect(printed.filter(([, , isDark]) => isDark)).toEqual([]);
    expect(await page.locator('figure[data-drawn]').count()).toBe(7);
    // The screen has it back.
    await page.locator('canvas').first().scrollIntoViewIfNeeded();
    await page.waitForFunction('document.querySelector("canvas").clientWidth > 1000');
  });

  test('is sorted, filtered and pivoted by keyboard alone', async () => {
    const { page } = await opened();
    expect(await cells(page, 2)).toEqual(['1', '2', '10', '1', '2', '10']);
    const head = page.getByRole('button', { name: 'width', exact: true });
    await head.focus();
    await page.keyboard.press('Enter');
    expect(await cells(page, 2)).toEqual(['1', '1', '2', '2', '10', '10']);
    await page.keyboard.press('Enter');
    expect(await cells(page, 2)).toEqual(['10', '10', '2', '2', '1', '1']);
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');

    await page.getByLabel('Filter jobs by words').focus();
    await page.keyboard.type('width=10');
    await page.getByText('4 of 12 jobs').waitFor();
    expect(await cells(page, 1)).toEqual(['greedy', HOSTILE]);
    await page.getByRole('button', { name: 'All', exact: true }).press('Enter');
    await page.getByText('all of 12 jobs').waitFor();

    await page.locator('#table').getByLabel('pivot').selectOption('width');
    expect(await page.locator('#table tbody tr').count()).toBe(2);
    await page.locator('#table').getByLabel('rows').selectOption('jobs');
    expect(await page.locator('#table tbody tr').count()).toBe(12);
  });

  test('has the data of a chart as a table, and saves it as an SVG image in which labels are text', async () => {
    const { page } = await opened();
    const figure = page.locator('figure', { hasText: 'Heat map' });
    await figure.scrollIntoViewIfNeeded();
    await figure.locator('canvas').first().waitFor();
    await figure.getByText('Data').press('Enter');
    await figure.locator('tbody tr').first().waitFor();
    expect(await figure.locator('tbody tr').count()).toBe(6);
    const saved = page.waitForEvent('download');
    await figure.getByRole('button', { name: 'Save Heat map as SVG' }).press('Enter');
    const image = readFileSync(await (await saved).path(), 'utf8');
    expect(image).toMatch(/^<svg /);
    expect(image).toContain('&lt;/script&gt;');
    expect(image).not.toContain('<img');
  });
});
