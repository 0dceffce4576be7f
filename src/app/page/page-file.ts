import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBeginning } from '../../disk/plain-file.ts';
import { replaceFile } from '../../host/system/replace-file.ts';
import { PAGE_BEGINNING } from '../../report/page/document.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { packageFolder } from '../sweep/package.ts';

/** The script and the style of a kind of pages, as the build has put them beside the program. */
export function pageAssets(kind: 'page' | 'ui'): { readonly script: string; readonly style: string } {
  const [script, style] = [`${kind}.js`, `${kind}.css`].map((name) => {
    const path = join(packageFolder(), 'dist', name);
    if (!existsSync(path)) throw new Error(`the installation is incomplete: dist/${name} is missing`);
    return readFileSync(path, 'utf8').trim();
  });
  return { script: script ?? '', style: style ?? '' };
}

/** Refuses a file that is there and no page of this program: it would be lost. */
export function refuseOtherFile(file: string): void {
  if (!existsSync(file)) return;
  let beginning: string;
  try {
    beginning = readBeginning(resolve(file), PAGE_BEGINNING.length).bytes.toString('utf8');
  } catch (error) {
    throw new Refusal(EXIT.invalid, `${file} cannot be replaced: ${(error as Error).message}`);
  }
  if (beginning === PAGE_BEGINNING) return;
  throw new Refusal(EXIT.invalid, `${file} is there, and no page of sweep report: name another with --output`);
}

/** Writes a page in one step, so that whoever has it open never finds a part of it. */
export function writePage(file: string, page: string): void {
  try {
    replaceFile(file, page);
  } catch (error) {
    throw new Refusal(EXIT.unavailable, `${file} cannot be written: ${(error as Error).message}`);
  }
}
