import { expect, test } from 'vitest';
import { cases } from '../rig/cases.ts';
import { HostOfRuns } from '../rig/host-of-runs.ts';
import { crash, type Project, type Running } from '../rig/project.ts';
import { until } from '../rig/until.ts';
import { orderOf, orderRoundOf, type OrderRound } from './order.ts';

const COUNT = cases(Math.ceil(Number(process.env['SWEEP_CHAOS_ROUNDS'] ?? 300) / 40));
const FIRST = Number(process.env['SWEEP_CHAOS_SEED'] ?? 1);

/** One of each. */
const HOST_FILE = 'slots: 1\nmemory: 1GiB\nresources: { license: 1 }\n';

const KEYS: Readonly<Record<OrderRound['what'], string>> = {
  gpu: 'gpus: 1',
  slot: 'slots: 1',
  memory: 'memory: 1GiB',
  license: 'resources: { license: 1 }',
};

const OTHER_USER = process.geteuid?.() === 0 ? 65_534 : undefined;

interface Comer {
  readonly project: Project;
  readonly uid: number | undefined;
}

/** Plays a round; comes back with the contenders in the order in which their jobs began. */
async function play(round: OrderRound): Promise<readonly number[]> {
  const host = new HostOfRuns();
  const come = (name: string, user: 0 | 1, priority: number): Comer => {
    const uid = user === 1 ? OTHER_USER : undefined;
    const sweep = `name: ${name}
command: echo ${name} >> "$MARKS/log"; until [ -e "$MARKS/go" ]; do sleep 0.05; done
priority: ${priority}
${KEYS[round.what]}
`;
    const options = { files: { '.sweep-host.yaml': HOST_FILE }, ...(uid === undefined ? {} : { uid }) };
    return { project: host.project(sweep, options), uid };
  };
  const run = ({ project, uid }: Comer): Running => host.run(project, 1, uid === undefined ? {} : { uid });

  const holder = come('holder', 0, 0);
  let held = run(holder);
  await until('the first job', () => host.log().length === 1);
  await holder.project.eventually('holder', 'attempt-started');
  const comers = round.contenders.map(({ user, priority }, index) => come(`c${index}`, user, priority));
  const runs: Running[] = [];
  for (const [index, comer] of comers.entries()) {
    runs.push(run(comer));
    await host.wanting(index + 1);
  }
  const { hit, isOrphaned } = round;
  if (isOrphaned) await crash(held);
  if (hit?.how === 'killed') await crash(runs[hit.which]!);
  if (hit?.how === 'suspended') runs[hit.which]!.child.kill('SIGSTOP');
  host.mark('go');
  await Promise.all(runs.filter((_, index) => index !== hit?.which).map(({ ended }) => ended));
  if (hit?.how === 'killed') runs[hit.which] = run(comers[hit.which]!);
  if (hit?.how === 'suspended') runs[hit.which]!.child.kill('SIGCONT');
  if (isOrphaned) held = run(holder);
  const ends = await Promise.all([held, ...runs].map(({ ended }) => ended));
  expect(ends.map(({ code, stdout, stderr }) => (code === 0 ? 0 : stdout + stderr))).toEqual(ends.map(() => 0));
  return host
    .log()
    .slice(1)
    .map((name) => Number(name.slice(1)));
}

test.each(Array.from({ length: COUNT }, (_, index) => FIRST + index))(
  'runs that wait in line for the same thing get it by the order of the queue (SWEEP_CHAOS_SEED=%i)',
  async (seed) => {
    const round = orderRoundOf(seed);
    expect(await play(round), JSON.stringify(round)).toEqual(orderOf(round));
  },
);
