import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a program is to be found by the PATH of an environment. */
export function isInPath(program: string, environment: NodeJS.ProcessEnv): boolean {
  return pathsOf(program, environment).some((path) => allows(path, constants.X_OK));
}

/** Whether a program is where PATH says, or at its path, be it that nobody may execute it. */
export function isThere(program: string, environment: NodeJS.ProcessEnv): boolean {
  return pathsOf(program, environment).some((path) => allows(path, constants.F_OK));
}

function pathsOf(program: string, { PATH = '' }: NodeJS.ProcessEnv): readonly string[] {
  return program.includes('/') ? [program] : PATH.split(delimiter).map((folder) => join(folder, program));
}

function allows(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
