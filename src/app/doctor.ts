import { existsSync, watch } from 'node:fs';
import { NO_HOST_FILE } from '../language/host-file.ts';
import { formatDiagnostics } from '../report/diagnostics/diagnostics.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { projectRoot } from '../project/project.ts';
import type { CheckupJson, Finding } from '../report/status/checkup.ts';
import { folderAt, checkClock, checkSharing, checkStateFolder } from './checkup/folders.ts';
import { checkClusters } from './checkup/clusters.ts';
import { wanting, well } from './checkup/finding.ts';
import { checkGpus } from './checkup/gpus.ts';
import { checkLimits } from './checkup/limits.ts';
import { checkHostFolder, checkSocketFolder } from './checkup/meeting.ts';
import { machineProbes, type Probes } from './checkup/probes.ts';
import { checkTools } from './checkup/tools.ts';
import { loadHostFile, userHostFile } from './machine/host-file.ts';
import { loadPolicy, policyPath, unknownUsers, type LoadedPolicy } from './machine/policy.ts';
import type { Findings } from './notices.ts';
import type { Place } from './sweep/known-sweep.ts';
import { chosenStateFolder } from './sweep/state-folder.ts';

/** What the machine is looked at for. */
export interface DoctorOptions extends Place {
  /** The host file that runs are to go by, if not that of this machine. */
  readonly host?: string | undefined;
  /** The cluster of which a node is to look at the project, as the host file calls it. */
  readonly on?: string | undefined;
}

/**
 * What is missing on this machine, and in the project of the working folder, for runs to go well. Waits for nothing longer than a
 * minute, whatever hangs. Changes nothing, but that it makes a file where the state of runs is, and removes it. Of the clusters that the host
 * file names it asks the controllers; a node of one is given a job only where that is asked for.
 */
export async function doctor(options: DoctorOptions = {}, probes: Probes = machineProbes()): Promise<CheckupJson> {
  const [words, gpus, limits, hostFolder, sockets, project] = await Promise.all([
    probes.machine(),
    checkGpus(probes),
    checkLimits(probes),
    checkHostFolder(probes),
    checkSocketFolder(probes),
    checkProject(options, probes),
  ]);
  const machine = [well('machine', words), ...checkTools(probes), checkClock(probes)];
  const findings = [...machine, ...gpus, ...limits, ...hostFolder, ...sockets, ...project];
  return { version: 1, sound: findings.every(({ level }) => level !== 'error'), findings };
}

/** What lies in folders that may be on a server: nothing is read there before it has answered. */
async function checkProject({ stateDir, host, on }: DoctorOptions, probes: Probes): Promise<readonly Finding[]> {
  const asked = [
    '.',
    ...(stateDir === undefined ? [] : [stateDir]),
    ...(host === undefined ? [userHostFile()] : [host]),
  ];
  const looks = await Promise.all(asked.map((path) => folderAt(path, probes)));
  const hung = looks.filter((look) => typeof look === 'string');
  if (hung.length > 0) {
    const matters = 'no command gets any further there';
    return hung.map((says) => wanting('error', 'file-system', says, matters, 'look into its server, or go elsewhere'));
  }
  const root = projectRoot('.');
  const states = chosenStateFolder(root, stateDir);
  const folder = existsSync(states) ? states : root;
  const read = loadHostFile(root, host);
  const [state, sharing, clusters] = await Promise.all([
    checkStateFolder(folder, probes),
    checkSharing(root, probes),
    checkClusters(read.host ?? NO_HOST_FILE, { on, folder }, probes),
  ]);
  const machine = [...watchFinding(folder), hostFileFinding(read), ...(await policyFinding(loadPolicy()))];
  return [...state, ...sharing, ...machine, ...clusters];
}

/** Whether the kernel lets this user watch one more folder (inotify(7)). */
function watchFinding(folder: string): readonly Finding[] {
  try {
    watch(folder).close();
    return [];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const instances = code === 'EMFILE' ? 'max_user_instances=1024' : 'max_user_watches=524288';
    const matters = 'logs that are followed come in once a second, and changes of host files later';
    return [
      wanting(
        'note',
        'inotify',
        `no more folders can be watched: ${message}`,
        matters,
        `sudo sysctl fs.inotify.${instances}`,
      ),
    ];
  }
}

function hostFileFinding({ diagnostics, sources }: ReturnType<typeof loadHostFile>): Finding {
  if (diagnostics.length === 0) {
    return well('host-file', sources.size === 0 ? 'no host file' : `host file: ${[...sources.keys()].join(', ')}`);
  }
  return faultIn('host-file', { diagnostics, sources });
}

/** What is laid down for all users of the machine; nothing where nothing is. */
async function policyFinding({ ignored, diagnostics, sources, users }: LoadedPolicy): Promise<readonly Finding[]> {
  if (ignored !== null) {
    const mend = `sudo chown root ${policyPath()} && sudo chmod 644 ${policyPath()}`;
    return [wanting('warning', 'policy', ignored, 'what it lays down counts for nobody', mend)];
  }
  const all = [...diagnostics, ...(await unknownUsers({ users }))];
  if (all.length > 0) return [faultIn('policy', { diagnostics: all, sources })];
  return sources.size === 0 ? [] : [well('policy', `policy: ${policyPath()}`)];
}

function faultIn(check: 'host-file' | 'policy', { diagnostics, sources }: Findings): Finding {
  const [says = '', ...more] = formatDiagnostics(diagnostics, sources, { color: false }).split('\n');
  const hint = more.find((line) => line.startsWith('hint: '))?.slice('hint: '.length) ?? null;
  const isWrong = hasErrors(diagnostics);
  return wanting(
    isWrong ? 'error' : 'warning',
    check,
    says,
    isWrong ? 'no run begins' : 'a part of it does not count',
    hint,
  );
}
