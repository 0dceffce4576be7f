import { describe, expect, it } from 'vitest';
import { gpusText, virtualIndex, type GpuJson } from '../../../src/report/status/gpus.ts';

const HUGE = { color: false, width: Infinity };
const GIB = 2 ** 30;

/** An idle GPU that runs may use, but for what is said. */
function gpu(index: GpuJson['gpu'], part: Partial<GpuJson> = {}): GpuJson {
  return {
    ...{ gpu: index, uuid: `GPU-${index}`, name: 'NVIDIA A100-SXM4-80GB', virtual: false },
    ...{ memory: 80 * GIB, used: 4 * 2 ** 20, load: 0, fault: null },
    ...{ holders: [], strangers: [], objection: null, paused: false, allowed: true, quarantined: [] },
    ...part,
  };
}

function holder(part: Partial<GpuJson['holders'][number]> = {}): GpuJson['holders'][number] {
  return { user: 'ada', sweep: 'beam', job: 'beam_search_math500_s42', share: 1, own: true, ...part };
}

function stranger(part: Partial<GpuJson['strangers'][number]> = {}): GpuJson['strangers'][number] {
  return { pid: 4242, user: 'bob', program: 'python3', memory: 40 * GIB, ...part };
}

const linesOf = (gpus: readonly GpuJson[], look = HUGE): string[] =>
  gpusText({ version: 1, gpus }, look).trimEnd().split('\n');

/** What is said of one GPU in the last column. */
function said(part: Partial<GpuJson>): string[] {
  const [title = '', ...rows] = linesOf([gpu(0, part)]);
  return rows.map((row) => row.slice(title.indexOf('held by')));
}

describe('the GPUs of a host', () => {
  it('are told one a row, with memory and load as far as they are known', () => {
    const unknown = { name: 'gfx90a', memory: null, used: null, load: null };
    expect(linesOf([gpu(0), gpu('1:0', { used: 40 * GIB, load: 0.974 }), gpu(2, unknown)])).toEqual([
      'gpu  name                            memory  load  held by',
      '  0  NVIDIA A100-SXM4-80GB   4 MiB / 80 GiB    0%  free',
      '1:0  NVIDIA A100-SXM4-80GB  40 GiB / 80 GiB   97%  free',
      '  2  gfx90a                                        free',
    ]);
  });

  it('say plainly that there are none', () => {
    expect(linesOf([])).toEqual(['no GPUs: no tool of a driver shows any, and nobody rehearses with made-up ones']);
  });
});

