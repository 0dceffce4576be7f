import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files below these folders that hold `text`, by what they are called there. */
export function filesWith(text: string, ...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .filter((path) => readFileSync(path).includes(text))
      .map((path) => path.slice(folder.length + 1)),
  );
}
