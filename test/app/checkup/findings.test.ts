import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkClock, checkSharing, checkStateFolder, folderAt } from '../../../src/app/checkup/folders.ts';
import { checkGpus } from '../../../src/app/checkup/gpus.ts';
import { checkLimits } from '../../../src/app/checkup/limits.ts';
import { checkHostFolder, checkSocketFolder } from '../../../src/app/checkup/meeting.ts';
import type { Probes } from '../../../src/app/checkup/probes.ts';
import { checkTools } from '../../../src/app/checkup/tools.ts';
import type { GpuLook, GpuSample } from '../../../src/host/gpus/gpu-sample.ts';
import type { CommandResult } from '../../../src/host/system/command.ts';
import type { Finding } from '../../../src/report/status/checkup.ts';

const said = (stdout: string): CommandResult => ({ ok: true, stdout, stderr: '' });
const failed = (
  reason: 'exit' | 'limit' | 'missing',
  stderr = '',
  message = `it failed: ${reason}`,
): CommandResult => ({
  ok: false,
  reason,
  code: reason === 'exit' ? 1 : null,
  stdout: '',
  stderr,
  message,
  gone: Promise.resolve(),
});
const NONE = failed('exit', "stat: cannot statx 'x': No such file or directory");
const gpu = (more: Partial<GpuSample> = {}): GpuSample => ({
  index: 0,
  uuid: 'GPU-0',
  name: 'A100',
  memory: null,
  vendor: 'nvidia',
  used: null,
  load: null,
  fault: null,
  links: {},
  ...more,
});
const shows = (gpus: readonly GpuSample[], seconds = 0.1, complaint?: string): Probes['gpus'] => {
  const answer: GpuLook = {
    ok: true,
    gpus,
    processes: () => Promise.resolve([]),
    ...(complaint === undefined ? {} : { complaint }),
  };
  return () => Promise.resolve({ answer, seconds });
};
const fails =
  (message: string, hung: boolean): Probes['gpus'] =>
  () =>
    Promise.resolve({ answer: { ok: false, message, hung, gone: Promise.resolve() }, seconds: 20 });

interface Machine extends Partial<Omit<Probes, 'run' | 'text' | 'has'>> {
  readonly missing?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** What a program answers, by its name, or by its name and first argument. */
  readonly answers?: Readonly<Record<string, CommandResult>>;
}

const TRIAL = 'written\ntimes 1000 1000 1000\nholes\nreflinks\n';

/** A machine on which all is well, but for what is said. */
function machine({ missing = [], files = {}, answers = {}, ...more }: Machine = {}): Probes {
  const usual: Record<string, CommandResult> = {
    'stat -c': NONE,
    'stat -f': said('ext2/ext3 4096 1000000 500000 400000\n'),
    bash: said(TRIAL),
    test: said(''),
  };
  const texts: Record<string, string> = {
    '/proc/self/limits':
      'Max processes             90000                90000                processes\nMax open files            1024                 1048576              files\n',
    '/proc/self/cgroup': '0::/user.slice/session.scope\n',
    '/proc/uptime': '100.0 200.0\n',
    '/proc/self/status': 'Name: x\nUmask:\t0022\n',
    '/proc/1/comm': 'systemd\n',
    ...files,
  };
  return {
    environment: {},
    user: { name: 'ann', uid: 1000, gid: 1000 },
    nodeVersion: '20.9.0',
    machine: () => Promise.resolve('a machine'),
    now: () => Date.UTC(2026, 5, 1),
    has: (program) => !missing.includes(program),
    run: (file, args) => {
      const all = { ...usual, ...answers };
      return Promise.resolve(all[`${file} ${args[0]}`] ?? all[file] ?? failed('missing'));
    },
    slurm: () => Promise.resolve({ is: 'missing' }),
    text: (path) => texts[path] ?? null,
    gpus: shows([]),
    ...more,
  };
}

