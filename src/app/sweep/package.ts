import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that this package is installed in: where its schemas and templates are. */
export function packageFolder(): string {
  for (let here = dirname(fileURLToPath(import.meta.url)); ; here = dirname(here)) {
    if (existsSync(join(here, 'templates', 'wrapper.sh.hbs'))) return here;
    if (dirname(here) === here) throw new Error('the installation is incomplete: templates/wrapper.sh.hbs is missing');
  }
}

/** The version of this package. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
