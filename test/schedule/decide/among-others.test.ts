import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALONE, type Hold, type Want } from '../../../src/model/sharing/neighbours.ts';
import { PAUSED, type Allocation } from '../../../src/model/resources.ts';
import { after, seconds, tick } from '../../../src/model/units.ts';
import { nextDue } from '../../../src/schedule/decide/decide.ts';
import { VoidWants } from '../../../src/schedule/decide/void-wants.ts';
import type { JobRecord } from '../../../src/schedule/state/state.ts';
import { cases } from '../../rig/cases.ts';
import type { JobSketch } from '../../rig/plan.ts';
import { GIB, gpusLike, hold, part, runName, Scene, want } from '../../rig/scene.ts';
import { exit } from '../../rig/world.ts';

const SLOTS = 6;
const SLOTS_OF_USER = 9;
const MEMORY = 10;
const LICENSES = 3;
const GPU_MEMORY = 80;

interface Drawn {
  readonly gpuCount: number;
  readonly canary: boolean;
  readonly jobs: readonly (JobSketch & { readonly took: number; readonly fails: boolean })[];
  readonly changes: readonly Change[];
}

/** What is otherwise with the host from `at` seconds on. */
interface Change {
  readonly at: number;
  readonly holds: readonly {
    readonly gpu: number;
    readonly share: number | null;
    readonly slots: number;
    readonly memory: number;
    readonly lasts: number | null;
  }[];
  readonly wants: readonly {
    readonly gpus: number;
    readonly share: number | null;
    readonly priority: number;
    readonly by: number;
  }[];
  readonly taken: readonly (string | null)[];
  readonly slots: number;
  readonly probeFailure: string | null;
}

const aShare = fc.constantFrom(0.1, 0.25, 0.3, 0.5, 0.9);

function drawn(gpuCount: number): fc.Arbitrary<Drawn> {
  const job = fc.record({
    place: fc.oneof(
      fc.record({ gpus: fc.integer({ min: 0, max: gpuCount }) }),
      fc.record({ share: aShare }),
      fc.record({ gpus: fc.constant(1), gpuIds: fc.constant(['1', '0']) }),
    ),
    slots: fc.integer({ min: 1, max: 3 }),
    memory: fc.option(fc.integer({ min: 1, max: MEMORY }), { nil: 0 }),
    gpuMemory: fc.option(fc.integer({ min: 1, max: GPU_MEMORY }), { nil: 0 }),
    license: fc.integer({ min: 0, max: LICENSES }),
    priority: fc.integer({ min: 0, max: 1 }),
    stage: fc.constantFrom('a', 'b', 'c'),
    x: fc.constantFrom('1', '2'),
    timeout: fc.option(fc.constantFrom(40, 80), { nil: undefined }),
    took: fc.integer({ min: 0, max: 39 }),
    fails: fc.boolean(),
    limited: fc.boolean(),
    stagger: fc.constantFrom(0, 0, 0, 5),
    escalates: fc.boolean(),
    needs: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 1 }),
  });
  const change = fc.record({
    at: fc.integer({ min: 0, max: 120 }),
    holds: fc.array(
      fc.record({
        gpu: fc.integer({ min: 0, max: gpuCount - 1 }),
        share: fc.option(aShare),
        slots: fc.integer({ min: 0, max: 3 }),
        memory: fc.integer({ min: 0, max: 4 }),
        lasts: fc.option(fc.integer({ min: 0, max: 60 })),
      }),
      { maxLength: 3 },
    ),
    wants: fc.array(
      fc.record({
        gpus: fc.integer({ min: 1, max: gpuCount + 1 }),
        share: fc.option(aShare),
        priority: fc.integer({ min: 0, max: 1 }),
        by: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 2 },
    ),
    taken: fc.array(fc.constantFrom(null, null, null, 'a stranger', PAUSED), { maxLength: gpuCount }),
    slots: fc.constantFrom(0, 2, SLOTS, SLOTS),
    probeFailure: fc.constantFrom(null, null, null, 'it hangs'),
  });
  return fc.record({
    gpuCount: fc.constant(gpuCount),
    canary: fc.boolean(),
    jobs: fc.array(job, { minLength: 1, maxLength: 16 }).map((all) => all.map(sketch)),
    changes: fc.array(change, { maxLength: 6 }),
  });
}