/** What is not well, each as `level check: says → mend`. */
const wanting = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ level }) => level !== 'ok')
    .map(({ level, check, says, mend }) => `${level} ${check}: ${says} → ${mend}`);

describe('a machine with everything', () => {
  it('wants nothing, and what matters is told of everything that something is wanting of', async () => {
    const probes = machine();
    const all = [
      ...checkTools(probes),
      ...(await checkGpus(probes)),
      ...(await checkLimits(probes)),
      ...(await checkStateFolder('/p', probes)),
      ...(await checkHostFolder(probes)),
      ...(await checkSocketFolder(probes)),
      ...(await checkSharing('/p', probes)),
      checkClock(probes),
    ];
    expect(wanting(all)).toEqual([]);
    expect(all.every(({ matters, mend }) => matters === null && mend === null)).toBe(true);
  });
});

describe('programs', () => {
  it.each<[Machine, string]>([
    [{ missing: ['bash'] }, 'error bash: bash is not in PATH → sudo apt-get install bash'],
    [{ missing: ['timeout'] }, 'error timeout: timeout is not in PATH → sudo apt-get install coreutils'],
    [{ missing: ['git', 'apt-get'] }, 'warning git: git is not in PATH → sudo dnf install git'],
    [
      { missing: ['tsp', 'apt-get', 'dnf', 'apk', 'pacman', 'zypper'] },
      'note tsp: tsp is not in PATH → install task-spooler',
    ],
    [{ missing: ['setsid'] }, 'warning setsid: setsid is not in PATH → sudo apt-get install util-linux'],
    [{ missing: ['nice'] }, 'warning nice: nice is not in PATH → sudo apt-get install coreutils'],
    [{ missing: ['script'] }, 'note script: script is not in PATH → sudo apt-get install bsdutils'],
    [{ missing: ['tmux'] }, 'note tmux: tmux is not in PATH → sudo apt-get install tmux'],
    [
      { nodeVersion: '18.20.1' },
      'error node: Node 18.20.1 is older than 20.9 → install a newer Node: https://nodejs.org',
    ],
    [
      { nodeVersion: '20.8.9' },
      'error node: Node 20.8.9 is older than 20.9 → install a newer Node: https://nodejs.org',
    ],
  ])('that are missing are told: %j', (what, told) => {
    expect(wanting(checkTools(machine(what)))).toEqual([told]);
  });
});

describe('GPUs', () => {
  const mode = (text: string): NonNullable<Machine['answers']> => ({ 'nvidia-smi': said(text) });
  it.each<[Machine, string[]]>([
    [{ gpus: shows([gpu()]), answers: mode('0, Enabled\n') }, []],
    [
      { gpus: shows([gpu()]), answers: mode('0, Disabled\n1, Enabled\n2, Disabled\n') },
      ['warning persistence: persistence mode is off on GPUs 0, 2 → sudo nvidia-smi -pm 1'],
    ],
    [
      { gpus: shows([gpu()], 12), answers: mode('0, Disabled\n') },
      [
        'warning persistence: persistence mode is off on GPU 0, and the driver took 12 s to answer → sudo nvidia-smi -pm 1',
      ],
    ],
    [
      { gpus: shows([gpu()], 12) },
      ['warning persistence: the driver of the GPUs took 12 s to answer → sudo nvidia-smi -pm 1, or look into dmesg'],
    ],
    [{ gpus: shows([gpu({ vendor: 'amd' })]) }, []],
    [
      { gpus: shows([gpu({ fault: 'GPU is lost' })], 0.1, 'nvidia-smi exited with 15') },
      [
        'warning gpu-fault: GPU 0: GPU is lost → look into dmesg for its driver',
        'warning gpu-fault: nvidia-smi exited with 15 → look into dmesg for its driver',
      ],
    ],
    [
      { gpus: fails('nvidia-smi did not end within 20 s', true) },
      [
        'error gpus: the GPUs cannot be looked at: nvidia-smi did not end within 20 s → look into dmesg for its driver; often only a reboot helps',
      ],
    ],
    [
      { gpus: fails('nvidia-smi exited with 9', false) },
      ['error gpus: the GPUs cannot be looked at: nvidia-smi exited with 9 → nvidia-smi, or amd-smi list, tells more'],
    ],
    [
      { missing: ['nvidia-smi'], files: { '/proc/driver/nvidia/version': 'NVRM version' } },
      [
        'error gpus: the driver of NVIDIA is loaded, and nvidia-smi is not in PATH → put nvidia-smi into PATH, in a container by --gpus all',
      ],
    ],
    [
      { gpus: shows([gpu({ vendor: 'amd' })]), environment: { CUDA_VISIBLE_DEVICES: '' } },
      [
        'warning gpus-hidden: CUDA_VISIBLE_DEVICES="" in the environment hides all GPUs from this command → unset CUDA_VISIBLE_DEVICES',
      ],
    ],
  ])('are told of: %#', async (what, told) => {
    expect(wanting(await checkGpus(machine(what)))).toEqual(told);
  });
});

