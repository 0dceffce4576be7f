import { appendFileSync, closeSync, openSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLeases } from '../../../src/host/leases/leases.ts';
import { identify, isAlive } from '../../../src/host/system/process.ts';
import type { ClaimedHold } from '../../../src/model/sharing/neighbours.ts';
import { tick } from '../../../src/model/units.ts';

/**
 * One of several processes that take and give back two GPUs, thousands of times, until together they have entered the
 * section `goal` times. Each leaves a mark while it is within and while it has a GPU; whoever finds the mark of one that
 * lives has found that both were let in, and says so in `violations`.
 */
const [hostFolder = '', runFolder = '', arena = '', goal = ''] = process.argv.slice(2);
const GPUS = ['GPU-0', 'GPU-1'];
const self = identify(process.pid)!;
const warnings: string[] = [];
const leases = openLeases({
  folder: hostFolder,
  self,
  runFolder,
  sweep: 'stress',
  warn: (text) => warnings.push(text),
});
let mine: string | null = null;
let entered = 0;

function step(): void {
  const isDone = statSync(join(arena, 'entered')).size >= Number(goal);
  if (isDone && mine === null) return finish();
  const isIn = leases.exclusively(() => {
    appendFileSync(join(arena, 'entered'), '.');
    entered += 1;
    mark('section');
    decide();
    unmark('section');
  });
  // With pauses in between, all get their turn.
  if (isIn) setTimeout(step, 4 * Math.random());
}

function decide(): void {
  const { holds } = leases.neighbours();
  if (mine === null) {
    if (statSync(join(arena, 'entered')).size > Number(goal)) return;
    const free = GPUS.find((gpu) => !holds.some(({ gpus }) => gpus.includes(gpu)));
    if (free === undefined) return;
    publish([free]);
    mark(free);
    mine = free;
  } else {
    unmark(mine);
    mine = null;
    publish([]);
  }
}

function publish(gpus: readonly string[]): void {
  const hold: ClaimedHold = {
    ...{ job: `round ${entered}`, attempt: 1, keeper: self, mark: null, gpus, share: null, gpuMemory: null },
    ...{ slots: 1, memory: null, resources: {}, until: null },
  };
  const statement = {
    sweep: 'stress',
    submitted: tick(0),
    slotsOfUser: 0,
    wants: [],
    voids: [],
    quarantined: {},
    pending: 1,
  };
  const failure = leases.publish({ ...statement, holds: gpus.length === 0 ? [] : [hold] });
  if (failure !== null) complain(failure);
}

function mark(what: string): void {
  const path = join(arena, what);
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeFileSync(file, JSON.stringify(self));
      return closeSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    awaitDeathOf(path, what);
  }
}

/** One that was killed is dead within moments; any other that left a mark should not have it. */
function awaitDeathOf(path: string, what: string): void {
  const began = Date.now();
  for (;;) {
    const text = textOf(path);
    if (text === null) return complain(`${what} was let go by another while it was ours`);
    // Whoever is killed between making its mark and signing it has not signed it.
    const isDead = text === '' ? Date.now() > began + 500 : isAlive(JSON.parse(text) as typeof self) === 'dead';
    if (isDead) return unlinkSync(path);
    if (Date.now() > began + 60_000) {
      complain(`${what} is held twice: ${text}`);
      return unlinkSync(path);
    }
  }
}

function unmark(what: string): void {
  const path = join(arena, what);
  if (textOf(path) !== JSON.stringify(self)) complain(`${what} was taken from us`);
  else unlinkSync(path);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function complain(text: string): void {
  appendFileSync(join(arena, 'violations'), `${process.pid}: ${text}\n`);
}

function finish(): void {
  leases.close();
  const { length } = warnings;
  if (length > 0) complain(`there was something to warn of: ${warnings.join('; ')}`);
  appendFileSync(join(arena, 'turns'), `${process.version} ${entered}\n`);
  clearInterval(alive);
}

/** What waits for its turn keeps no process alive. */
const alive = setInterval(() => undefined, 1000);
leases.onChange(step);
leases.watch(false);
step();
