import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isLatelyName } from '../../src/host/leases/lately-text.ts';
import { until } from '../rig/until.ts';
import { Arena, type ArenaSweep } from './arena.ts';
import { wrongsOf } from './checks.ts';
import { leftOf } from './left.ts';
import type { Act, Request, Round } from './round.ts';
import type { Tools } from './tools.ts';

/** What came of a round. */
export interface Played {
  /** What is wrong, a sentence each. */
  readonly wrongs: readonly string[];
  /** What was done to whom, each time. */
  readonly hits: readonly string[];
}

/**
 * Plays a round on this machine, lets all come to its end, has each sweep resumed, and says what is then wrong.
 */
export async function drive(tools: Tools, round: Round): Promise<Played> {
  const arena = new Arena(tools, round.sweeps, round.late);
  try {
    for (const act of round.acts) {
      await moment(arena, act);
      await perform(arena, act);
    }
    await arena.quiet();
    const resumed = await Promise.all(arena.sweeps.map((sweep) => resume(arena, sweep)));
    // A job that should not be may still be at its work: it is waited for before the rest is looked at.
    const debris = await debrisOf(arena);
    const left = arena.sweeps.flatMap((sweep) => wrongsOf(leftOf(arena, sweep)));
    return { wrongs: [...resumed.flat(), ...left, ...arena.host.log('violations'), ...debris], hits: arena.hits };
  } finally {
    arena.clear();
  }
}

/** Waits for the instant of an act. No run may be left in which jobs could begin. */
async function moment(arena: Arena, { begun, pause: milliseconds }: Act): Promise<void> {
  const goal = arena.begun + begun;
  if (begun > 0) await until('jobs to begin', () => arena.begun >= goal || !arena.isRunning());
  await pause(milliseconds);
}

async function perform(arena: Arena, act: Act): Promise<void> {
  const sweep = arena.sweeps[act.sweep]!;
  switch (act.do) {
    case 'run': {
      const running = arena.run(sweep, act.fault);
      // A run that is alone has nobody to meet: what comes next is done to the one after it.
      if (act.fault !== null && arena.sweeps.length === 1) await running.ended;
      return;
    }
    case 'kill': {
      const pid = arena.find(act.whom, sweep, act.which);
      if (pid !== null && arena.send(pid, 'SIGKILL', act.whom) && act.whom === 'runner') await arena.endOf(pid);
      return;
    }
    case 'suspend': {
      const pid = arena.find('runner', sweep, 0);
      if (pid === null || !arena.send(pid, 'SIGSTOP', 'runner')) return;
      arena.later(pause(act.milliseconds).then(() => arena.send(pid, 'SIGCONT')));
      return;
    }
    case 'ask':
      ask(arena, sweep, act.request, `i-${1 + (act.which % sweep.jobs)}`);
      return;
    case 'serve':
      arena.start('page', sweep, ['ui', '--port', '0']);
      return;
    case 'edit':
      arena.edit(sweep, act.how);
      arena.run(sweep);
      return;
    default:
      return act satisfies never;
  }
}

function ask(arena: Arena, sweep: ArenaSweep, request: Request, job: string): void {
  if (request === 'hold') sweep.held.add(job);
  if (request === 'kill') sweep.killed.add(job);
  arena.start('client', sweep, WORDS[request](job));
}

const WORDS: Readonly<Record<Request, (job: string) => readonly string[]>> = {
  hold: (job) => ['hold', job],
  kill: (job) => ['kill', job],
  top: (job) => ['top', job],
  priority: (job) => ['priority', '3', job],
  set: () => ['set', 'slots=2'],
  cancel: () => ['cancel', '--yes'],
};

/**
 * Takes back what was asked, and runs what has not finished: as calmly as nothing had ever happened. Where nothing was asked and the
 * last run has said that all is done, it is taken at its word, and what is left is judged by that.
 */
async function resume(arena: Arena, sweep: ArenaSweep): Promise<readonly string[]> {
  const { name, project, held, killed } = sweep;
  const last = await sweep.runs.at(-1)?.ended;
  if (last?.code === 0 && held.size + killed.size === 0) return [];
  for (const [request, jobs] of [
    ['release', held],
    ['retry', killed],
  ] as const) {
    // One by one: a job of which nobody was told in time has nothing to be taken back, and is refused.
    for (const job of jobs) await arena.start('client', sweep, [request, job]).ended;
  }
  const { code, stdout, stderr } = await arena.run(sweep).ended;
  return code === 0 ? [] : [`${name}: the resume in ${project.root} ended with ${code}:\n${stdout}${stderr}`];
}

/** What is still there of a round once nothing is to be done any more. */
async function debrisOf(arena: Arena): Promise<readonly string[]> {
  // What has told its runner that it is about to end may be there for a moment.
  await until('all processes to end', () => arena.living().length === 0).catch(() => undefined);
  // What was held lately outlives who held it.
  const files = readdirSync(arena.host.first.hostFolder).filter((name) => !isLatelyName(name));
  return [
    ...arena.living().map((one) => `a process is left: ${one}`),
    ...files.map((name) => `a file is left in the host folder: ${name}`),
  ];
}
