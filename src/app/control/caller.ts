import { createHash } from 'node:crypto';

/** What an added job has of the environment of whoever added it. */
export interface CallerEnvironment {
  /** What is kept on disk with the job, since it hardly runs without. */
  readonly kept: Readonly<Record<string, string>>;
  /** Of the rest, a short hash of each value, by name: enough to see whether another process has the same. */
  readonly inherited: Readonly<Record<string, string>>;
  /** All of it. */
  readonly whole: Readonly<Record<string, string>>;
}

/** What a shell can export. Others, such as functions that bash has exported, could not be handed on. */
const NAME = /^[A-Za-z_]\w*$/;

/** What bash keeps anybody from setting. */
const READ_ONLY = new Set(['BASHOPTS', 'SHELLOPTS', 'UID', 'EUID', 'PPID', 'BASH_VERSINFO']);

/** What decides which programs a command finds. */
const KEPT = /^(?:PATH|VIRTUAL_ENV|CONDA_\w+|PYTHONPATH|LD_LIBRARY_PATH)$/;

/** What tells of a terminal or of a login, and means nothing to a job. */
const OF_SESSION =
  /^(?:_|PWD|OLDPWD|SHLVL|TERM|TERM_\w+|COLORTERM|COLUMNS|LINES|LS_COLORS|PS\d|PROMPT_COMMAND|SSH_\w+|TMUX\w*|STY|WINDOW(?:ID)?|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_(?:SESSION|RUNTIME|SEAT|VTNR)\w*|DBUS_SESSION_BUS_ADDRESS|GPG_TTY|MAIL|INVOCATION_ID|JOURNAL_STREAM|VTE_VERSION|LESS\w*|PAGER|EDITOR|VISUAL|HIST\w+|NODE_\w+|npm_\w+|SWEEP_\w+)$/;

/** The environment of this process, as a job that it adds has it. */
export function callerEnvironment(environment: NodeJS.ProcessEnv): CallerEnvironment {
  const all = Object.entries(environment).filter(
    (one): one is [string, string] => one[1] !== undefined && NAME.test(one[0]) && !READ_ONLY.has(one[0]),
  );
  const kept = all.filter(([name]) => KEPT.test(name));
  const inherited = all.filter(([name]) => !KEPT.test(name) && !OF_SESSION.test(name));
  return {
    kept: Object.fromEntries(kept),
    inherited: Object.fromEntries(inherited.map(([name, value]) => [name, hashOf(name, value)])),
    whole: Object.fromEntries(all),
  };
}

/** The variables among those that a job inherited which `environment` does not have, or with another value. */
export function variablesLost(
  inherited: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv,
): readonly string[] {
  return Object.entries(inherited).flatMap(([name, hash]) => {
    const value = environment[name];
    return value !== undefined && hashOf(name, value) === hash ? [] : [name];
  });
}

/** Too short to tell a value by, long enough to tell two apart. */
function hashOf(name: string, value: string): string {
  return createHash('sha256').update(`${name}=${value}`).digest('hex').slice(0, 8);
}