describe('what is said of a GPU', () => {
  it('names the job of a run of one’s own, and of another’s only the user and the sweep', () => {
    expect(said({ holders: [holder()] })).toEqual(['beam: beam_search_math500_s42']);
    expect(said({ holders: [holder({ user: 'bob', sweep: 'tune', own: false })] })).toEqual(['bob, a run of tune']);
  });

  it('says when it is given out, and that it is not free at another time', () => {
    expect(said({ hours: { said: 'from 20:00 to 08:00', open: true } })).toEqual([
      'free',
      'given out from 20:00 to 08:00',
    ]);
    expect(said({ hours: { said: 'from 20:00 to 08:00', open: false } })).toEqual(['given out from 20:00 to 08:00']);
  });

  it('is followed by what the user may hold, and does', () => {
    const quota = { user: 'alice', gpus: 4, slots: 1, held: { gpus: 1.5, slots: 1 } };
    expect(gpusText({ version: 1, gpus: [], quota }, { color: false, width: 80 })).toMatch(
      /\nquota of alice: 1\.5 of 4 GPUs and 1 of 1 slot held\n$/,
    );
  });

  it('names who has reserved it, and which jobs may run into that', () => {
    const times = { from: new Date(2026, 11, 1, 14).toISOString(), until: new Date(2026, 11, 1, 16, 30).toISOString() };
    const reservations = [
      { user: 'alice', own: false, why: 'demo', ...times },
      { user: 'ada', own: true, why: null, ...times, until: new Date(2026, 11, 2, 9).toISOString() },
    ];
    expect(said({ reservations })).toEqual([
      'free',
      'reserved by alice, 2026-12-01 14:00 to 16:30: demo',
      'reserved by you, 2026-12-01 14:00 to 2026-12-02 09:00',
    ]);
    const holders = [
      holder({ user: 'bob', sweep: 'tune', own: false, mayRunInto: 'alice' }),
      holder({ mayRunInto: 'alice' }),
    ];
    expect(said({ holders })).toEqual([
      "bob, a run of tune (may run into alice's reservation)",
      "beam: beam_search_math500_s42 (may run into alice's reservation)",
    ]);
  });

  it('has a line for each that shares it, with the part that it holds', () => {
    const holders = [holder({ job: 'a', share: 0.5 }), holder({ user: 'bob', own: false, share: 0.25 })];
    expect(said({ holders })).toEqual(['beam: a (0.5 of it)', 'bob, a run of beam (0.25 of it)']);
  });

  it('names a process of nobody’s run with owner, program and memory as far as they are known', () => {
    const objection = 'only 50% of its memory is free: 40.0 GiB used';
    expect(
      said({ objection, strangers: [stranger(), stranger({ pid: 7, user: null, program: null, memory: null })] }),
    ).toEqual(['process 4242 (bob, python3), 40 GiB', 'process 7']);
  });

  it('is that it is free although a process is on it, where runs would use it all the same', () => {
    const strangers = [stranger({ program: 'Xorg', memory: 300 * 2 ** 20 })];
    expect(said({ strangers })).toEqual(['free', 'process 4242 (bob, Xorg), 300 MiB']);
  });

  it('is never that it is free where its memory is in use, though nobody shows who uses it', () => {
    const objection = 'only 50% of its memory is free: 40.0 GiB used';
    expect(said({ objection })).toEqual([`in use: ${objection}`]);
  });

  it('is whatever keeps runs from it, before who holds it', () => {
    const quarantined = [{ sweep: 'beam', because: 'its memory does not drain' }];
    const all = { fault: 'GPU is lost', paused: true, allowed: false, quarantined, holders: [holder({ job: 'a' })] };
    expect(said({ ...all, strangers: [stranger({ memory: null })] })).toEqual([
      'does not work: GPU is lost',
      'paused',
      'not allowed by the host file',
      'in quarantine for beam: its memory does not drain',
      'beam: a',
      'process 4242 (bob, python3)',
    ]);
  });

  it('gives the reason of a quarantine once, although the memory that it is about is in use', () => {
    const quarantined = [{ sweep: 'beam', because: 'only 50% of its memory is free' }];
    expect(said({ quarantined, objection: 'only 50% of its memory is free' })).toEqual([
      'in quarantine for beam: only 50% of its memory is free',
    ]);
  });

  it('breaks no line, whatever others call their sweeps', () => {
    expect(said({ holders: [holder({ user: 'eve', sweep: 'a\nb\u001B[2J', own: false })] })).toEqual([
      'eve, a run of a\\nb\\u{1b}[2J',
    ]);
  });
});

describe('the GPUs on a terminal of 80 columns', () => {
  const because = 'the memory of a job that has left it does not drain: only 50% of its memory is free: 40.0 GiB used';
  const gpus = [
    gpu(0, { holders: [holder()], used: 71.2 * GIB, load: 1 }),
    gpu(1, { quarantined: [{ sweep: 'beam', because }] }),
  ];

  it('lose nothing of a reason: it goes on in further lines, and names give way', () => {
    expect(linesOf(gpus, { color: false, width: 80 })).toEqual([
      'gpu  name                     memory  load  held by',
      '  0  NVIDIA A100…  71.2 GiB / 80 GiB  100%  beam: beam_search_math500_s42',
      '  1  NVIDIA A100…     4 MiB / 80 GiB    0%  in quarantine for beam: the memory',
      '                                              of a job that has left it does not',
      '                                              drain: only 50% of its memory is',
      '                                              free: 40.0 GiB used',
    ]);
  });

  it('give the names what room the holders leave', () => {
    expect(linesOf(gpus.slice(0, 1), { color: false, width: 80 })[1]).toBe(
      '  0  NVIDIA A100-SXM4-8…  71.2 GiB / 80 GiB  100%  beam: beam_search_math500_s42',
    );
  });

  it('are never wider than a terminal of at least 68', () => {
    for (const width of [68, 80, 100, 132]) {
      for (const line of linesOf(gpus, { color: false, width })) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  it('are coloured only where that is wanted', () => {
    expect(gpusText({ version: 1, gpus }, { color: false, width: 80 })).not.toContain('\u001B');
    expect(gpusText({ version: 1, gpus }, { color: true, width: 80 })).toContain('\u001B[2mheld by');
  });
});

describe('a made-up GPU', () => {
  it('is known by its UUID, which nothing else is taken for', () => {
    expect(['virtual-0', 'virtual-12'].map(virtualIndex)).toEqual([0, 12]);
    expect(['GPU-0', 'virtual-', 'virtual-x', 'virtual-1e3', 'virtual-0 ', 'x-virtual-0'].map(virtualIndex)).toEqual(
      Array.from({ length: 6 }, () => null),
    );
  });
});