type DrawnJob = Record<'slots' | 'memory' | 'gpuMemory' | 'license' | 'priority' | 'took' | 'stagger', number> &
  Record<'fails' | 'limited' | 'escalates', boolean> & {
    readonly place: Partial<JobSketch>;
    readonly stage: string;
    readonly x: string;
    readonly timeout: number | undefined;
    readonly needs: readonly number[];
  };

function sketch(job: DrawnJob, at: number): Drawn['jobs'][number] {
  const { place, memory, gpuMemory, license, limited, escalates, needs, timeout, x, ...rest } = job;
  const steps = [{ gpus: 1, share: null }];
  const escalate = escalates ? { on: ['exit' as const], gpus: steps, otherGpu: true } : null;
  return {
    ...rest,
    ...place,
    id: `job-${at}`,
    params: { x, seed: `${at}` },
    ...(memory === 0 ? {} : { memory }),
    ...(gpuMemory === 0 ? {} : { gpuMemory }),
    ...(license === 0 ? {} : { resources: { license } }),
    ...(limited ? { limits: { all: 2 } } : {}),
    ...(timeout === undefined ? {} : { timeout }),
    retry: { max: 1, backoff: seconds(3), escalate },
    needs: needs.filter((back) => back <= at).map((back) => ({ on: `job-${at - back}`, when: 'always' as const })),
  };
}

const any = fc.integer({ min: 2, max: 4 }).chain(drawn);

/** Plays a run among others that come and go, and checks every decision and every time at which there is none. */
class Play {
  readonly scene: Scene;
  readonly log: string[] = [];
  readonly #drawn: Drawn;
  readonly #voidWants = new VoidWants();
  readonly #ends: { readonly at: number; readonly job: string; readonly attempt: number }[] = [];

