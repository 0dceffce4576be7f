import type { Finding, Level } from '../../report/status/checkup.ts';
import { install, wanting, well } from './finding.ts';
import type { Probes } from './probes.ts';

interface Tool {
  readonly program: string;
  readonly level: Exclude<Level, 'ok'>;
  /** What is not without it. */
  readonly matters: string;
  readonly packageName: string;
}

const TOOLS: readonly Tool[] = [
  { program: 'bash', level: 'error', matters: 'no job runs: each is a script of bash', packageName: 'bash' },
  { program: 'timeout', level: 'error', matters: 'no job with a `timeout` runs', packageName: 'coreutils' },
  {
    program: 'setsid',
    level: 'warning',
    matters: 'a job starts slower, and its runner pauses meanwhile',
    packageName: 'util-linux',
  },
  {
    program: 'git',
    level: 'warning',
    matters: 'it is not recorded which code ran, and neither `snapshot` nor sweep diff REVISION:FILE works',
    packageName: 'git',
  },
  {
    program: 'nice',
    level: 'warning',
    matters: 'no job with a `nice` runs',
    packageName: 'coreutils',
  },
  {
    program: 'script',
    level: 'note',
    matters: 'a job can have no terminal of its own',
    packageName: 'bsdutils',
  },
  {
    program: 'tsp',
    level: 'note',
    matters: 'only what sweep plan --format tsp prints needs it',
    packageName: 'task-spooler',
  },
  {
    program: 'tmux',
    level: 'note',
    matters: 'a view cannot be kept over a lost connection; sweep run -d and sweep watch need none',
    packageName: 'tmux',
  },
];

/** The oldest Node that the package asks for, as [major, minor]. */
const OLDEST_NODE = [20, 9] as const;

/** Whether the programs are there that runs start, and Node is new enough. */
export function checkTools(probes: Probes): readonly Finding[] {
  const missing = TOOLS.filter(({ program }) => !probes.has(program));
  const there = TOOLS.filter(({ program }) => probes.has(program)).map(({ program }) => program);
  return [
    nodeFinding(probes.nodeVersion),
    ...(there.length === 0 ? [] : [well('programs', `${there.join(', ')} are installed`)]),
    ...missing.map(({ program, level, matters, packageName }) =>
      wanting(level, program, `${program} is not in PATH`, matters, install(probes, packageName)),
    ),
  ];
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldest, least] = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= least)) return well('node', `Node ${version}`);
  const says = `Node ${version} is older than ${oldest}.${least}`;
  return wanting('error', 'node', says, 'sweep is tested with none so old', 'install a newer Node: https://nodejs.org');
}
