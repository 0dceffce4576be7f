import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * The folders of the packages that bundled files come from.
 * @param inputs paths of bundled files, relative to the project root, with forward slashes.
 */
export function packagesOf(inputs: readonly string[]): string[] {
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
  return [...new Set(folders)].sort();
}

/**
 * The licence texts that must travel with a bundle, one section a package.
 * @throws Error when a package has neither a licence file nor a declared licence.
 */
export function licenceTexts(root: string, folders: readonly string[]): string {
  const sections = folders.map((folder) => licenceText(join(root, folder)));
  return ['Software by others that is bundled in this package.\n', ...new Set(sections)].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

function licenceText(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map(({ name }) => name);
  if (files.length === 0 && manifest.license === undefined) {
    throw new Error(`${folder} is bundled, but has no licence that could be passed on`);
  }
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim() + '\n');
  const head = `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})\n`;
  return [head, ...texts].join('\n');
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}
