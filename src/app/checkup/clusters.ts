import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostFile } from '../../language/host-file.ts';
import { type ClusterFacts, Controller } from '../../launch/slurm/controller.ts';
import { longestOf, type Partition, partitionsMeant } from '../../launch/slurm/partitions.ts';
import { requestWords } from '../../launch/slurm/request.ts';
import { LOCAL, type SlurmSettings } from '../../model/executor.ts';
import { spellDuration } from '../../model/text/duration.ts';
import type { Finding } from '../../report/status/checkup.ts';
import { type ChosenExecutor, executorMeant } from '../machine/executors.ts';
import { noPartition } from '../machine/cluster-plan.ts';
import { wanting, well } from './finding.ts';
import { fileSystemAt, isRemote } from './folders.ts';
import type { Probes } from './probes.ts';

/** Where a node is to look, and which cluster's; left out for none. */
export interface LookOfNode {
  readonly on: string | undefined;
  /** The folder that runs have their state in. */
  readonly folder: string;
}

/** What the clusters that a host file names are like, and whether jobs can go there. */
export async function checkClusters(
  hostFile: HostFile,
  { on, folder }: LookOfNode,
  probes: Probes,
): Promise<readonly Finding[]> {
  const chosen = on === undefined ? null : executorMeant(on, hostFile);
  const all = [...hostFile.executors].map(([name, settings]) => ({ name, settings }));
  const found = await Promise.all(all.map((one) => checkCluster(one, one.name === chosen?.name, folder, probes)));
  return found.flat();
}

async function checkCluster(
  chosen: ChosenExecutor,
  isAsked: boolean,
  folder: string,
  probes: Probes,
): Promise<readonly Finding[]> {
  const { name, settings } = chosen;
  const controller = new Controller(probes.slurm, settings);
  const [facts, partitions] = await Promise.all([controller.facts(), controller.partitions()]);
  if (typeof facts === 'string' || typeof partitions === 'string') {
    const says = `${name} is not there: ${[facts, partitions].find((answer) => typeof answer === 'string') ?? ''}`;
    const matters = `no run goes on with --on ${name}`;
    return [wanting(isAsked ? 'error' : 'warning', 'cluster', says, matters, `sweep run --on ${LOCAL}`)];
  }
  const meant = partitionsMeant(partitions, settings.partition);
  return [
    controllerFinding(chosen, facts),
    ...(meant.length === 0
      ? [wanting('error', 'cluster', noPartition(name, settings.partition, partitions), NOTHING_STARTS, null)]
      : meant.flatMap((partition) => partitionFindings(chosen, partition))),
    ...timeFindings(chosen, meant),
    ...(isAsked ? await checkNode(chosen, folder, probes) : await checkShared(name, folder, probes)),
  ];
}

const NOTHING_STARTS = 'sbatch refuses all jobs';

function controllerFinding(
  { name, settings }: ChosenExecutor,
  { name: called, version, maxArraySize, maxJobs }: ClusterFacts,
): Finding {
  const says = `${name} is ${called === '' ? 'a cluster' : called}, Slurm ${version}: arrays of ${maxArraySize - 1} jobs, ${maxJobs ?? 'any number of'} in its memory`;
  if (maxJobs === null || settings.maxSubmitted <= maxJobs) return well('cluster', says);
  const matters = `\`max_submitted: ${settings.maxSubmitted}\` is more than it keeps of all users together, ended ones included`;
  return wanting('warning', 'cluster', says, matters, `max_submitted: ${Math.ceil(maxJobs / 10)}`);
}

function partitionFindings({ name, settings }: ChosenExecutor, partition: Partition): readonly Finding[] {
  const { name: called, isUp, longest, nodes, gpus } = partition;
  const types = gpus.map((type) => (type === '' ? 'without a type' : type)).join(', ');
  const limit = longest === null ? 'no limit' : `up to ${spellDuration(longest)}`;
  const says = `partition ${called} of ${name}: ${limit}, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, ${types === '' ? 'no GPUs' : `GPUs ${types}`}`;
  if (!isUp) return [wanting('warning', 'partition', `${says}; it is down`, 'jobs wait there until it is up', null)];
  if (settings.gpuType !== null && !gpus.includes(settings.gpuType)) {
    const matters = `\`gpu_type: ${settings.gpuType}\` is none of these: jobs with GPUs are refused`;
    return [
      wanting(
        'warning',
        'partition',
        says,
        matters,
        types === '' ? null : `gpu_type: ${gpus.find((type) => type !== '') ?? 'leave it out'}`,
      ),
    ];
  }
  return [well('partition', says)];
}

function timeFindings({ name, settings }: ChosenExecutor, meant: readonly Partition[]): readonly Finding[] {
  const longest = longestOf(meant);
  if (longest === null || meant.length === 0) return [];
  const said = [
    { key: 'time', time: settings.time, matters: 'jobs without a `timeout` never start' },
    { key: 'pilot.time', time: settings.pilot?.time ?? null, matters: '`sweep run --pilot` is refused' },
  ];
  return said.flatMap(({ key, time, matters }): Finding[] => {
    if (time === null || time <= longest) return [];
    const says = `\`${key}: ${spellDuration(time)}\` of ${name} is longer than its partition lets jobs run`;
    return [wanting('warning', 'partition', says, matters, `time: ${longest}s`)];
  });
}

