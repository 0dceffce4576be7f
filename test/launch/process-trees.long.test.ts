import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Site, liveJob } from '../rig/attempts.ts';
import { cases } from '../rig/cases.ts';

let site: Site;
beforeEach(() => {
  site = new Site();
});
afterEach(() => site.clear());

/** What a job can do to its processes and its output, each of which exits with 3. */
const ACTS: Readonly<Record<string, string>> = {
  'closes its output': 'exec <&- >&- 2>&-; exit 3',
  'closes all that is open': 'for fd in /proc/$$/fd/*; do eval "exec ${fd##*/}>&-" || :; done; exit 3',
  'floods its output': "head -c 50000000 /dev/zero | tr '\\0' x; exit 3",
  'leaves zombies that nobody reaps while it runs':
    'for n in 1 2 3 4 5; do ( true & exec sleep 0.3 ) & done; wait; exit 3',
  'nests a hundred deep': 'nest() { [ "$1" = 0 ] || ( nest $(($1 - 1)) ); }; nest 100; exit 3',
  'leaves a grandchild in another session that ignores TERM, after a double fork':
    '( setsid bash -c "trap \'\' TERM; sleep 300" > /dev/null 2>&1 & ); exit 3',
  'leaves one that is suspended': 'sleep 300 & kill -STOP $!; exit 3',
  'leaves one that writes on': '( setsid sh -c "while :; do echo x; sleep 0.01; done" & ); exit 3',
  'leaves one that waits for input from a pipe of its own': 'mkfifo p; ( setsid cat p > /dev/null & ); exit 3',
  'replaces itself twice': 'exec bash -c "exec bash -c \'exit 3\'"',
};

describe('a job', () => {
  test.each(Object.entries(ACTS))('that %s has its true end, and nothing of it is left', async (_, command) => {
    // What holds a GPU is seen to before anything else starts.
    const { outcome } = await site.run({ command, gpus: 1 });
    expect(outcome).toEqual({ cause: 'exit', code: 3 });
    expect(site.living()).toEqual([]);
  });

  test.each(Object.entries(ACTS).filter(([act]) => /leaves|nests/.test(act)))(
    'that %s and then hangs is ended by its limit, with all of that',
    async (_, command) => {
      const hangs = command.replace(/exit 3$/, "trap '' TERM; echo up > up; while :; do sleep 0.1; done");
      const { outcome } = await site.run({ command: hangs, gpus: 1, limit: { after: 3, grace: 0.2 } });
      expect(outcome).toMatchObject({ cause: 'timeout' });
      expect(site.living()).toEqual([]);
    },
  );

  test('that stops itself is ended by its limit', async () => {
    const { outcome } = await site.run({ command: 'kill -STOP $$; exit 3', limit: { after: 1, grace: 0.2 } });
    expect(outcome).toMatchObject({ cause: 'timeout' });
    expect(site.living()).toEqual([]);
  });

  test('with thousands of descendants, each in a session of its own, is ended by its limit with every one of them', async () => {
    // As many as come to be until then, which on a busy machine are fewer.
    const command = `for ((n = 0; n < ${cases(3000)}; n++)); do setsid sleep 600 & echo >> up; done; sleep 600`;
    const { outcome, log } = await site.run({ command, gpus: 1, limit: { after: 30, grace: 1 } });
    expect([outcome.cause, log]).toEqual(['timeout', '']);
    expect(statSync(site.path('up')).size).toBeGreaterThan(100);
    expect(site.living()).toEqual([]);
  });

  test.skipIf(spawnSync('mknod', ['--version']).status !== 0 || process.geteuid?.() !== 0)(
    'that puts devices in the place of its files has its true end, and nobody opens them',
    async () => {
      const files = ['pid', 'out.log', 'run.sh'].map((file) => `rm -f ${file}; mknod ${file} c 1 5`).join('; ');
      const job = liveJob({ command: `cd "$SWEEP_DIR/$SWEEP_ATTEMPT"; ${files}; exit 3` });
      site.executor().launch(site.order(job));
      expect((await site.ended(job)).outcome).toEqual({ cause: 'exit', code: 3 });
    },
  );
});
