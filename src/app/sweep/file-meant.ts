import { join } from 'node:path';
import { readBoundedText } from '../../disk/plain-file.ts';
import { sweepFilesIn } from '../../project/sweep-file.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** Where sweep files are looked for when none is named: here, else in the folder that projects have for them. */
const PLACES = ['.', 'sweeps'];
const USUAL = 'sweep.yaml';
const MOST_TOLD = 8;

/** More of a file need not be read to see whether it is a sweep. */
const MOST_READ = 1024 * 1024;

/**
 * The sweep file that a command means: the one that is said, else `sweep.yaml` here, else the only one here or in `sweeps/`. Refuses
 * where there is none or a choice, and names what there is.
 */
export function fileMeant(said: string | undefined): string {
  if (said !== undefined) return said;
  for (const place of PLACES) {
    const found = (sweepFilesIn(place) ?? []).filter(isSweep);
    const usual = found.find((path) => path === join(place, USUAL));
    const [only, more] = found;
    if (usual !== undefined) return usual;
    if (only !== undefined && more === undefined) return only;
    if (more !== undefined) throw new Refusal(EXIT.invalid, `say which sweep file: ${choiceOf(found)}`);
  }
  throw new Refusal(
    EXIT.invalid,
    'there is no sweep file here and none in sweeps/: name one, or write a first one with sweep init',
  );
}

function choiceOf(files: readonly string[]): string {
  const told = files.slice(0, MOST_TOLD).join(', ');
  return files.length > MOST_TOLD ? `${told} and ${files.length - MOST_TOLD} more` : told;
}

/** Whether a file says what to run: other YAML, and what sweeps only build on, does not. */
function isSweep(path: string): boolean {
  const text = readBoundedText(path, MOST_READ);
  return text !== null && /^["']?(?:command|stages)["']?[ \t]*:/m.test(text);
}
