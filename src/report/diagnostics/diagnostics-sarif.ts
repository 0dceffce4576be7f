import type { Diagnostic } from '../../model/diagnostic.ts';
import { locate, type CheckedFile, type Located, type Region } from './check-result.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * What is wrong with files as a SARIF 2.1.0 log (OASIS standard), which code hosts and editors read. Paths are relative to
 * the repository where they can be; columns are UTF-16 units.
 *
 * @param pathOf a file as the repository names it, by how a diagnostic does; absolute if it lies outside
 * @param version of sweep
 */
export function sarifLog(checked: readonly CheckedFile[], pathOf: (file: string) => string, version: string): object {
  const located = locate(checked);
  const codes = [...new Set(located.map(({ diagnostic }) => diagnostic.code))];
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sweep', version, rules: codes.map((code) => rule(code, located)) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        artifacts: checked.map(({ file }) => ({ location: artifact(pathOf(file)) })),
        results: located.map((one) => result(one, codes, pathOf)),
      },
    ],
  };
}

const ROOT = 'SRCROOT';

function rule(code: string, located: readonly Located[]): object {
  const words = code.replaceAll('-', ' ');
  const isError = located.some(({ diagnostic }) => diagnostic.code === code && diagnostic.severity === 'error');
  return {
    id: code,
    shortDescription: { text: `${words.charAt(0).toUpperCase()}${words.slice(1)}` },
    defaultConfiguration: { level: isError ? 'error' : 'warning' },
  };
}

function result(
  { diagnostic, file, region, related }: Located,
  codes: readonly string[],
  pathOf: (file: string) => string,
): object {
  return {
    ruleId: diagnostic.code,
    ruleIndex: codes.indexOf(diagnostic.code),
    level: diagnostic.severity,
    message: { text: messageOf(diagnostic) },
    locations: [{ physicalLocation: physicalLocation(pathOf(file), region) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            message: { text: one.message },
            physicalLocation: physicalLocation(pathOf(one.file), one.region),
          })),
        }),
  };
}

function messageOf({ message, hint }: Diagnostic): string {
  return hint === undefined ? message : `${message}. Hint: ${hint}`;
}

function physicalLocation(path: string, region: Region | null): object {
  const artifactLocation = artifact(path);
  if (region === null) return { artifactLocation };
  const { start, end } = region;
  return {
    artifactLocation,
    region: {
      startLine: start.line,
      startColumn: start.utf16Column,
      endLine: end.line,
      endColumn: end.utf16Column,
    },
  };
}

function artifact(path: string): object {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: ROOT };
}
