import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withBrowser, type HeardPage } from '../rig/browser.ts';
import { LivePage, Tunnel } from '../rig/live-page.ts';
import { Project } from '../rig/project.ts';

const newPage = withBrowser();

const HOSTILE = '</script><img src=x onerror=alert(1)>';

const SWEEP = `
name: demo
matrix: { part: [1, 2, 3] }
command: echo begun {{part}}; until [ -e go ]; do sleep 0.1; done; echo done {{part}}
`;

/** The live page of a project in a browser that has come in. */
async function opened(
  project: Project,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<HeardPage & { readonly live: LivePage }> {
  const live = await LivePage.of(project, [...args, '--port', '0'], { env });
  const { page, heard } = await newPage();
  await page.goto(live.entry);
  await page.getByRole('navigation', { name: 'Page' }).waitFor();
  return { page, heard, live };
}

/** Says yes to what is asked. */
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

describe('the live page', () => {
  test('watches a run from its start to its end; jobs are cancelled and tried again, and a log is followed', async () => {
    const project = new Project({ 'sweep.yaml': SWEEP });
    const { page, heard } = await opened(project);
    await page.getByText('No sweep has run here yet').waitFor();
    expect(page.url()).not.toContain('token');
    expect(await page.evaluate('document.cookie')).toBe('');

    const run = project.start(['run', 'sweep.yaml', '--slots', '2']);
    await page.getByRole('link', { name: 'demo', exact: true }).click();
    await page.getByRole('row').filter({ hasText: 'waiting' }).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Kill' }).click();
    await confirm(page, 'Kill');
    await page.getByRole('status').filter({ hasText: 'cancelled: 1 job' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'cancelled' }).first().waitFor();
    expect(project.events('demo', 'jobs-cancelled')).toMatchObject([{ jobs: ['part-3'] }]);

    await page.getByRole('button', { name: 'Retry' }).click();
    await confirm(page, 'Retry');
    await page.getByRole('row').filter({ hasText: 'waiting' }).first().waitFor();
    expect(project.events('demo', 'jobs-retried')).toMatchObject([{ jobs: ['part-3'] }]);

    await page.getByRole('row').filter({ hasText: 'running' }).getByRole('link').first().click();
    const log = page.getByRole('log');
    await log.getByText('begun 1').waitFor();
    expect(await log.getByText('done 1').count()).toBe(0);
    project.write('go', '');
    await log.getByText('done 1').waitFor();
    await page.locator('.standing').getByText('succeeded').waitFor();
    await page.getByText('it would not run again (fresh)').waitFor();
    await page.getByRole('link', { name: 'demo', exact: true }).click();
    await page.getByText('nothing runs').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'succeeded' }).count()).toBe(3);
    expect((await run.ended).code).toBe(0);
    expect(heard.filter((text) => !text.startsWith('http://127.0.0.1:'))).toEqual([]);
  });

  test('goes on with the output of a job that is tried again, and keeps that of before', async () => {
    const project = new Project({
      'sweep.yaml': 'name: again\ncommand: "[ -e mended ] && echo second || { echo first; exit 1; }"\n',
    });
    await project.sweep('run', 'sweep.yaml');
    const { page } = await opened(project, ['again']);
    await page.getByRole('row').filter({ hasText: 'failed' }).getByRole('link').click();
    const log = page.getByRole('log');
    await log.getByText('first', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Retry' }).click();
    await confirm(page, 'Retry');
    await page.getByRole('status').filter({ hasText: 'the next run does again' }).waitFor();
    project.write('mended', '');
    expect((await project.sweep('run', 'sweep.yaml')).code).toBe(0);
    await log.getByText('second', { exact: true }).waitFor();
    await page.getByRole('link', { name: '1', exact: true }).click();
    await log.getByText('first', { exact: true }).waitFor();
    expect(await log.getByText('second', { exact: true }).count()).toBe(0);
  });

  test('pauses a GPU, and lets it go on', async () => {
    const project = new Project({
      'sweep.yaml': 'name: gpu\ngpus: 1\nmatrix: {n: [1, 2]}\ncommand: "until [ -e go ]; do sleep 0.1; done"\n',
    });
    const env = { XDG_CONFIG_HOME: project.path('config') };
    project.start(['run', 'sweep.yaml', '--gpus', 'virtual:2'], env);
    await project.eventually('gpu', 'attempt-started', 2);
    const { page } = await opened(project, [], env);
    await page.getByRole('link', { name: 'GPUs', exact: true }).click();
    await page.getByRole('button', { name: 'Pause GPU 0' }).click();
    await confirm(page, 'Pause');
    await page.getByRole('row').filter({ hasText: 'paused' }).waitFor();
    const told = async () => {
      const { stdout } = await project.start(['gpus', '--json'], env).ended;
      return (JSON.parse(stdout) as { gpus: { paused: boolean }[] }).gpus.map(({ paused }) => paused);
    };
    expect(await told()).toEqual([true, false]);
    await page.getByRole('button', { name: 'Resume GPU 0' }).click();
    await confirm(page, 'Resume');
    await page.getByRole('button', { name: 'Pause GPU 0' }).waitFor();
    expect(await told()).toEqual([false, false]);
    await page.getByLabel('by').selectOption('gpu');
    const hours = page.getByRole('region', { name: 'GPU-hours' });
    await hours.getByRole('cell', { name: 'virtual-1', exact: true }).waitFor();
    expect(await hours.getByRole('img', { name: /^0\.\d\d running$/ }).count()).toBe(2);
    project.write('go', '');
  });

  test('says that its connection is lost, and heals it; a hidden tab has none', async () => {
    const project = new Project({ 'sweep.yaml': SWEEP });
    const run = project.start(['run', 'sweep.yaml', '--slots', '3']);
    await project.eventually('demo', 'attempt-started', 3);
    const live = await LivePage.of(project);
    const tunnel = new Tunnel(Number(live.url.port));
    await tunnel.open();
    const { page } = await newPage();
    await page.goto(`http://localhost:${tunnel.port}/${live.url.search}`);
    await page.getByRole('link', { name: 'demo', exact: true }).click();
    const running = page.getByRole('row').filter({ hasText: 'running' });
    await running.nth(2).waitFor();

    await tunnel.cut();
    await page.getByRole('alert').filter({ hasText: 'The connection is lost' }).waitFor();
    project.write('go', '');
    await run.ended;
    expect(await running.count()).toBe(3);
    await tunnel.open();
    await page.getByRole('row').filter({ hasText: 'succeeded' }).nth(2).waitFor();
    await page.getByRole('alert').filter({ hasText: 'The connection is lost' }).waitFor({ state: 'hidden' });

    const hide = (isHidden: boolean) =>
      page.evaluate(
        `Object.defineProperty(document, 'hidden', { configurable: true, value: ${isHidden} });
         document.dispatchEvent(new Event('visibilitychange'));`,
      );
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/events?'));
    await hide(true);
    await ended;
    const begun = page.waitForRequest((request) => request.url().includes('/events?view=jobs'));
    await hide(false);
    await begun;
  });

  test('shows whatever jobs are called and write as text', async () => {
    const project = new Project({
      'sweep.yaml': `
name: hostile
matrix: { text: ['${HOSTILE}'] }
command: "printf '%s\\\\033[31m %s\\\\033]0;title\\\\007\\\\n' {{text}} red; exit 3"
`,
    });
    await project.sweep('run', 'sweep.yaml');
    const { page, heard } = await opened(project, ['hostile']);
    const link = page.getByRole('link', { name: HOSTILE });
    await link.waitFor();
    await link.click();
    await page.getByRole('log').getByText(`${HOSTILE} red`).waitFor();
    await page.getByText('it would run').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(heard.filter((text) => !text.startsWith('http://127.0.0.1:'))).toEqual([]);
    // No script of the page could make HTML out of text, even if it tried.
    await expect(page.evaluate('document.body.innerHTML = "<b>x</b>"')).rejects.toThrow('TrustedHTML');
  });

  test('has a few rows of 5,000 jobs in it, and always those in sight', async () => {
    const project = new Project({
      'sweep.yaml': `
name: many
matrix: { n: { from: 1, count: 5000 } }
command: "until [ -e go ]; do sleep 0.1; done; exit 1"
`,
    });
    const run = project.start(['run', 'sweep.yaml', '--slots', '1', '--fail-fast']);
    await project.eventually('many', 'attempt-started');
    const { page } = await opened(project, ['many']);
    await page.getByText('all of 5000 jobs').waitFor();
    const looked = await page.evaluate(`(async () => {
      const scroll = document.querySelector('.scroll');
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const seen = { most: 0, holes: 0, last: '' };
      for (let at = 0; at < scroll.scrollHeight; at += 2900) {
        scroll.scrollTop = at;
        await frame();
        const { top, bottom: end, left } = scroll.getBoundingClientRect();
        const bottom = Math.min(end, innerHeight);
        seen.most = Math.max(seen.most, scroll.querySelectorAll('tbody tr').length);
        for (const y of [top + 60, (top + bottom) / 2, bottom - 30]) {
          const row = document.elementFromPoint(left + 60, y)?.closest('tr');
          if (row === null || row === undefined || row.classList.contains('space')) seen.holes += 1;
        }
      }
      scroll.scrollTop = scroll.scrollHeight;
      await frame();
      seen.last = [...scroll.querySelectorAll('tr[data-place]')].at(-1).dataset.place;
      return seen;
    })()`);
    expect(looked).toEqual({ most: expect.any(Number) as unknown, holes: 0, last: '4999' });
    expect((looked as { most: number }).most).toBeLessThan(130);

    await page.getByLabel('Filter jobs by words').fill('n=4999');
    await page.getByText('1 of 5000 jobs').waitFor();
    await page.getByLabel('Filter jobs by words').fill('');
    await page.getByRole('button', { name: '1 running' }).click();
    await page.getByText('1 of 5000 jobs').waitFor();
    project.write('go', '');
    await run.ended;
    await page.getByRole('button', { name: '1 failed' }).waitFor();
  });

  test('shows results as sweep results does, and is no wider than a phone', async () => {
    const project = new Project({
      'sweep.yaml': `
name: table
matrix: { method: [greedy, beam], seed: [1, 2] }
command: echo acc=0.{{seed}}
metrics: { log: 'acc={acc}' }
`,
    });
    await project.sweep('run', 'sweep.yaml');
    const { page } = await opened(project, ['table']);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      for (const hash of [
        '#/',
        '#/gpus',
        '#/sweep/table',
        '#/sweep/table/results',
        '#/sweep/table/job/method-beam+seed-1',
      ]) {
        await page.evaluate(`location.hash = '${hash}'`);
        await page.locator('h1').first().waitFor();
        if (hash.endsWith('results')) await page.getByText('0.15').first().waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
    }
    const opening = page.context().waitForEvent('page');
    await page.goto(page.url().replace(/#.*/, '#/sweep/table'));
    await page.getByRole('link', { name: 'Report with charts' }).click();
    const report = await opening;
    await report.locator('figure canvas').first().waitFor();
    // It is nobody's page: nothing in it could ask this server for anything.
    expect(await report.evaluate('origin')).toBe('null');
  });
});
