import { chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { latelyName, latelyText, parseLately } from '../../src/host/leases/lately-text.ts';
import { clock } from '../../src/host/system/clock.ts';
import { tick } from '../../src/model/units.ts';
import type { UsageJson } from '../../src/report/status/usage.ts';
import { HostOfRuns } from '../rig/host-of-runs.ts';
import { SELF } from '../rig/leases.ts';
import { until } from '../rig/until.ts';

const [ALICE, BOB, CAROL] = [60_001, 60_002, 60_003];

/** A job that says that it has begun, and waits until it may end. */
const WAITING = (name: string): string => `name: ${name}
command: |
  echo ${name} >> "$MARKS/log"
  until [ -e "$MARKS/go-${name}" ]; do sleep 0.1; done
gpus: 1
`;

/** What a user's runs have seen of others, for how many hours each has held a GPU; a minute ago. */
function remember(host: HostOfRuns, uid: number, hours: Readonly<Record<number, number>>): string {
  const path = join(host.first.hostFolder, latelyName(uid));
  const gpuSeconds = new Map(Object.entries(hours).map(([user, amount]) => [Number(user), amount * 3600]));
  writeFileSync(
    path,
    latelyText({ held: { at: tick(clock.now().tick - 61_000), gpuSeconds }, idle: new Map() }, SELF),
    { mode: 0o600 },
  );
  chownSync(path, uid, uid);
  return path;
}

describe.runIf(process.geteuid?.() === 0)('a GPU for which two users wait who hold as many', () => {
  it('goes to the one who has held fewer GPU-hours lately, and all that are held are taken in', async () => {
    const host = new HostOfRuns();
    const seen = [ALICE, BOB].map((uid) => remember(host, uid, { [ALICE]: 9.5, [BOB]: 2.5 }));
    const start = (name: string, uid: number) => {
      const project = host.project(WAITING(name), { uid });
      return { project, run: host.run(project, 1, { uid }) };
    };
    const holder = start('holder', CAROL);
    await until('the first job', () => host.log().length === 1);
    const alice = start('alice', ALICE);
    await host.wanting(1);
    const bob = start('bob', BOB);
    await host.wanting(2);
    const ask = ['status', '--host', '--json'];
    const { stdout } = await alice.project.start(ask, { ...host.environment, HOME: alice.project.root }, ALICE).ended;
    const { runs } = JSON.parse(stdout) as { runs: { sweep: string }[] };
    expect(runs.map(({ sweep }) => sweep)).toEqual(['holder', 'bob', 'alice']);
    for (const path of seen) {
      const heldByCarol = () => parseLately(readFileSync(path, 'utf8'))?.held.gpuSeconds.get(CAROL) ?? 0;
      await until('what Carol holds to be taken in', () => heldByCarol() > 0);
      expect(statSync(path)).toMatchObject({ uid: seen.indexOf(path) === 0 ? ALICE : BOB, mode: 0o100600 });
    }
    for (const name of ['holder', 'alice', 'bob']) host.mark(`go-${name}`);
    for (const { run } of [holder, alice, bob]) expect((await run.ended).code).toBe(0);
    expect(host.log()).toEqual(['holder', 'bob', 'alice']);
  });
});

it('a GPU that is kept for a wide job counts as idle while jobs waited, and `sweep usage` tells it', async () => {
  const host = new HostOfRuns();
  remember(host, process.geteuid?.() ?? 0, {});
  const narrow = host.project(WAITING('narrow'));
  const wide = host.project(WAITING('wide').replace('gpus: 1', 'gpus: 2'));
  const runs = [host.run(narrow, 2)];
  await until('the narrow job', () => host.log().length === 1);
  runs.push(host.run(wide, 2));
  const told = async (...words: readonly string[]): Promise<string> =>
    (await wide.start(['usage', ...words], { ...host.environment, HOME: wide.root }).ended).stdout;
  const idle = async (): Promise<number> => (JSON.parse(await told('--json')) as UsageJson).idle;
  await until('it to be taken in', async () => (await idle()) > 0);
  expect(await told()).toMatch(/^idle while jobs waited for them: \d+\.\d\d$/m);
  for (const name of ['narrow', 'wide']) host.mark(`go-${name}`);
  for (const run of runs) expect((await run.ended).code).toBe(0);
});
