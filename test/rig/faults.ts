import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** What some calls of the file system come to on a disk that fails. */
export interface Fault {
  /** By their names in `node:fs`. */
  readonly calls: readonly string[];
  /** Which files, as a regular expression for their paths. */
  readonly path: string;
  /** The error of the system, such as EIO; or `short`: all goes well, a byte at a time. */
  readonly code: string;
}

/** Loaded before the program: puts functions that fail in the place of those of `node:fs`. */
const PRELOAD = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { getSystemErrorMap } from 'node:util';

const { fault, lasts, told } = JSON.parse(process.env.SWEEP_TEST_FAULT);
const real = { ...fs, promises: { ...fs.promises } };
const paths = new Map();
const pathOf = (target) => (typeof target === 'number' ? (paths.get(target) ?? '') : String(target));
const matches = new RegExp(fault.path);
const failureOf = (call, target) => {
  const path = pathOf(target);
  if (!fault.calls.includes(call) || !matches.test(path) || !real.existsSync(lasts)) return null;
  real.appendFileSync(told, call + ' ' + path + '\\n');
  const errno = -os.constants.errno[fault.code];
  const [name, why] = getSystemErrorMap().get(errno) ?? [fault.code, 'a fault'];
  const syscall = call.replace(/Sync$/, '');
  const message = name + ': ' + why + ', ' + syscall + (typeof target === 'number' ? '' : " '" + path + "'");
  return Object.assign(new Error(message), { code: name, errno, syscall, path });
};
const failing = (call, place = 0) => (...args) => {
  const failure = failureOf(call, args[place]);
  if (failure !== null && fault.code !== 'short') throw failure;
  return real[call](...args);
};
for (const call of ['mkdirSync', 'writeFileSync', 'ftruncateSync', 'fdatasyncSync', 'fchmodSync']) fs[call] = failing(call);
for (const call of ['renameSync', 'copyFileSync']) fs[call] = failing(call, 1);
fs.openSync = (...args) => {
  const fd = failing('openSync')(...args);
  paths.set(fd, String(args[0]));
  return fd;
};
fs.writeSync = (fd, data, offset, length, position) => {
  const failure = failureOf('writeSync', fd);
  if (failure === null) return real.writeSync(fd, data, offset, length, position);
  if (fault.code !== 'short') throw failure;
  return typeof data === 'string' ? real.writeSync(fd, data, offset) : real.writeSync(fd, data, offset, Math.min(1, length), position);
};
fs.fdatasync = (fd, done) => {
  const failure = failureOf('fdatasync', fd);
  if (failure === null || fault.code === 'short') real.fdatasync(fd, done);
  else setImmediate(done, failure);
};
fs.promises.open = async (...args) => {
  const failure = failureOf('open', args[0]);
  if (failure !== null) throw failure;
  return real.promises.open(...args);
};
syncBuiltinESMExports();
`;

/** A disk that fails, as a program finds it that is started with this environment, for as long as it is broken. */
export class FailingDisk {
  readonly #folder = mkdtempSync(join(tmpdir(), 'sweep-fault-'));
  readonly environment: Readonly<Record<string, string>>;

  constructor(fault: Fault) {
    const preload = join(this.#folder, 'preload.mjs');
    writeFileSync(preload, PRELOAD);
    this.environment = {
      NODE_OPTIONS: `--import=${preload}`,
      SWEEP_TEST_FAULT: JSON.stringify({ fault, lasts: this.#lasts, told: this.#told }),
    };
    onTestFinished(() => rmSync(this.#folder, { recursive: true }));
  }

  get #lasts(): string {
    return join(this.#folder, 'broken');
  }

  get #told(): string {
    return join(this.#folder, 'told');
  }

  break(): this {
    writeFileSync(this.#lasts, '');
    return this;
  }

  mend(): void {
    rmSync(this.#lasts);
  }

  /** The calls that have failed so far, a line each. */
  get failed(): string {
    return existsSync(this.#told) ? readFileSync(this.#told, 'utf8') : '';
  }

  /** Waits until a call has failed. */
  async hasFailed(): Promise<void> {
    await until('the disk to fail', () => this.failed !== '');
  }
}
