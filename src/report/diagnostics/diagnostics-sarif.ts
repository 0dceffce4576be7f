import type { Diagnostic } from '../../model/diagnostic.ts';
import { moreLikeIt, type Alike } from './alike.ts';
import { locateAlike, type CheckedFile, type Located, type Region } from './check-result.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * What is wrong with files as a SARIF 2.1.0 log (OASIS standard), which code hosts and editors read. Paths are relative to
 * the repository where they can be; columns are UTF-16 units.
 *
 * @param pathOf a file as the repository names it, by how a diagnostic does; absolute if it lies outside
 * @param version of sweep
 */
export function sarifLog(checked: readonly CheckedFile[], pathOf: (file: string) => string, version: string): object {
  const located = locateAlike(checked);
  const first = located.map((one) => one.first);
  const codes = [...new Set(first.map(({ diagnostic }) => diagnostic.code))];
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'sweep', version, rules: codes.map((code) => rule(code, first)) } },
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
  { first: { diagnostic, file, region, related }, examples, count }: Alike<Located>,
  codes: readonly string[],
  pathOf: (file: string) => string,
): object {
  const others = [
    ...related,
    ...examples.map((one) => ({ message: one.diagnostic.message, file: one.file, region: one.region })),
  ];
  return {
    ruleId: diagnostic.code,
    ruleIndex: codes.indexOf(diagnostic.code),
    level: diagnostic.severity,
    message: { text: messageOf(diagnostic, count) },
    locations: [{ physicalLocation: physicalLocation(pathOf(file), region) }],
    ...(count === 1 ? {} : { occurrenceCount: count }),
    ...(others.length === 0
      ? {}
      : {
          relatedLocations: others.map((one, id) => ({
            id,
            message: { text: one.message },
            physicalLocation: physicalLocation(pathOf(one.file), one.region),
          })),
        }),
  };
}

function messageOf({ message, hint }: Diagnostic, count: number): string {
  const text = count === 1 ? message : `${message}; ${moreLikeIt({ count })}`;
  return hint === undefined ? text : `${text}. Hint: ${hint}`;
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
