import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAnswer, readAsking, readGreeting } from '../../src/control/protocol.ts';
import { amdSamples, jsonIn, recordOf } from '../../src/host/gpus/amd-card.ts';
import { instancesOf, readMigDetails, readMigListing } from '../../src/host/gpus/mig.ts';
import { BoardReader } from '../../src/host/gpus/nvidia-boards.ts';
import { readTopology } from '../../src/host/gpus/topology.ts';
import { bookingText, parseBooking } from '../../src/host/leases/booking-text.ts';
import { latelyText, parseLately } from '../../src/host/leases/lately-text.ts';
import { copyBytes, newestCopy } from '../../src/host/leases/lease-copies.ts';
import { parseLease, writeLease } from '../../src/host/leases/lease-text.ts';
import { lockOwner } from '../../src/host/system/lock.ts';
import {
  accountRows,
  complaintOf,
  configured,
  queueRows,
  stateInMessages,
  submittedId,
} from '../../src/launch/slurm/answers.ts';
import { bytes, tick } from '../../src/model/units.ts';
import { hold, SELF, statement, want } from '../rig/leases.ts';
import { bytesLike, expectHarmless, jsonLike, takesAny, textLike, textsIn } from './hostile.ts';

const gpuSaid = (path: string): string => readFileSync(join(import.meta.dirname, '../fixtures/gpu', path), 'utf8');

describe('what another run or user says in the host folder', () => {
  const lease = writeLease({
    ...statement({
      holds: [hold({ keeper: SELF, mark: 'f'.repeat(32), gpus: ['GPU-0'], memory: bytes(5), until: tick(7) })],
      wants: [want({ resources: { tpu: 1 } })],
      voids: ['x'],
      quarantined: { 'GPU-1': 'it is lost' },
    }),
    runner: SELF,
    user: 'ada',
  });
  const times = { from: '2026-01-02T03:04:05.000Z', until: '2026-01-02T04:04:05.000Z' };
  const booking = bookingText({ user: 'ada', machineId: 'm', gpus: ['GPU-0'], ...times, why: 'a deadline' });

  test('of itself is a lease, or is told to be none, and steers no terminal', () => {
    takesAny(jsonLike(JSON.parse(lease)), (text) => {
      const read = parseLease(text);
      for (const one of textsIn(read)) expectHarmless(one.replaceAll('\n', '\0'));
    });
  });

  test('of what it reserves is a reservation, or is told to be none, and steers no terminal', () => {
    takesAny(jsonLike(JSON.parse(booking)), (text) => {
      const read = parseBooking(text);
      for (const one of textsIn(read)) expectHarmless(one.replaceAll('\n', '\0'));
      if (typeof read !== 'string') expect(read.until).toBeGreaterThan(read.from);
    });
  });

  test('of what was held lately is that, or nothing, and never less than nothing', () => {
    const lately = latelyText(
      { held: { at: tick(7), gpuSeconds: new Map([[1000, 3600.5]]) }, idle: new Map([[9, 60]]) },
      SELF,
    );
    takesAny(jsonLike(JSON.parse(lately)), (text) => {
      const read = parseLately(text);
      for (const amounts of [read?.held.gpuSeconds ?? [], read?.idle ?? []])
        for (const [key, amount] of amounts) expect([key >= 0, amount >= 0]).toEqual([true, true]);
    });
  });

  test('in two copies is one that is whole, or none', () => {
    const one = copyBytes({ serial: 4, text: lease });
    const file = Buffer.alloc(2 * one.length + 100);
    one.copy(file);
    copyBytes({ serial: 3, text: booking }).copy(file, file.length / 2);
    takesAny(bytesLike(file), (content) => {
      const found = newestCopy(content);
      if (found !== null) expect([lease, booking]).toContain(found.text);
    });
  });
});

describe('what stands in a lock', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    mkdirSync(join(folder, 'lock'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is an owner or unreadable, whatever it is', () => {
    const owner = {
      host: 'h',
      since: times(),
      process: SELF,
      folder: '1',
      socket: '/tmp/s',
      version: '1',
      command: true,
    };
    takesAny(jsonLike(owner), (text) => {
      writeFileSync(join(folder, 'lock', 'runner-1.json'), text);
      const found = lockOwner(join(folder, 'lock'));
      if (found !== null) expect(Number.isInteger(found.owner.process.pid)).toBe(true);
    });
  });
});

function times(): string {
  return new Date(0).toISOString();
}

describe('what a process says to a runner, or a runner to it', () => {
  const added = {
    ...{ label: '', command: { kind: 'argv', argv: ['a'] }, workdir: '/', env: { A: 'b' }, inherited: {} },
    ...{ request: { slots: 1, gpus: 0, share: null, gpuIds: ['0'] }, timeout: { after: 1, signal: 'TERM', grace: 1 } },
    ...{ priority: 0, needs: [{ job: '#0', when: 'success' }] },
  };
  const requests = [
    { do: 'kill', jobs: ['a'] },
    { do: 'rerun', jobs: ['a'], environment: { A: 'b' } },
    { do: 'priority', jobs: ['a'], priority: 3 },
    { do: 'set', slots: 1, gpus: '0,1' },
    { do: 'hand-over', to: SELF },
    { do: 'add', added: [added], environment: { A: 'b' } },
    { do: 'follow', file: { path: '/f', said: { gpus: '1' }, env: ['A=b'], kept: {}, inherited: {} }, environment: {} },
  ];

  test('is a request that stays what it is when it is sent on, one of another version, or none', () => {
    takesAny(jsonLike(...requests.map((request) => ({ id: 'one', request }))), (line) => {
      const read = readAsking(line);
      if (read.kind === 'asking') expect(readAsking(JSON.stringify(read.asking))).toEqual(read);
    });
  });

  test('is an answer or none', () => {
    const answers = [
      { ok: true, jobs: ['a'] },
      { ok: false, message: 'no', invalid: true, again: true },
    ];
    takesAny(jsonLike(...answers), (line) => {
      const read = readAnswer(line);
      if (read !== null) expect(readAnswer(JSON.stringify(read))).toEqual(read);
    });
  });

  test('is a greeting or none', () => {
    takesAny(jsonLike({ protocol: 1, version: '1.2.3', sweep: 'beam' }), (line) => {
      const read = readGreeting(line);
      if (read !== null) expect(readGreeting(JSON.stringify(read))).toEqual(read);
    });
  });
});

