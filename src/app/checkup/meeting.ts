import { socketFolder } from '../../control/socket-folder.ts';
import { findHostFolder, hostFolderPath } from '../../host/leases/host-folder.ts';
import { surveyHostFolder } from '../../host/leases/lease-survey.ts';
import { tally } from '../../model/group-by.ts';
import { spellSize } from '../../model/text/size.ts';
import { count } from '../../report/text/phrases.ts';
import type { Finding } from '../../report/status/checkup.ts';
import { fileSystemAt, folderAt } from './folders.ts';
import { wanting, well } from './finding.ts';
import type { Probes } from './probes.ts';

const ALONE = 'jobs that need GPUs do not start: it cannot be known which ones other runs hold';

/** The folder in which the runs of all users of a host meet: whether it can be trusted, and who is there. */
export async function checkHostFolder(probes: Probes): Promise<readonly Finding[]> {
  const path = hostFolderPath(probes.environment);
  const mend = `remove ${path}, or name another to all users by SWEEP_HOST_DIR`;
  const seen = await folderAt(path, probes);
  if (typeof seen === 'string') return [wanting('error', 'host-folder', seen, ALONE, mend)];
  if (seen === null) return [well('host-folder', `${path} is made by the first run`)];
  const found = findHostFolder(path);
  if (found?.ok === false) return [wanting('error', 'host-folder', found.message, ALONE, mend)];
  if ((await probes.run('test', ['-w', path, '-a', '-x', path])).ok) {
    const isOpen = (seen.mode & 0o1777) === 0o1777;
    const full = await checkRoom(path, probes);
    if (full !== null) return [full];
    if (isOpen || probes.environment['SWEEP_HOST_DIR'] !== undefined) return [well('host-folder', tellShared(path))];
    const says = `${path} is not open to all users (mode ${seen.mode.toString(8)})`;
    const matters = 'other users have to meet elsewhere, and then do not see which GPUs you hold';
    return [wanting('warning', 'host-folder', says, matters, `chmod 1777 ${path}`)];
  }
  return [
    wanting('error', 'host-folder', `${path} may not be written by you`, ALONE, `chmod 1777 ${path}, by its owner`),
  ];
}

/** Bytes, more than what a run tells the others. */
const ROOM = 2 * 1024 ** 2;

/** What is wrong where a run could not tell the others what it holds, since the disk is full; null where it could. */
async function checkRoom(path: string, probes: Probes): Promise<Finding | null> {
  const system = await fileSystemAt(path, probes);
  if (system === null || (system.free >= ROOM && system.inodes !== 0)) return null;
  const left = system.free < ROOM ? `only ${spellSize(system.free)} are free` : 'no more files can be made';
  const matters = 'a run cannot tell the others what it holds, and so starts nothing';
  return wanting('error', 'host-folder', `${left} in ${path}`, matters, `make room on the disk of ${path}`);
}

function tellShared(path: string): string {
  const users = tally(surveyHostFolder(path).runs.map(({ name }) => name.user));
  const told = [...users].map(([user, runs]) => `${user} (${count(runs, 'run')})`).join(', ');
  return `${path} is shared now by ${told === '' ? 'no run' : told}`;
}

/** The folder of the sockets on which the runs of this user hear requests. */
export async function checkSocketFolder(probes: Probes): Promise<readonly Finding[]> {
  const { uid } = probes.user;
  const path = socketFolder(uid);
  const seen = await folderAt(path, probes);
  const matters = 'a run cannot be asked for anything: kill, hold, set, add';
  const mend = `remove ${path}`;
  if (typeof seen === 'string') return [wanting('warning', 'sockets', seen, matters, mend)];
  if (seen === null) return [well('sockets', `${path} is made by the first run`)];
  if (!seen.isFolder) return [wanting('warning', 'sockets', `${path} is no folder`, matters, mend)];
  if (seen.uid !== uid) return [wanting('warning', 'sockets', `${path} belongs to user ${seen.uid}`, matters, mend)];
  if ((seen.mode & 0o077) !== 0) {
    return [wanting('warning', 'sockets', `${path} is open to other users`, matters, `chmod 700 ${path}`)];
  }
  return [well('sockets', `${path} is yours alone`)];
}
