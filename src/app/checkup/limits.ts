import type { Finding } from '../../report/status/checkup.ts';
import { wanting, well } from './finding.ts';
import type { Probes } from './probes.ts';

/** Below these a run of many jobs meets them. */
const FEW_FILES = 1024;
const FEW_PROCESSES = 512;
const LITTLE_MEMORY = 512 * 2 ** 20;

/** What this user, and the control group that this command is in, may have at once; and what becomes of runs at the last logout. */
export async function checkLimits(probes: Probes): Promise<readonly Finding[]> {
  const limits = probes.text('/proc/self/limits') ?? '';
  const groups = controlGroups(probes);
  return [
    ...fileFinding(limits),
    ...processFinding(limits, groups, probes),
    ...memoryFinding(groups, probes),
    ...(await logoutFinding(probes)),
  ];
}

function fileFinding(limits: string): readonly Finding[] {
  // Node raises the soft limit to the hard one for itself.
  const hard = limitOf(limits, 'Max open files')?.hard ?? Infinity;
  if (hard >= FEW_FILES) return [well('open-files', `up to ${tell(hard)} open files`)];
  const matters = 'a run of many jobs cannot start some of them';
  return [
    wanting('warning', 'open-files', `only ${hard} files may be open at once`, matters, `ulimit -n ${FEW_FILES * 4}`),
  ];
}

function processFinding(limits: string, groups: readonly string[], probes: Probes): readonly Finding[] {
  const ofUser = limitOf(limits, 'Max processes')?.soft ?? Infinity;
  const ofGroup = least(groups, 'pids.max', probes);
  const matters = 'jobs that start many processes or threads fail with "Resource temporarily unavailable"';
  if (Math.min(ofUser, ofGroup) >= FEW_PROCESSES) {
    return [well('processes', `up to ${tell(Math.min(ofUser, ofGroup))} processes`)];
  }
  if (ofUser <= ofGroup) {
    const says = `this user may have only ${ofUser} processes and threads`;
    return [wanting('warning', 'processes', says, matters, 'raise nproc in /etc/security/limits.conf, or: ulimit -u')];
  }
  const says = `the control group may have only ${ofGroup} processes and threads`;
  return [wanting('warning', 'processes', says, matters, 'raise TasksMax of its systemd unit, or --pids-limit')];
}

function memoryFinding(groups: readonly string[], probes: Probes): readonly Finding[] {
  const most = least(groups, 'memory.max', probes);
  if (most === Infinity || most >= LITTLE_MEMORY) return [];
  const says = `the control group may have only ${Math.round(most / 2 ** 20)} MiB of memory`;
  const matters = 'the kernel kills jobs that want more, and perhaps their runner';
  return [wanting('warning', 'memory', says, matters, 'raise MemoryMax of its systemd unit, or --memory')];
}

function limitOf(limits: string, name: string): { readonly soft: number; readonly hard: number } | null {
  const [, soft = '', hard = ''] = new RegExp(`^${name} +(\\S+) +(\\S+)`, 'm').exec(limits) ?? [];
  return soft === '' ? null : { soft: numberOf(soft), hard: numberOf(hard) };
}

function numberOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Infinity;
}

function tell(limit: number): string {
  return limit === Infinity ? 'any number of' : limit.toLocaleString('en');
}

/** The folders of the control group (v2) that this process is in and of those above it, where they limit anything. */
function controlGroups({ text }: Probes): readonly string[] {
  const own = /^0::(\/\S*)$/m.exec(text('/proc/self/cgroup') ?? '')?.[1] ?? '/';
  const steps = own.split('/').filter((step) => step !== '');
  return Array.from({ length: steps.length + 1 }, (_, depth) => ['/sys/fs/cgroup', ...steps.slice(0, depth)].join('/'));
}

function least(groups: readonly string[], limit: string, { text }: Probes): number {
  return Math.min(Infinity, ...groups.map((group) => numberOf((text(`${group}/${limit}`) ?? '').trim())));
}

/** logind kills what a user has left behind at the last logout where it is told to (logind.conf(5)). */
async function logoutFinding(probes: Probes): Promise<readonly Finding[]> {
  if (!(await killsAtLogout(probes))) return [well('logout', 'a logout ends no run')];
  const says = 'logind is set to KillUserProcesses=yes';
  const matters = 'a run in the background ends, with its jobs, when you log out for the last time';
  const lingers = await isLingering(probes);
  const scope = 'systemd-run --user --scope sweep run -d FILE';
  return [wanting('warning', 'logout', says, matters, lingers ? scope : `loginctl enable-linger, and then: ${scope}`)];
}

async function killsAtLogout({ run, text }: Probes): Promise<boolean> {
  // Where systemd does not run, neither does logind, whatever its settings say.
  if (text('/proc/1/comm')?.trim() !== 'systemd') return false;
  const login = 'org.freedesktop.login1';
  const asked = await run('busctl', [
    'get-property',
    login,
    '/org/freedesktop/login1',
    `${login}.Manager`,
    'KillUserProcesses',
  ]);
  if (asked.ok) return asked.stdout.trim() === 'b true';
  return /^\s*KillUserProcesses\s*=\s*(?:yes|true|on|1)\s*$/im.test(text('/etc/systemd/logind.conf') ?? '');
}

async function isLingering({ run, user }: Probes): Promise<boolean> {
  const asked = await run('loginctl', ['show-user', user.name, '--property=Linger']);
  return asked.ok && asked.stdout.trim() === 'Linger=yes';
}