describe('what the tools of GPUs say', () => {
  const errors = ['gpu-is-lost', 'unknown-error', 'no-driver', 'no-devices', 'version-mismatch'];

  test('of GPUs is some, each once, or none of any', () => {
    const said = ['a100-mig', 'a100-nvlink', 'h100-mig', 'mixed', 'old-driver'].map((one) =>
      gpuSaid(`${one}/query-gpu`),
    );
    const reader = new BoardReader();
    takesAny(
      textLike(...said, `${said[1]}${gpuSaid('errors/gpu-is-lost')}`, ...errors.map((one) => gpuSaid(`errors/${one}`))),
      (text) => {
        const read = reader.read(text, text.length % 2 === 0);
        if (!read.ok) return;
        for (const { sample } of read.boards) {
          expect(sample.index).toBeGreaterThanOrEqual(0);
          expect(sample.uuid).toMatch(/^GPU-/);
        }
      },
    );
  });

  test('of instances and of who computes on them is what stands in it', () => {
    const parent = {
      ...{ vendor: 'nvidia' as const, index: 0, uuid: 'GPU-513536b6-7d19-9063-b049-1e69664bb298', name: 'A100' },
      ...{ memory: null, used: null, load: null, fault: null, links: {} },
    } as const;
    const listings = ['a100-mig', 'h100-mig'].map((one) => gpuSaid(`${one}/list`));
    takesAny(textLike(...listings), (text) => {
      const listing = readMigListing(text);
      for (const { uuid } of instancesOf(parent, listing, null).instances) expect(uuid).toMatch(/^MIG-/);
    });
    takesAny(textLike(...['a100-mig', 'h100-mig'].map((one) => gpuSaid(`${one}/details`))), (xml) => {
      const listing = readMigListing(listings[0]!);
      for (const details of readMigDetails(xml).values()) {
        const { processes } = instancesOf(parent, listing, details);
        for (const { pid } of processes) expect(pid).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test('of links is a rank for each pair that they know', () => {
    const uuids = new Map([0, 1, 2, 3].map((index) => [index, `GPU-${index}`]));
    takesAny(textLike(gpuSaid('a100-nvlink/topo'), gpuSaid('mixed/topo')), (matrix) => {
      for (const [uuid, links] of readTopology(matrix, uuids)) {
        expect([...uuids.values()]).toEqual(expect.arrayContaining([uuid, ...Object.keys(links)]));
        for (const rank of Object.values(links)) expect(rank).toBeGreaterThan(0);
      }
    });
  });

  test('of AMD’s is a document or none', () => {
    takesAny(
      textLike(
        ...['metric', 'list', 'static', 'process'].map((one) => gpuSaid(`amd-smi/${one}`)),
        gpuSaid('rocm-smi/all'),
      ),
      (text) => {
        const document = recordOf(jsonIn(text));
        const cards = Object.keys(document).map((name, number) => ({
          ...{ number, hipId: null, node: null, id: name, name, memory: null, used: null, load: null },
        }));
        expect(new Set(amdSamples(cards).map(({ uuid }) => uuid)).size).toBe(cards.length);
      },
    );
  });
});

describe('what Slurm says', () => {
  test('is rows of tasks, an id, a reason, or nothing of that', () => {
    const said = [
      '12|3|RUNNING|beam.1f|None\n12|4|PENDING|beam.1f|(a|b)\n12|[5-7]|PENDING|beam.1f|Resources\n',
      '12_3|CANCELLED by 1000|beam.1f\n12_4|OUT_OF_MEMORY|beam.1f\n12_3.batch|FAILED|batch\n',
      '4711;east\n',
      'slurmstepd: error: *** JOB 12 ON n1 CANCELLED AT 2026-01-02T03:04:05 DUE TO TIME LIMIT ***\n',
      'MaxArraySize            = 1001\nClusterName = east\n',
      'sbatch: error: Batch job submission failed: Job violates accounting/QOS policy\n',
    ];
    takesAny(textLike(...said), (text) => {
      for (const { index, array, state } of [...queueRows(text), ...accountRows(text)]) {
        expect(index).toBeGreaterThanOrEqual(0);
        expect(`${array}${state}`).not.toContain('\n');
      }
      expect(submittedId(text)?.id ?? '1').toMatch(/^\d+$/);
      expect(configured(text, 'MaxArraySize') ?? '1').not.toMatch(/\s/);
      expect(complaintOf(text)).not.toBe('');
      expect(stateInMessages(text) ?? 'X').toMatch(/^[A-Z_]+$/);
    });
  });
});