  constructor(all: Drawn) {
    this.#drawn = all;
    this.scene = new Scene(all.jobs, this.#hostOf(null), { canary: all.canary });
  }

  run(): this {
    const last = { at: 121, holds: [], wants: [], taken: [], slots: SLOTS, probeFailure: null };
    const changes = [...this.#drawn.changes, last].sort((a, b) => a.at - b.at);
    for (;;) {
      this.#act();
      const times = [this.#ends[0]?.at, nextDue(this.scene.state, this.scene.now), this.#voidWants.due(this.scene.now)];
      const [change] = changes;
      if (change !== undefined) times.push(1000 + change.at * 1000);
      const due = times.filter((time) => time !== undefined && time !== null);
      if (due.length === 0) return this;
      this.scene.wait((Math.min(...due) - this.scene.now) / 1000);
      while (this.#ends[0] !== undefined && this.#ends[0].at <= this.scene.now) this.#end();
      if (change !== undefined && 1000 + change.at * 1000 <= this.scene.now) {
        changes.shift();
        this.scene.change(this.#hostOf(change));
      }
    }
  }

  #hostOf(change: Change | null): Partial<Scene['host']> {
    const holds = (change?.holds ?? []).map(({ gpu, share, slots, memory, lasts }): Hold => {
      const until = lasts === null ? null : after(this.scene.now, seconds(lasts));
      const rest = { slots, memory: GIB(memory), until, resources: { license: slots > 2 ? 1 : 0 } };
      return hold(runName({ key: 'holder' }), [`gpu-${gpu}`], { ...rest, share: share === null ? null : part(share) });
    });
    const wants = (change?.wants ?? []).map(({ gpus: count, share, priority, by }, index): Want => {
      const run = runName({ key: `run-${by}`, uid: by, submitted: tick(by === 1 ? 0 : 5000) });
      const allowed = ['unseen', ...Array.from({ length: this.#drawn.gpuCount }, (_, gpu) => `gpu-${gpu}`)];
      const asked = share === null ? { gpus: count } : { gpus: 0, share: part(share) };
      return want(run, allowed, { ...asked, priority, serial: `${change?.at}`, job: `${index}`, jobs: 2 });
    });
    const memory = GIB(GPU_MEMORY);
    return {
      slots: change?.slots ?? SLOTS,
      slotsOfUser: SLOTS_OF_USER,
      memory: GIB(MEMORY),
      resources: new Map([['license', LICENSES]]),
      gpus: gpusLike(
        ...Array.from({ length: this.#drawn.gpuCount }, (_, gpu) => ({
          ...{ memory, free: memory, taken: change?.taken[gpu] ?? null },
        })),
      ),
      probeFailure: change?.probeFailure ?? null,
      neighbours: { ...ALONE, self: runName({ key: 'self', submitted: tick(1000) }), holds, wants },
    };
  }

  #act(): void {
    const { scene } = this;
    const whole = scene.host;
    for (;;) {
      scene.host = this.#voidWants.withoutVoid(whole, scene.now);
      const decision = scene.decide();
      if (decision === null) break;
      if (decision.do === 'start') {
        this.#checkStart(decision.job, decision.allocation);
        this.log.push(`${scene.now} ${decision.job} ${JSON.stringify(decision.allocation)}`);
      }
      scene.obey(decision);
      if (decision.do === 'start') this.#begin(decision.job);
    }
    this.#checkRest();
    this.#voidWants.observe(scene.state, scene.host, scene.now);
    scene.host = whole;
  }

  #begin(job: string): void {
    const { took } = this.#sketchOf(job);
    this.#ends.push({ at: this.scene.now + took * 1000, job, attempt: this.scene.record(job).attempts });
    this.#ends.sort((a, b) => a.at - b.at);
  }

  #end(): void {
    const end = this.#ends.shift();
    if (end === undefined) return;
    const { fails } = this.#sketchOf(end.job);
    this.scene.end(end.job, exit(fails && end.attempt === 1 ? 1 : 0));
  }

  #sketchOf(job: string): Drawn['jobs'][number] {
    const found = this.#drawn.jobs.find(({ id }) => id === job);
    if (found === undefined) throw new Error(`${job} was started, and never drawn`);
    return found;
  }

  /** What may be given at this instant beyond what we and the others hold, added up by hand. */
  #left() {
    const { state, host } = this.scene;
    const left = { slots: host.slots, slotsOfUser: SLOTS_OF_USER, memory: GIB(MEMORY)!, license: LICENSES, all: 2 };
    const parts = new Map(
      host.gpus.map(({ uuid }) => [uuid, { share: 1000, memory: Number(GIB(GPU_MEMORY)), holders: 0 }]),
    );
    const allocations = [...state.running.values()].flatMap(({ state: now }) =>
      now.status === 'running' ? [now.allocation] : [],
    );
    const ours = allocations.map((one) => ({
      ...one,
      gpus: one.gpus.map(({ uuid }) => uuid),
      own: one.slots,
      all: one.limits.length,
    }));
    for (const one of [...ours, ...host.neighbours.holds.map((theirs) => ({ ...theirs, own: 0, all: 0 }))]) {
      left.slots -= one.own;
      left.slotsOfUser -= one.slots;
      left.memory = (left.memory - (one.memory ?? 0)) as typeof left.memory;
      left.license -= one.resources['license'] ?? 0;
      left.all -= one.all;
      for (const uuid of one.gpus) {
        const rest = parts.get(uuid);
        if (rest === undefined) continue;
        rest.share -= one.share ?? 1000;
        rest.memory -= one.gpuMemory ?? 0;
        rest.holders += 1;
      }
    }
    const gpus = host.gpus.filter(({ uuid, taken }) => {
      const isFree = taken === null || ((parts.get(uuid)?.holders ?? 0) > 0 && taken !== PAUSED);
      return isFree && host.probeFailure === null;
    });
    return { ...left, parts, gpus: gpus.map(({ uuid }) => uuid) };
  }

  #checkStart(job: string, allocation: Allocation): void {
    const left = this.#left();
    const { slots, memory, resources, gpus, share, gpuMemory, limits } = allocation;
    expect(slots).toBeLessThanOrEqual(Math.min(left.slots, left.slotsOfUser));
    if (memory !== null) expect(memory).toBeLessThanOrEqual(left.memory);
    if ((resources['license'] ?? 0) > 0) expect(resources['license']).toBeLessThanOrEqual(left.license);
    if (limits.length > 0) expect(left.all).toBeGreaterThan(0);
    expect(new Set(gpus.map(({ uuid }) => uuid)).size).toBe(gpus.length);
    for (const { uuid } of gpus) {
      expect(left.gpus).toContain(uuid);
      const rest = left.parts.get(uuid);
      expect(share ?? 1000).toBeLessThanOrEqual(rest?.share ?? 0);
      expect(gpuMemory ?? 0).toBeLessThanOrEqual(rest?.memory ?? 0);
    }
    expect(this.scene.why(job)).toEqual([]);
    for (const { on } of this.#sketchOf(job).needs as readonly { on: string }[]) {
      expect(['succeeded', 'failed']).toContain(this.scene.status(on));
    }
  }

