import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
rmSync(join(root, 'dist', 'types'), { recursive: true, force: true });
await bundle(root);
