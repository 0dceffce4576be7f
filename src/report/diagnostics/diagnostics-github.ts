import { moreLikeIt, type Alike } from './alike.ts';
import { locateAlike, type CheckedFile, type Located, type Region } from './check-result.ts';

/**
 * What is wrong with files as workflow commands of GitHub Actions, which shows them beside the lines that they are about.
 *
 * @param pathOf a file as the repository names it, by how a diagnostic does
 */
export function githubAnnotations(checked: readonly CheckedFile[], pathOf: (file: string) => string): string {
  return locateAlike(checked)
    .map((one) => `${annotation(one, pathOf)}\n`)
    .join('');
}

function annotation({ first, examples, count }: Alike<Located>, pathOf: (file: string) => string): string {
  const { diagnostic, file, region } = first;
  const { severity, code, message, hint } = diagnostic;
  const properties = [
    `file=${inProperty(pathOf(file))}`,
    ...(region === null
      ? []
      : [`line=${region.start.line}`, `col=${region.start.column}`, `endLine=${region.end.line}`]),
    // Columns are those of one line: with an end on another, GitHub takes none.
    ...(region !== null && region.end.line === region.start.line ? [`endColumn=${region.end.column}`] : []),
    `title=${inProperty(`sweep: ${code}`)}`,
  ];
  const lines = [
    message,
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
    ...(count === 1 ? [] : [`${moreLikeIt({ count })}, such as:`, ...examples.map((one) => example(one, region))]),
  ];
  return `::${severity} ${properties.join(',')}::${inMessage(lines.join('\n'))}`;
}

/** One of those that have no annotation of their own; its line only if that is another. */
function example({ diagnostic, region }: Located, shown: Region | null): string {
  const isThere = region?.start.line === shown?.start.line;
  return isThere || region === null ? diagnostic.message : `line ${region.start.line}: ${diagnostic.message}`;
}

/** As the runner decodes them: github.com/actions/toolkit, packages/core/src/command.ts. */
function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