/** Whether nodes may see the project, as far as that can be told from here. */
async function checkShared(name: string, folder: string, probes: Probes): Promise<readonly Finding[]> {
  const system = await fileSystemAt(folder, probes);
  if (system === null || isRemote(system.type)) return [];
  const says = `${folder} is on ${system.type}, which as a rule is a disk of this machine alone`;
  const matters = `jobs on ${name} end at once where nodes do not see it at the same path`;
  return [wanting('note', 'cluster-folder', says, matters, `sweep doctor --on ${name}`)];
}

/** What a node says of the folder in $1, in which a file $2 was made here: an answer goes to a file beside it. */
const LOOK = `
echo "node \${SLURMD_NODENAME:-$(hostname)} $(date +%s)"
[ -d "$1" ] || { echo absent; exit 0; }
[ -r "$1/$2" ] && echo "read $(cat -- "$1/$2")"
echo seen > "$1/$2.node" && echo written
`;

/** Seconds for which a job may wait for a node, and the most by which clocks may differ. */
const IMMEDIATELY = 10;
const MOST_SKEW = 5;

/** Has a node look at the folder, by a job that begins at once or not at all. */
async function checkNode(
  { name, settings }: ChosenExecutor,
  folder: string,
  probes: Probes,
): Promise<readonly Finding[]> {
  const token = `.sweep-doctor.${process.pid}`;
  const files = [join(folder, token), join(folder, `${token}.node`)] as const;
  const [own, answer] = files;
  try {
    await writeFile(own, token, { flag: 'wx' });
    const before = probes.now() / 1000;
    const words = [...wordsOfLook(settings), 'bash', '-c', LOOK, 'bash', folder, token];
    const result = await probes.slurm(['srun', ...words]);
    const after = probes.now() / 1000;
    if (result.is !== 'done') return [noNode(name, result.is === 'refused' ? result.message : '')];
    const isSeenHere = await readFile(answer, 'utf8').then(
      () => true,
      () => false,
    );
    return nodeFindings(name, folder, { said: result.text, token, isSeenHere, before, after });
  } catch (error) {
    return [
      wanting(
        'error',
        'cluster-folder',
        `no file can be made in ${folder}: ${String(error)}`,
        'nothing can be recorded',
        null,
      ),
    ];
  } finally {
    await Promise.all(files.map((file) => rm(file, { force: true })));
  }
}

function wordsOfLook(settings: SlurmSettings): readonly string[] {
  const request = { minutes: 1, nodes: 1, cpus: 1, gpus: 0, memory: null };
  const quiet = ['--quiet', '--job-name=sweep-doctor', `--immediate=${IMMEDIATELY}`, '--chdir=/', '--export=ALL'];
  return [...requestWords(request, settings), ...quiet];
}

function noNode(name: string, message: string): Finding {
  const why =
    message
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.replace(/^srun: (?:error: )?/, '') ?? 'srun does not answer';
  const matters = 'whether its nodes see the project is not known';
  return wanting(
    'warning',
    'cluster-folder',
    `no node of ${name} could be asked: ${why}`,
    matters,
    'try again when one is free',
  );
}

/** What was answered, and when that was. */
interface Answer {
  readonly said: string;
  readonly token: string;
  readonly isSeenHere: boolean;
  /** Seconds since 1970, by this machine. */
  readonly before: number;
  readonly after: number;
}

function nodeFindings(name: string, folder: string, answer: Answer): readonly Finding[] {
  const [, node = '', clock = ''] = /^node (\S+) (\d+)$/m.exec(answer.said) ?? [];
  const problem = problemOfFolder(node, folder, answer);
  const matters = 'jobs end there without having begun, or their ends are seen late';
  const shared =
    problem === null
      ? well('cluster-folder', `${node} of ${name} reads and writes ${folder}`)
      : wanting('error', 'cluster-folder', problem, matters, 'keep the project where nodes have it at the same path');
  return [shared, ...(clock === '' ? [] : skewFinding(node, Number(clock), answer))];
}

/** Why a node is of no use to a project in this folder, in words; null where it is. */
function problemOfFolder(node: string, folder: string, { said, token, isSeenHere }: Answer): string | null {
  const lines = said.split('\n');
  if (lines.includes('absent')) return `${node} does not have ${folder}`;
  if (!lines.includes(`read ${token}`)) return `${node} does not see in ${folder} what is made here`;
  if (!lines.includes('written')) return `${node} cannot write into ${folder}`;
  return isSeenHere ? null : `what ${node} writes into ${folder} is not seen here at once`;
}

function skewFinding(node: string, clock: number, { before, after }: Answer): readonly Finding[] {
  // It knows whole seconds.
  const skew = Math.max(before - 1 - clock, clock - after);
  if (skew <= MOST_SKEW) return [];
  const says = `the clock of ${node} differs from that of this machine by ${Math.round(skew)} s`;
  const matters = 'whether a job has written what it `produces` is judged by times of files';
  return [wanting('warning', 'clock', says, matters, 'timedatectl set-ntp true, here and there')];
}
