import { chmodSync, existsSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inLong } from '../rig/cases.ts';
import { LivePage } from '../rig/live-page.ts';
import { Project } from '../rig/project.ts';
import { until } from '../rig/until.ts';

const SWEEP = `
name: demo
matrix: { part: [1, 2] }
command: echo part {{part}}; until [ -e go ]; do sleep 0.1; done
`;

const OWN = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };

test('a page is served to who brings the token, asks of a run what the commands ask, and ends alone', async () => {
  const project = new Project({ 'sweep.yaml': SWEEP });
  const run = project.start(['run', 'sweep.yaml', '--slots', '1']);
  await project.eventually('demo', 'attempt-started');
  const page = await LivePage.of(project);

  expect(await page.ask({ path: '/' })).toMatchObject({ status: 401 });
  expect(await page.ask({ path: '/?token=guessed' })).toMatchObject({ status: 401 });
  const cookie = await page.enter();
  const shown = await page.ask({ path: '/', headers: { cookie } });
  expect(shown).toMatchObject({ status: 200, body: expect.stringContaining('./ui.js') as unknown });
  expect(shown.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(shown.body).not.toMatch(/(?:src|href)="(?!\.\/|data:)/);

  const refused = [
    { path: '/', headers: { cookie, host: 'evil.example' } },
    { path: '/act', method: 'POST', headers: { cookie, ...OWN, 'sec-fetch-site': 'cross-site' }, body: {} },
  ];
  for (const one of refused) expect(await page.ask(one)).toMatchObject({ status: 403 });
  const lost = ['/../../../etc/passwd', '/%2e%2e/sweep.yaml', '/results?sweep=../demo', '/events?view=files', '/why'];
  for (const path of lost) {
    const { status, body } = await page.ask({ path, headers: { cookie } });
    expect([404, 409]).toContain(status);
    expect(JSON.parse(body)).toEqual({ error: expect.any(String) as unknown });
  }

  const ask = (body: object) => page.ask({ path: '/act', method: 'POST', headers: { cookie, ...OWN }, body });
  const kill = await ask({ do: 'kill', sweep: 'demo', jobs: ['part-2'] });
  expect(kill).toMatchObject({ status: 200, body: '{"text":"cancelled: 1 job"}' });
  expect(project.events('demo', 'jobs-cancelled')).toMatchObject([{ jobs: ['part-2'] }]);
  expect(await ask({ do: 'kill', sweep: 'demo', jobs: ['../part-2'] })).toMatchObject({ status: 409 });
  expect(await ask({ do: 'rm', sweep: 'demo' })).toMatchObject({ status: 409 });

  project.write('.sweep/other/journal.jsonl', '{junk\n');
  const told = await page.ask({ path: '/usage?by=user&since=7d', headers: { cookie } });
  expect(JSON.parse(told.body)).toMatchObject({
    ...{ version: 1, by: 'user', rows: [] },
    notes: [expect.stringMatching(/does not count: .*other\/journal\.jsonl:1: cannot be read/)],
  });
  expect(await page.ask({ path: '/usage?by=fame&since=7d', headers: { cookie } })).toMatchObject({ status: 409 });

  page.running.child.kill('SIGTERM');
  expect(await page.running.ended).toMatchObject({ code: 143, stderr: '' });
  project.write('go', '');
  expect((await run.ended).code).toBe(1);
  expect(project.events('demo', 'attempt-ended')).toMatchObject([{ job: 'part-1', outcome: { cause: 'exit' } }]);
});

inLong(() => {
  describe('a socket', () => {
    test('is served for ssh -L, to nobody else, and goes with the page', async () => {
      const project = new Project();
      const socket = project.path('ui');
      const page = await LivePage.of(project, ['--socket', 'ui'], { socket });
      expect(page.running.output.stdout).toContain(`ssh -L 8080:${socket} `);
      expect(statSync(socket).mode & 0o777).toBe(0o600);
      const cookie = await page.enter();
      expect(await page.ask({ path: '/', headers: { cookie } })).toMatchObject({ status: 200 });
      page.running.child.kill('SIGINT');
      expect((await page.running.ended).code).toBe(130);
      expect(existsSync(socket)).toBe(false);
    });
  });
});

inLong(() => {
  test('a browser is opened by a file that only its user can read, and that goes once it is in', async () => {
    const project = new Project({ browser: '#!/bin/sh\nstat -c %a "$1" > mode; cp "$1" seen\n' });
    chmodSync(project.path('browser'), 0o755);
    const page = await LivePage.of(project, ['--port', '0', '--open'], { env: { BROWSER: project.path('browser') } });
    await until(
      'what the browser has seen',
      () => project.has('seen') && project.read('seen').includes(page.url.search),
    );
    expect(project.read('mode')).toBe('600\n');
    expect(page.running.child.spawnargs.join(' ')).not.toContain('token');
  });
});
