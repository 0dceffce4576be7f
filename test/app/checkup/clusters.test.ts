import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkClusters } from '../../../src/app/checkup/clusters.ts';
import { machineProbes, type Probes } from '../../../src/app/checkup/probes.ts';
import { NO_HOST_FILE } from '../../../src/language/host-file.ts';
import type { CommandResult } from '../../../src/launch/slurm/commands.ts';
import type { SlurmSettings } from '../../../src/model/executor.ts';
import { seconds } from '../../../src/model/units.ts';

const SETTINGS: SlurmSettings = {
  ...{ kind: 'slurm', partition: 'gpu', account: null, sbatch: [], driver: [], gpuType: null, memory: 'per-node' },
  ...{ time: seconds(3600), maxSubmitted: 1000, poll: seconds(30), latency: seconds(120), setup: null, wrap: null },
};

const done = (text: string): CommandResult => ({ is: 'done', text });
const CONFIG = 'ClusterName = alps\nMaxArraySize = 1001\nMaxJobCount = 10000\nSLURM_VERSION = 22.05.8\n';
const NOW = 1_700_000_000;

/** What a node does when it looks into a folder with a file of this name; what it prints. */
type Node = (folder: string, token: string) => string;
const WELL: Node = (folder, token) => {
  writeFileSync(join(folder, `${token}.node`), 'seen\n');
  return `node n1 ${NOW}\nread ${token}\nwritten\n`;
};

interface Site {
  readonly settings?: Partial<SlurmSettings>;
  readonly answers?: Readonly<Record<string, CommandResult>>;
  readonly node?: Node;
  readonly type?: string;
}

/** What is found on a cluster; with a node, that is asked to look. */
async function checked({ settings = {}, answers = {}, node, type = 'nfs' }: Site = {}): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-checkup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const probes: Probes = {
    ...machineProbes(),
    now: () => 1000 * NOW,
    run: () => Promise.resolve({ ok: true, stdout: `${type} 4096 1 0 0\n`, stderr: '' }),
    slurm: (words) => {
      const sinfo = done('gpu|up|2:00:00|2|gpu:a100:4\n');
      const usual: Readonly<Record<string, CommandResult>> = { scontrol: done(CONFIG), sinfo, ...answers };
      const [command = ''] = words;
      if (command === 'srun' && node !== undefined) return Promise.resolve(done(node(folder, words.at(-1) ?? '')));
      return Promise.resolve(usual[command] ?? { is: 'missing' });
    },
  };
  const hostFile = { ...NO_HOST_FILE, executors: new Map([['cluster', { ...SETTINGS, ...settings }]]) };
  const asks = node !== undefined || 'srun' in answers;
  const found = await checkClusters(hostFile, { on: asks ? 'cluster' : undefined, folder }, probes);
  expect(readdirSync(folder)).toEqual([]);
  return found.map(({ level, says }) => `${level}: ${says.replaceAll(folder, 'DIR')}`);
}

const CLUSTER = 'ok: cluster is alps, Slurm 22.05.8: arrays of 1000 jobs, 10000 in its memory';
const PARTITION = 'partition gpu of cluster: up to 2h, 2 nodes, GPUs a100';

describe('a cluster of the host file', () => {
  it('is told with its Slurm, its limits, and the partition that jobs go to', async () => {
    expect(await checked()).toEqual([CLUSTER, `ok: ${PARTITION}`]);
  });

  it.each<[string, Site, string]>([
    [
      'does not answer',
      { answers: { scontrol: { is: 'unanswered' } } },
      'warning: cluster is not there: scontrol does not answer',
    ],
    [
      'has no such partition',
      { settings: { partition: 'gpus' } },
      'error: cluster has no partition gpus; did you mean gpu?',
    ],
    ['has no such GPUs', { settings: { gpuType: 'h100' } }, `warning: ${PARTITION}`],
    [
      'has a partition that is down',
      { answers: { sinfo: done('gpu|down|2:00:00|1|(null)\n') } },
      'warning: partition gpu of cluster: up to 2h, 1 node, no GPUs; it is down',
    ],
    [
      'lets no job run for so long',
      { settings: { time: seconds(10_800) } },
      'warning: `time: 3h` of cluster is longer than its partition lets jobs run',
    ],
    [
      'lets no pilot run for so long',
      { settings: { pilot: { cpus: 1, gpus: 0, memory: null, time: seconds(10_800) } } },
      'warning: `pilot.time: 3h` of cluster is longer than its partition lets jobs run',
    ],
    ['keeps fewer jobs in mind', { settings: { maxSubmitted: 20_000 } }, CLUSTER.replace('ok', 'warning')],
    [
      'may not see the project',
      { type: 'ext2/ext3' },
      'note: DIR is on ext2/ext3, which as a rule is a disk of this machine alone',
    ],
  ])('%s', async (_, site, told) => {
    expect(await checked(site)).toContain(told);
  });
});

describe('a node that is asked to look at the project', () => {
  it.each<[string, Site, readonly string[]]>([
    ['sees it', { node: WELL }, ['ok: n1 of cluster reads and writes DIR']],
    ['has no such folder', { node: () => `node n1 ${NOW}\nabsent\n` }, ['error: n1 does not have DIR']],
    [
      'has another one there',
      { node: () => `node n1 ${NOW}\nwritten\n` },
      ['error: n1 does not see in DIR what is made here'],
    ],
    [
      'cannot write there',
      { node: (_, token) => `node n1 ${NOW}\nread ${token}\n` },
      ['error: n1 cannot write into DIR'],
    ],
    [
      'writes what is not seen here',
      { node: (_, token) => `node n1 ${NOW}\nread ${token}\nwritten\n` },
      ['error: what n1 writes into DIR is not seen here at once'],
    ],
    [
      'has another time',
      { node: (folder, token) => WELL(folder, token).replace(String(NOW), String(NOW + 60)) },
      ['ok: n1 of cluster reads and writes DIR', 'warning: the clock of n1 differs from that of this machine by 60 s'],
    ],
    [
      'is not free',
      { answers: { srun: { is: 'refused', message: 'srun: error: Unable to allocate resources\n' } } },
      ['warning: no node of cluster could be asked: Unable to allocate resources'],
    ],
  ])('%s', async (_, site, told) => {
    expect((await checked(site)).slice(2)).toEqual(told);
  });
});
