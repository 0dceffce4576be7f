import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProgram } from '../src/cli/program.ts';
import { bundle, MAN_PAGE } from './bundle.ts';
import { manPage } from './man-page.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
rmSync(join(root, 'dist', 'types'), { recursive: true, force: true });
await bundle(root);
writeFileSync(join(root, 'dist', MAN_PAGE), manPage(buildProgram(() => undefined)));
