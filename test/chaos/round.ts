import fc from 'fast-check';

/** What becomes of a process as it comes to a point of its own work: it is killed there, or takes its time. */
export interface Fault {
  /**
   * What is counted: the writes to its journal, those that tell other runs of a hold before its job, the attempts that it gives up, or all
   * that it changes on the disk.
   */
  readonly of: 'journal' | 'hold' | 'giving up' | 'disk';
  /** Which of these, from 1 on; there may be fewer. */
  readonly at: number;
  /**
   * `amid`: when half of the bytes are written. Who lingers does so before it unless it says `after`; at a hold until another run tells
   * of a new one, and who then dies, until a job has begun: both of which nothing but a broken mechanism lets happen at once. Who gives an
   * attempt up lingers until its keeper has begun.
   */
  readonly how: 'before' | 'amid' | 'after' | 'lingers' | 'lingers after' | 'lingers and dies';
}

/** Who is killed at a random instant. */
export const VICTIMS = ['runner', 'spawner', 'keeper', 'timeout', 'job', 'client', 'page'] as const;
export type Victim = (typeof VICTIMS)[number];

/** What a client asks of a run. */
export const REQUESTS = ['hold', 'kill', 'top', 'priority', 'set', 'cancel'] as const;
export type Request = (typeof REQUESTS)[number];

/** What the jobs of a sweep ask for; of each the host has two, so that `wide` ones have it alone. */
export const WANTS = ['slots', 'wide slots', 'memory', 'license', 'gpu', 'wide gpus'] as const;
export type Want = (typeof WANTS)[number];

export interface SweepSketch {
  readonly jobs: number;
  readonly wants: Want;
  /** Which of two users runs it. */
  readonly user: 0 | 1;
  /** Whether its jobs take long enough for others to begin meanwhile. */
  readonly isSlow: boolean;
}

/** When something is done: once so many more jobs have begun than when the last thing was, and then so many milliseconds later. */
export interface Instant {
  readonly begun: number;
  readonly pause: number;
}

export type Act = Instant &
  (
    | { readonly do: 'run'; readonly sweep: number; readonly fault: Fault | null }
    /** `which` of those that there are, counted round. */
    | { readonly do: 'kill'; readonly sweep: number; readonly whom: Victim; readonly which: number }
    | { readonly do: 'suspend'; readonly sweep: number; readonly milliseconds: number }
    | { readonly do: 'ask'; readonly sweep: number; readonly request: Request; readonly which: number }
    | { readonly do: 'serve'; readonly sweep: number }
    /** The file is changed, and run again. */
    | { readonly do: 'edit'; readonly sweep: number; readonly how: 'grows' | 'is defined otherwise' }
  );

/**
 * So late that runners give attempts up: all of them by chance, or those of first attempts when that has been done, or just as the
 * runner does so that lingers there.
 */
export type Late = 'by chance' | 'when given up' | 'as it is given up';

/** What is done to a few runs on one host, until all are left to come to their ends. It follows from a seed alone. */
export interface Round {
  readonly sweeps: readonly SweepSketch[];
  /** When keepers begin that do not do so at once. */
  readonly late: Late | null;
  readonly acts: readonly Act[];
}

const below = (bound: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: bound - 1 });

const how = fc.constantFrom('before' as const, 'amid' as const, 'after' as const, 'lingers' as const);