describe('limits', () => {
  const LIMITS = (files: string, processes: string): NonNullable<Machine['files']> => ({
    '/proc/self/limits': `Max processes             ${processes}                  unlimited                processes\nMax open files            256                 ${files}              files\n`,
  });
  const scope = 'systemd-run --user --scope sweep run -d FILE';
  const kills = 'warning logout: logind is set to KillUserProcesses=yes → ';
  it.each<[Machine, string[]]>([
    [{ files: LIMITS('unlimited', 'unlimited') }, []],
    [{ files: LIMITS('512', '90000') }, ['warning open-files: only 512 files may be open at once → ulimit -n 4096']],
    [
      { files: LIMITS('4096', '100') },
      [
        'warning processes: this user may have only 100 processes and threads → raise nproc in /etc/security/limits.conf, or: ulimit -u',
      ],
    ],
    [
      {
        files: {
          '/sys/fs/cgroup/user.slice/pids.max': '50\n',
          '/sys/fs/cgroup/user.slice/session.scope/pids.max': 'max\n',
        },
      },
      [
        'warning processes: the control group may have only 50 processes and threads → raise TasksMax of its systemd unit, or --pids-limit',
      ],
    ],
    [
      { files: { '/sys/fs/cgroup/memory.max': '268435456\n' } },
      [
        'warning memory: the control group may have only 256 MiB of memory → raise MemoryMax of its systemd unit, or --memory',
      ],
    ],
    [{ answers: { busctl: said('b false\n') } }, []],
    [{ answers: { busctl: said('b true\n') } }, [`${kills}loginctl enable-linger, and then: ${scope}`]],
    [{ answers: { busctl: said('b true\n'), loginctl: said('Linger=yes\n') } }, [kills + scope]],
    [
      { files: { '/etc/systemd/logind.conf': '[Login]\n#KillUserProcesses=no\nKillUserProcesses=yes\n' } },
      [`${kills}loginctl enable-linger, and then: ${scope}`],
    ],
    [{ answers: { busctl: said('b true\n') }, files: { '/proc/1/comm': 'tini\n' } }, []],
  ])('are told where they are low: %#', async (what, told) => {
    expect(wanting(await checkLimits(machine(what)))).toEqual(told);
  });
});