  /** When nothing is decided, every job that waits has a reason; and what would fit waits only behind one that does not. */
  #checkRest(): void {
    const { scene } = this;
    const waiting = scene.state.records.filter(({ state }) => state.status === 'waiting');
    for (const record of waiting) expect(scene.why(record.id)).not.toEqual([]);
    if (scene.host.paused !== null) return;
    const queue = waiting.filter(({ ready }) => ready !== null).sort(inTurn);
    const open = queue.filter(({ job }) => job!.limits.length === 0 || this.#left().all > 0);
    const plain = open.filter(({ job, escalations }) => job!.stagger === 0 && escalations === 0);
    for (const record of plain) {
      if (!this.#wouldFit(record)) continue;
      const isAskedFor = (one: JobRecord): boolean => scene.host.neighbours.wants.length > 0 && usesGpus(one);
      const mayWait = (one: JobRecord): boolean => isAskedFor(one) || one.escalations > 0 || !this.#wouldFit(one);
      const before = open.slice(0, open.indexOf(record)).filter(mayWait);
      if (isAskedFor(record) || before.some((one) => this.#mayBeDelayed(one, record))) continue;
      throw new Error(`${record.id} waits in vain at ${scene.now}`);
    }
  }

  #wouldFit({ job }: JobRecord): boolean {
    const left = this.#left();
    const { slots, memory, resources, gpus, share, gpuMemory, gpuIds } = job!.request;
    if (slots > Math.min(left.slots, left.slotsOfUser) || (memory ?? 0) > Math.max(0, left.memory)) return false;
    if ((resources.get('license') ?? 0) > Math.max(0, left.license)) return false;
    const fitting = left.gpus.filter((uuid) => {
      const rest = left.parts.get(uuid)!;
      const isAllowed = gpuIds === null || gpuIds.includes(uuid.slice(4));
      return isAllowed && rest.share >= (share ?? 1000) && rest.memory >= (gpuMemory ?? 0);
    });
    return fitting.length >= (share === null ? gpus : 1);
  }

  /** Whether one that fits could take from one before it what that will need. */
  #mayBeDelayed(first: JobRecord, then: JobRecord): boolean {
    if (first.escalations > 0) return true;
    if (usesGpus(first) && usesGpus(then)) return true;
    const left = this.#left();
    const [a, b] = [first.job!.request, then.job!.request];
    if (a.slots + b.slots > Math.min(left.slots, left.slotsOfUser)) return true;
    if ((a.memory ?? 0) > 0 && (b.memory ?? 0) > 0 && (a.memory ?? 0) + (b.memory ?? 0) > left.memory) return true;
    const licenses = [a, b].map(({ resources }) => resources.get('license') ?? 0);
    return licenses.every((one) => one > 0) && licenses.reduce((sum, one) => sum + one, 0) > left.license;
  }
}

function usesGpus({ job }: JobRecord): boolean {
  return job!.request.gpus > 0 || job!.request.share !== null;
}

function inTurn({ job: a }: JobRecord, { job: b }: JobRecord): number {
  return b!.priority - a!.priority || a!.index - b!.index;
}

describe('any run among others that come and go', () => {
  it('takes nothing that others hold or strangers use, idles for no reason, says why each job waits, and comes to its end', () => {
    fc.assert(
      fc.property(any, (all) => {
        const { scene } = new Play(all).run();
        for (const record of scene.state.records)
          expect(['succeeded', 'failed', 'held']).toContain(record.state.status);
        expect(scene.state.running.size).toBe(0);
      }),
      { numRuns: cases(1000) },
    );
  });

  it('decides the same every time', () => {
    fc.assert(
      fc.property(any, (all) => {
        expect(new Play(all).run().log).toEqual(new Play(all).run().log);
      }),
      { numRuns: cases(200) },
    );
  });
});
