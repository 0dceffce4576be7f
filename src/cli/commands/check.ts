import { relative, resolve } from 'node:path';
import { checkFiles } from '../../app/check-files.ts';
import { fileMeant, fileNamed } from '../../app/sweep/file-meant.ts';
import type { LoadOptions } from '../../app/sweep/load.ts';
import { packageVersion } from '../../app/sweep/package.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { projectRoot } from '../../project/project.ts';
import type { CheckedFile } from '../../report/diagnostics/check-result.ts';
import { reportFindings } from '../notices.ts';
import { print } from '../terminal/terminal.ts';

/** What `sweep check --format` takes. */
export type CheckFormat = 'text' | 'json' | 'github' | 'sarif';

export interface CheckOptions extends LoadOptions {
  readonly format?: CheckFormat;
}

/** `sweep check FILE…`: says everything that is wrong with the files, and runs nothing. */
export async function checkCommand(said: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const format = options.format ?? 'text';
  const checked: CheckedFile[] = [];
  let allSound = true;
  const files = said.length === 0 ? [fileMeant(undefined, options)] : said.map((one) => fileNamed(one, options) ?? one);
  for await (const { soundly, ...file } of checkFiles(files, options)) {
    allSound &&= soundly !== null;
    checked.push(file);
    if (format !== 'text') continue;
    reportFindings(file);
    if (soundly !== null) print(`${file.file}: ${soundly}, no errors`);
  }
  if (format !== 'text') await printChecked(checked, format);
  return allSound ? EXIT.done : EXIT.invalid;
}

async function printChecked(checked: readonly CheckedFile[], format: Exclude<CheckFormat, 'text'>): Promise<void> {
  switch (format) {
    case 'json': {
      const { checkJson } = await import('../../report/diagnostics/diagnostics-json.ts');
      print(JSON.stringify(checkJson(checked)));
      break;
    }
    case 'github': {
      const { githubAnnotations } = await import('../../report/diagnostics/diagnostics-github.ts');
      const annotations = githubAnnotations(checked, inRepository());
      if (annotations !== '') print(annotations);
      break;
    }
    case 'sarif': {
      const { sarifLog } = await import('../../report/diagnostics/diagnostics-sarif.ts');
      print(JSON.stringify(sarifLog(checked, inRepository(), packageVersion()), null, 2));
      break;
    }
    default:
      format satisfies never;
  }
}

/** How the repository names files that are named from here: GitHub's checkout, or the project of the working folder. */
function inRepository(): (file: string) => string {
  const workspace = process.env['GITHUB_WORKSPACE'] ?? '';
  const root = workspace === '' ? projectRoot(process.cwd()) : resolve(workspace);
  return (file) => {
    const path = relative(root, resolve(file));
    return path.startsWith('../') ? resolve(file) : path;
  };
}