describe('the folder of run states', () => {
  const disk = (text: string): NonNullable<Machine['answers']> => ({ 'stat -f': said(text) });
  const trial = (text: string): NonNullable<Machine['answers']> => ({ bash: said(text) });
  it.each<[Machine, string[]]>([
    [
      { answers: disk('nfs 1048576 900000 900000 800000\n') },
      [
        'note file-system: /p is on nfs, which other machines may share → keep run folders on a local disk: --state-dir DIR',
      ],
    ],
    [
      { answers: disk('xfs 4096 25600 900000 800000\n') },
      ['warning space: only 100 MiB are free at /p → sweep clean --logs'],
    ],
    [
      { answers: disk('xfs 4096 256 900000 800000\n') },
      ['error space: only 1 MiB are free at /p → sweep clean --logs'],
    ],
    [
      { answers: disk('xfs 4096 900000 900000 100\n') },
      ['warning inodes: only 100 more files can be made at /p → sweep clean'],
    ],
    [
      { answers: disk('xfs 4096 900000 900000 0\n') },
      ['error inodes: only 0 more files can be made at /p → sweep clean'],
    ],
    [{ answers: disk('btrfs 4096 900000 0 0\n') }, []],
    [{ answers: { 'stat -f': failed('limit') } }, []],
    [
      { answers: { bash: failed('exit', '', 'bash exited with 3: mktemp: Permission denied') } },
      [
        'error state-folder: no file can be made in /p: bash exited with 3: mktemp: Permission denied → chown or chmod u+rwx /p, or --state-dir DIR',
      ],
    ],
    [
      { answers: trial('times 1000 1000 1000\n') },
      ['error state-folder: no file can be made in /p → chown or chmod u+rwx /p, or --state-dir DIR'],
    ],
    [
      { answers: trial('written\ntimes 1000 1000 1000\nreflinks\n') },
      [
        'note holes: holes cannot be punched into files there (fallocate -p) → keep run folders on ext4, xfs, btrfs or tmpfs',
      ],
    ],
    [
      { answers: trial('written\ntimes 1000 1000 1000\nholes\n') },
      ['note reflinks: copies there take their full space (no reflinks) → null'],
    ],
    [{ answers: trial('written\ntimes 1000 1004 1004\nholes\nreflinks\n') }, []],
    [
      { answers: trial('written\ntimes 1000 940 1001\nholes\nreflinks\n') },
      [
        'warning clock: the clock of the file system differs from that of this machine by 60 s → timedatectl set-ntp true, here and on the file server',
      ],
    ],
    [
      { answers: trial('written\ntimes 1000 1090 1001\nholes\nreflinks\n') },
      [
        'warning clock: the clock of the file system differs from that of this machine by 89 s → timedatectl set-ntp true, here and on the file server',
      ],
    ],
  ])('is tried: %#', async (what, told) => {
    expect(wanting(await checkStateFolder('/p', machine(what)))).toEqual(told);
  });

  it.each<[CommandResult, unknown]>([
    [said('0 5 1777 directory\n'), { path: '/p', uid: 0, gid: 5, mode: 0o1777, isFolder: true }],
    [said('0 5 644 regular empty file\n'), { path: '/p', uid: 0, gid: 5, mode: 0o644, isFolder: false }],
    [NONE, null],
    [failed('limit'), '/p does not answer within seconds: its file system hangs'],
    [failed('exit', 'stat: /p: Permission denied'), '/p cannot be looked at: it failed: exit'],
  ])('is looked at without waiting for a server: %#', async (answer, told) => {
    expect(await folderAt('/p', machine({ answers: { 'stat -c': answer } }))).toEqual(told);
  });
});

describe('a clock', () => {
  it('is told as it shows here, with how far that is from UTC', () => {
    const at = Date.UTC(2026, 11, 1, 8, 30);
    const { says } = checkClock(machine({ now: () => at }));
    const [, day, time, zone = '', sign, hours = 0, minutes = 0] =
      /^the clock says (\S+) (\S+) \(UTC(?:(([+-])(\d\d):(\d\d)))?\), by which `begin` and hours go$/.exec(says) ?? [];
    expect(Date.parse(`${day}T${time}${zone === '' ? 'Z' : zone}`)).toBe(at);
    expect((sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes)) + new Date(at).getTimezoneOffset()).toBe(0);
  });

  it('that is before this program is told', () => {
    expect(wanting([checkClock(machine({ now: () => 0 }))])).toEqual([
      expect.stringMatching(
        /^warning clock: this machine takes it for 19\S+ \S+ \(UTC\S*\) → timedatectl set-ntp true$/,
      ),
    ]);
  });
});

