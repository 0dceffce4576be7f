import type { Finding, Level } from '../../report/status/checkup.ts';
import type { Probes } from './probes.ts';

/** That something is as it should be. */
export function well(check: string, says: string): Finding {
  return { check, level: 'ok', says, matters: null, mend: null };
}

/** That something is not, what comes of that, and what to do. */
export function wanting(
  level: Exclude<Level, 'ok'>,
  check: string,
  says: string,
  matters: string,
  mend: string | null,
): Finding {
  return { check, level, says, matters, mend };
}

const INSTALLERS = [
  ['apt-get', 'sudo apt-get install'],
  ['dnf', 'sudo dnf install'],
  ['apk', 'sudo apk add'],
  ['pacman', 'sudo pacman -S'],
  ['zypper', 'sudo zypper install'],
] as const;

/** The line that installs a package here. */
export function install(probes: Pick<Probes, 'has'>, packageName: string): string {
  const [, line = 'install'] = INSTALLERS.find(([program]) => probes.has(program)) ?? [];
  return `${line} ${packageName}`;
}
