import { resolve } from 'node:path';
import { localDay, localTime } from '../../model/text/local-time.ts';
import { spellSize } from '../../model/text/size.ts';
import type { Finding } from '../../report/status/checkup.ts';
import { wanting, well } from './finding.ts';
import type { Probes } from './probes.ts';

/** What is known of a folder without waiting for a file system that does not answer. */
export interface Folder {
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  /** Its permissions and the bits above them: 0o1777. */
  readonly mode: number;
  readonly isFolder: boolean;
}

/** A folder; null where there is none, and a sentence where its file system does not answer or does not let us look. */
export async function folderAt(path: string, { run }: Pick<Probes, 'run'>): Promise<Folder | string | null> {
  const asked = await run('stat', ['-c', '%u %g %a %F', '--', path]);
  if (!asked.ok && asked.reason === 'limit') return `${path} does not answer within seconds: its file system hangs`;
  if (!asked.ok) return /No such file/i.test(asked.stderr) ? null : `${path} cannot be looked at: ${asked.message}`;
  const [uid = '', gid = '', mode = '', ...kind] = asked.stdout.trim().split(' ');
  const isFolder = kind.join(' ') === 'directory';
  return { path, uid: Number(uid), gid: Number(gid), mode: Number.parseInt(mode, 8), isFolder };
}

/** The file systems that another machine serves. */
const REMOTE = /^(?:nfs|smb|cifs|fuse|9p|v9fs|afs|ceph|lustre|gpfs|beegfs|gfs|ocfs)/;

const LITTLE_SPACE = 1024 ** 3;
const NO_SPACE = 32 * 1024 ** 2;
const FEW_INODES = 10_000;
/** Of a job and its attempt. */
const INODES_OF_JOB = 5;

/** Milliseconds: an answer takes some time, and some file systems know whole seconds only. */
const MOST_SKEW = 5000;

/**
 * What runs need of the folder that their state is in: that it can be written, has room, and what its file system can do. What is
 * tried is a file of its own, which is removed again.
 */
export async function checkStateFolder(path: string, probes: Probes): Promise<readonly Finding[]> {
  const [system, trial] = await Promise.all([fileSystemAt(path, probes), tryFolder(path, probes)]);
  return [
    ...(system === null ? [] : [typeFinding(path, system.type), ...roomFindings(path, system)]),
    ...trialFindings(path, trial),
  ];
}

/** What a file system has left, and of what type it is. */
export interface FileSystem {
  readonly type: string;
  /** Bytes for this user. */
  readonly free: number;
  /** Null where it makes them as they are needed. */
  readonly inodes: number | null;
}

/** The file system of a path; null where it cannot be asked. */
export async function fileSystemAt(path: string, { run }: Probes): Promise<FileSystem | null> {
  const asked = await run('stat', ['-f', '-c', '%T %S %a %c %d', '--', path]);
  const [, type, size, free, inodes, left] =
    /^(\S+) (\d+) (\d+) (\d+) (\d+)\s*$/.exec(asked.ok ? asked.stdout : '') ?? [];
  if (type === undefined) return null;
  return { type, free: Number(size) * Number(free), inodes: inodes === '0' ? null : Number(left) };
}

/** Whether another machine serves a file system of this type. */
export function isRemote(type: string): boolean {
  return REMOTE.test(type);
}

function typeFinding(path: string, type: string): Finding {
  if (!isRemote(type)) return well('file-system', `${path} is on ${type}`);
  const says = `${path} is on ${type}, which other machines may share`;
  const matters = 'one machine at a time runs a sweep; logs and status are looked at once a second; a job costs more';
  return wanting('note', 'file-system', says, matters, 'keep run folders on a local disk: --state-dir DIR');
}

function roomFindings(path: string, { free, inodes }: FileSystem): readonly Finding[] {
  const full = free < NO_SPACE;
  const space =
    free >= LITTLE_SPACE
      ? well('space', `${spellSize(free)} are free there`)
      : wanting(
          full ? 'error' : 'warning',
          'space',
          `only ${spellSize(free)} are free at ${path}`,
          full ? 'nothing can be recorded, and so nothing starts' : 'outputs of jobs fill it up; then nothing starts',
          'sweep clean --logs',
        );
  if (inodes === null || inodes >= FEW_INODES) return [space];
  const says = `only ${inodes} more ${inodes === 1 ? 'file' : 'files'} can be made at ${path}`;
  const matters = `a job needs ${INODES_OF_JOB}: it is enough for ${Math.floor(inodes / INODES_OF_JOB)}`;
  return [space, wanting(inodes < INODES_OF_JOB ? 'error' : 'warning', 'inodes', says, matters, 'sweep clean')];
}