describe('a project of a group', () => {
  const project = (stat: string, umask = '0022'): Machine => ({
    answers: { 'stat -c': said(stat) },
    files: { '/proc/self/status': `Umask:\t${umask}\n` },
  });
  it.each<[Machine, string[]]>([
    [project('1000 1000 755 directory\n', '0077'), []],
    [project('1000 1000 775 directory\n', '0077'), []],
    [
      project('1000 50 2775 directory\n', '0077'),
      ['warning umask: group 50 shares /p, and umask 0077 keeps it from what you make → umask 002'],
    ],
    [
      project('1000 50 775 directory\n', '0002'),
      ['warning umask: group 50 shares /p, and what you make there is of your own group → chmod g+s /p'],
    ],
    [project('1000 50 2775 directory\n', '0002'), []],
  ])('keeps nothing from it: %#', async (what, told) => {
    expect(wanting(await checkSharing('/p', machine(what)))).toEqual(told);
  });
});

describe('where runs meet', () => {
  const sockets = (stat: CommandResult): Machine => ({ answers: { 'stat -c': stat } });
  it.each<[Machine, string[]]>([
    [sockets(said('1000 1000 700 directory\n')), []],
    [
      sockets(said('1000 1000 755 directory\n')),
      ['warning sockets: /tmp/sweep-1000 is open to other users → chmod 700 /tmp/sweep-1000'],
    ],
    [
      sockets(said('7 7 700 directory\n')),
      ['warning sockets: /tmp/sweep-1000 belongs to user 7 → remove /tmp/sweep-1000'],
    ],
    [
      sockets(said('1000 1000 700 symbolic link\n')),
      ['warning sockets: /tmp/sweep-1000 is no folder → remove /tmp/sweep-1000'],
    ],
    [
      sockets(failed('limit')),
      [
        'warning sockets: /tmp/sweep-1000 does not answer within seconds: its file system hangs → remove /tmp/sweep-1000',
      ],
    ],
  ])('a folder of sockets is that of its user alone: %#', async (what, told) => {
    expect(wanting(await checkSocketFolder(machine(what)))).toEqual(told);
  });

  it('the host folder must be a trusted one that can be written', async () => {
    const path = mkdtempSync(join(tmpdir(), 'sweep-doctor-'));
    onTestFinished(() => {
      rmSync(path, { recursive: true });
    });
    const environment = { SWEEP_HOST_DIR: path };
    const stat = said('0 0 700 directory\n');
    const check = async (more: Machine): Promise<readonly Finding[]> =>
      await checkHostFolder(machine({ environment, ...more }));
    expect(await check({ answers: { 'stat -c': stat } })).toMatchObject([
      { level: 'ok', says: `${path} is shared now by no run` },
    ]);
    expect(await check({ answers: { 'stat -c': stat, test: failed('exit') } })).toMatchObject([
      { level: 'error', says: `${path} may not be written by you` },
    ]);
    expect(await check({ answers: { 'stat -c': failed('limit') } })).toMatchObject([{ level: 'error' }]);
    for (const [disk, says] of [
      ['tmpfs 4096 0 800000 800\n', `only 0 B are free in ${path}`],
      ['tmpfs 4096 25600 800 0\n', `no more files can be made in ${path}`],
    ] as const) {
      expect(await check({ answers: { 'stat -c': stat, 'stat -f': said(disk) } })).toMatchObject([
        { level: 'error', says },
      ]);
    }
    const file = join(path, 'file');
    mkdirSync(join(path, 'folder'));
    writeFileSync(file, '');
    expect(await check({ environment: { SWEEP_HOST_DIR: file }, answers: { 'stat -c': stat } })).toMatchObject([
      { level: 'error', says: `${file} is no folder` },
    ]);
  });
});