/** As a rule it takes its time, in which others could do what they must not. */
const holdFault: fc.Arbitrary<Fault> = fc.record({
  of: fc.constant('hold' as const),
  at: fc.integer({ min: 1, max: 3 }),
  how: fc.oneof(
    { weight: 4, arbitrary: fc.constant('lingers' as const) },
    { weight: 2, arbitrary: fc.constant('lingers and dies' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('before' as const, 'amid' as const, 'after' as const, 'lingers after' as const),
    },
  ),
});

/** A journal of so many jobs has three lines of each and three of the run, and three times as much is changed on the disk besides. */
const faultOf = (jobs: number): fc.Arbitrary<Fault> =>
  fc.oneof(
    fc.record({ of: fc.constant('journal' as const), at: fc.integer({ min: 1, max: 3 + 3 * jobs }), how }),
    fc.record({ of: fc.constant('disk' as const), at: fc.integer({ min: 1, max: 4 * (3 + 3 * jobs) }), how }),
  );

/** What a sweep is besides whose run has the host to itself. */
const ALONE = { user: 0, isSlow: false } as const;

const fault = faultOf(4);

const instant: fc.Arbitrary<Instant> = fc.record({ begun: below(3), pause: below(80) });

const want = fc.constantFrom(...WANTS);

const byChance: fc.Arbitrary<Late | null> = fc.boolean().map((isLate) => (isLate ? 'by chance' : null));

/** What the runs of a crowd contend for: as a rule all for the same. */
const wants: fc.Arbitrary<readonly Want[]> = fc.constantFrom<readonly Want[]>(
  ['gpu', 'wide gpus'],
  ['gpu'],
  ['slots', 'wide slots'],
  ['memory', 'gpu'],
  ['license'],
  WANTS,
);

/** A run that meets a fault. */
const runWith = (one: Fault): Act => ({ do: 'run', sweep: 0, fault: one, begun: 0, pause: 0 });

/** One run that is hit once or twice, and taken up again each time. */
const lonely: fc.Arbitrary<Round> = fc.integer({ min: 2, max: 4 }).chain((jobs) =>
  fc.record({
    sweeps: want.map((wants) => [{ ...{ jobs, wants }, ...ALONE }]),
    late: byChance,
    acts: fc
      .array(
        fc.oneof(
          faultOf(jobs).map((one): Act[] => [runWith(one)]),
          // When two have begun the last of them lives.
          fc.tuple(fc.constantFrom(...VICTIMS.slice(0, 5)), below(2), instant).map(([whom, which, when]): Act[] => [
            { do: 'run', sweep: 0, fault: null, begun: 0, pause: 0 },
            { do: 'kill', sweep: 0, whom, which, ...when, begun: 1 + (when.begun % 2) },
          ]),
        ),
        { minLength: 1, maxLength: 2 },
      )
      .map((acts) => acts.flat()),
  }),
);

/** One run whose keepers begin late, and that dies as it notes that it has started them: the next gives their attempts up. */
const overtaken: fc.Arbitrary<Round> = fc.record({
  sweeps: fc.integer({ min: 2, max: 4 }).map((jobs) => [{ ...{ jobs, wants: 'gpu' as const }, ...ALONE }]),
  late: fc.constant('by chance'),
  // A header, the beginning of the run, and two attempts that are planned have been written by then.
  acts: fc
    .constantFrom(
      { at: 5, how: 'before' as const },
      { at: 5, how: 'after' as const },
      { at: 6, how: 'before' as const },
    )
    .map((when) => [runWith({ of: 'journal', ...when })]),
});

/** Four runs of two users on the same GPUs, slots and memory, to which everything happens. */
const crowded: fc.Arbitrary<Round> = fc.record({
  sweeps: wants.chain((among) =>
    fc.array(
      fc.record({
        jobs: fc.integer({ min: 2, max: 3 }),
        wants: fc.constantFrom(...among),
        user: fc.constantFrom(0 as const, 1 as const),
        isSlow: fc.constant(false),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  ),
  late: byChance,
  acts: fc
    .tuple(
      fc.array(fc.option(fault, { freq: 2 }), { minLength: 4, maxLength: 4 }),
      fc.array(anyAct(4), { minLength: 4, maxLength: 7 }),
    )
    .map(([faults, acts]) => [
      ...faults.map((one, sweep): Act => ({ do: 'run', sweep, fault: one, begun: 0, pause: 0 })),
      ...acts,
    ]),
});

/** Three runs whose jobs meet on the same GPUs, and of which two or three have a fault where they tell the others of a hold. */
const meeting: fc.Arbitrary<Round> = fc.record({
  sweeps: fc.array(
    fc.record({
      jobs: fc.integer({ min: 3, max: 4 }),
      wants: fc.constantFrom('gpu' as const, 'gpu' as const, 'gpu' as const, 'wide gpus' as const),
      user: fc.constantFrom(0 as const, 1 as const),
      isSlow: fc.constant(true),
    }),
    { minLength: 3, maxLength: 3 },
  ),
  late: fc.constant(null),
  acts: fc
    .tuple(
      fc.array(fc.option(holdFault, { freq: 4 }), { minLength: 3, maxLength: 3 }),
      fc.array(fc.record({ sweep: below(3), fault: fc.option(holdFault), ...{ begun: below(3), pause: below(80) } }), {
        maxLength: 2,
      }),
    )
    .map(([faults, again]) => [
      ...faults.map((one, sweep): Act => ({ do: 'run', sweep, fault: one, begun: 0, pause: 0 })),
      ...again.map((one): Act => ({ do: 'run', ...one })),
    ]),
});

function anyAct(sweeps: number): fc.Arbitrary<Act> {
  const sweep = below(sweeps);
  const act = fc.oneof(
    fc.record({ do: fc.constant('run' as const), sweep, fault: fc.option(fault, { freq: 3 }) }),
    fc.record({ do: fc.constant('kill' as const), sweep, whom: fc.constantFrom(...VICTIMS), which: below(4) }),
    fc.record({ do: fc.constant('suspend' as const), sweep, milliseconds: fc.integer({ min: 50, max: 400 }) }),
    fc.record({ do: fc.constant('ask' as const), sweep, request: fc.constantFrom(...REQUESTS), which: below(3) }),
    fc.record({ do: fc.constant('serve' as const), sweep }),
    fc.record({
      do: fc.constant('edit' as const),
      sweep,
      how: fc.constantFrom('grows' as const, 'is defined otherwise' as const),
    }),
  );
  return fc.tuple(act, instant).map(([what, when]) => ({ ...what, ...when }));
}

/** A run alone costs a quarter of what several do, and has most of what can be hit. */
const round = fc.oneof(
  { weight: 14, arbitrary: lonely },
  { weight: 2, arbitrary: overtaken },
  { weight: 1, arbitrary: crowded },
  { weight: 2, arbitrary: meeting },
);

/** The round of a seed, always the same. */
export function roundOf(seed: number): Round {
  return drawn(round, seed);
}

/** What is drawn with a seed. Seeds that follow each other are spread, since little differs in what is drawn first by close ones. */
export function drawn<T>(from: fc.Arbitrary<T>, seed: number): T {
  return fc.sample(from, { seed: Math.imul(seed, 0x9e3779b1), numRuns: 1, unbiased: true })[0]!;
}

/** One run that is killed at each point in turn at which it writes to its journal: before, in the midst and after. */
export function roundsAtEachWrite(writes: number): readonly Round[] {
  const sweeps: readonly SweepSketch[] = [{ jobs: 3, wants: 'gpu', user: 0, isSlow: false }];
  return Array.from({ length: writes }, (_, index) =>
    (['before', 'amid', 'after'] as const).map((how): Round => ({
      ...{ sweeps, late: null },
      acts: [{ do: 'run', sweep: 0, fault: { of: 'journal', at: index + 1, how }, begun: 0, pause: 0 }],
    })),
  ).flat();
}

/** One run whose runner lingers before a line of its journal that plans an attempt, until a job has begun, and then dies. */
export function roundsAheadOfJobs(): readonly Round[] {
  const sweeps: readonly SweepSketch[] = [{ jobs: 2, wants: 'gpu', user: 0, isSlow: true }];
  // A header and the beginning of the run are written before.
  return [3, 4].map((at) => ({
    ...{ sweeps, late: null },
    acts: [runWith({ of: 'journal', at, how: 'lingers and dies' })],
  }));
}

/**
 * One job whose runner dies before it can note that it has started its keeper, which begins when the next runner has given it up, or
 * while that is just about to: it has found nothing of the keeper, and lingers until that has begun.
 */
export function roundsOfGivingUp(): readonly Round[] {
  const sweeps: readonly SweepSketch[] = [{ jobs: 1, wants: 'gpu', user: 0, isSlow: true }];
  const dies = runWith({ of: 'journal', at: 4, how: 'before' });
  return [
    { sweeps, late: 'when given up', acts: [dies] },
    { sweeps, late: 'as it is given up', acts: [dies, runWith({ of: 'giving up', at: 1, how: 'lingers' })] },
  ];
}