/** Makes a file in $1 and tells what became of it, a word a line; removes it again. */
const TRIAL = `
umask 077
file=$(mktemp "$1/.sweep-doctor.XXXXXXXX") || exit 3
trap 'rm -f -- "$file" "$file.copy"' EXIT
head -c 262144 /dev/zero | tr '\\0' x > "$file" && echo written
echo "times $(date +%s) $(stat -c %Y -- "$file") $(date +%s)"
fallocate -p -o 65536 -l 131072 -- "$file" 2> /dev/null && echo holes
cp --reflink=always -- "$file" "$file.copy" 2> /dev/null && echo reflinks
exit 0
`;

async function tryFolder(
  path: string,
  { run }: Probes,
): Promise<{ readonly said: string; readonly problem: string | null }> {
  const tried = await run('bash', ['--norc', '-c', TRIAL, 'bash', path]);
  return tried.ok ? { said: tried.stdout, problem: null } : { said: '', problem: tried.message };
}

function trialFindings(path: string, { said, problem }: Awaited<ReturnType<typeof tryFolder>>): readonly Finding[] {
  if (problem !== null || !/^written$/m.test(said)) {
    const why = problem === null ? '' : `: ${problem}`;
    const says = `no file can be made in ${path}${why}`;
    return [
      wanting(
        'error',
        'state-folder',
        says,
        'nothing can be recorded, and so nothing starts',
        `chown or chmod u+rwx ${path}, or --state-dir DIR`,
      ),
    ];
  }
  return [
    well('state-folder', `files can be made in ${path}`),
    ...skewFinding(said),
    /^holes$/m.test(said)
      ? well('holes', 'holes can be punched into files there')
      : wanting(
          'note',
          'holes',
          'holes cannot be punched into files there (fallocate -p)',
          '`max_log` does not hold',
          'keep run folders on ext4, xfs, btrfs or tmpfs',
        ),
    /^reflinks$/m.test(said)
      ? well('reflinks', 'copies there share their bytes (reflinks)')
      : wanting(
          'note',
          'reflinks',
          'copies there take their full space (no reflinks)',
          'a snapshot of a large project costs time and space',
          null,
        ),
  ];
}

/** By how much the clock of the file system, which may be that of its server, differs from ours. */
function skewFinding(said: string): readonly Finding[] {
  const [, before = 0, file = 0, after = 0] = (/^times (\d+) (\d+) (\d+)$/m.exec(said) ?? []).map(Number);
  const skew = 1000 * Math.max(before - file, file - after);
  if (before === 0 || skew <= MOST_SKEW) return [];
  const says = `the clock of the file system differs from that of this machine by ${Math.round(skew / 1000)} s`;
  const matters = 'whether a job has written what it `produces` is judged by times of files';
  return [wanting('warning', 'clock', says, matters, 'timedatectl set-ntp true, here and on the file server')];
}

/** Before this sweep was written. */
const EARLIEST = Date.UTC(2025, 0, 1);

/** Whether this machine knows what time it is. */
export function checkClock({ now, text }: Probes): Finding {
  const uptime = Number((text('/proc/uptime') ?? '').split(' ', 1)[0]);
  const says = inItsZone(new Date(now()));
  if (now() >= EARLIEST && uptime > 0) return well('clock', `the clock says ${says}, by which \`begin\` and hours go`);
  const matters = 'runs of before and after would be told in a wrong order';
  return wanting('warning', 'clock', `this machine takes it for ${says}`, matters, 'timedatectl set-ntp true');
}

/** A time as the clocks of this machine show it, with how far they are from UTC: `2026-12-01 08:00 (UTC+01:00)`. */
function inItsZone(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const two = (number: number): string => String(Math.trunc(Math.abs(number))).padStart(2, '0');
  const zone = minutes === 0 ? '' : `${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
  return `${localDay(at.getTime())} ${localTime(at.getTime()).slice(0, 5)} (UTC${zone})`;
}

/** Whether what this user makes in a project that a group shares can be used by that group. */
export async function checkSharing(root: string, probes: Probes): Promise<readonly Finding[]> {
  const folder = await folderAt(resolve(root), probes);
  const umask = /^Umask:\s*(\d+)$/m.exec(probes.text('/proc/self/status') ?? '')?.[1];
  if (folder === null || typeof folder === 'string' || umask === undefined) return [];
  const isShared = (folder.mode & 0o020) !== 0 && (folder.gid !== probes.user.gid || (folder.mode & 0o2000) !== 0);
  if (!isShared) return [well('umask', `umask ${umask}`)];
  const keepsOut = (Number.parseInt(umask, 8) & 0o070) !== 0;
  const isInherited = (folder.mode & 0o2000) !== 0;
  if (!keepsOut && isInherited) return [well('umask', `umask ${umask}, and the group of ${root} is passed on`)];
  const says = keepsOut
    ? `group ${folder.gid} shares ${root}, and umask ${umask} keeps it from what you make`
    : `group ${folder.gid} shares ${root}, and what you make there is of your own group`;
  const matters = 'others of the group cannot go on with your runs, nor clean them up';
  return [wanting('warning', 'umask', says, matters, keepsOut ? 'umask 002' : `chmod g+s ${root}`)];
}
