import type { AddedJob } from '../../src/model/added-job.ts';
import { jobId, type Plan } from '../../src/model/plan.ts';
import type { AddRequest, Answer, Request } from '../../src/model/request.ts';
import { seconds } from '../../src/model/units.ts';
import { drive } from '../../src/run/loop.ts';
import { sketchPlan } from '../rig/plan.ts';
import { FakeWorld, type Course } from '../rig/world.ts';

/** A plan to which jobs are added, and which has none yet. */
export const OPEN: Plan = { ...sketchPlan([]), isOpen: true };

interface AddedSketch {
  readonly after?: readonly string[];
  readonly when?: 'success' | 'always' | 'failure';
  readonly priority?: number;
  readonly gpus?: number;
  readonly begin?: string;
}

/** A request to add jobs. */
export function adding(...sketches: readonly AddedSketch[]): AddRequest {
  return { do: 'add', added: sketches.map(added), environment: null };
}

function added({ after = [], when = 'always', priority = 0, gpus = 0, ...more }: AddedSketch): AddedJob {
  return {
    label: '',
    command: { kind: 'shell', text: 'true' },
    workdir: '/',
    env: {},
    inherited: {},
    request: { slots: 1, gpus, share: null, gpuIds: null },
    timeout: null,
    priority,
    needs: after.map((job) => ({ job: jobId(job), when })),
    ...more,
  };
}

/** A run of nothing to which jobs are added, on one slot, with what is answered. */
export class OpenRun {
  readonly world: FakeWorld;
  readonly answers: Answer[] = [];

  constructor(course: (job: string, attempt: number) => Course = () => ({ seconds: 10 })) {
    this.world = new FakeWorld({ slots: 1 }, course);
  }

  /** Asks for something `delay` seconds from now. */
  ask(delay: number, request: Request, id = `${delay}-${this.answers.length}-${Math.random()}`): this {
    const answer = (one: Answer): void => void this.answers.push(one);
    this.world.arrange(delay, { signal: 'asked', id, request, answer });
    return this;
  }

  /** Adds jobs, likewise. */
  add(delay: number, request: AddRequest, id?: string): this {
    return this.ask(delay, request, id);
  }

  async run(linger = 60, plan = OPEN): Promise<this> {
    const [state] = await this.world.open(plan);
    await drive(state, this.world, seconds(linger));
    return this;
  }

  get began(): [string, number][] {
    return this.world.lived.map(({ job, began }) => [job, began]);
  }

  get statuses(): Record<string, string> {
    return Object.fromEntries((this.world.state?.records ?? []).map(({ id, state }) => [id, state.status]));
  }
}
