import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import type { CheckedFile } from '../../../src/report/diagnostics/check-result.ts';
import { githubAnnotations } from '../../../src/report/diagnostics/diagnostics-github.ts';
import { checkJson } from '../../../src/report/diagnostics/diagnostics-json.ts';
import { sarifLog } from '../../../src/report/diagnostics/diagnostics-sarif.ts';

const TEXT = 'name: beam\n# 😀\ncommand: "😀 {{sead}}"\nmatrix: {seed: [1]}\n';

function spanOf(words: string, file = 'sweeps/beam.yaml'): { file: string; start: number; end: number } {
  const start = TEXT.indexOf(words);
  return { file, start, end: start + words.length };
}

function checked(...diagnostics: Diagnostic[]): CheckedFile {
  const file = 'sweeps/beam.yaml';
  const jobs = diagnostics.some(({ severity }) => severity === 'error') ? null : 3;
  return { file, jobs, diagnostics, sources: new Map([[file, TEXT]]) };
}

const UNKNOWN: Diagnostic = {
  severity: 'error',
  code: 'unknown-name',
  message: 'there is no axis or var `sead`',
  span: spanOf('sead'),
  hint: 'did you mean `seed`?',
  related: [{ message: 'it is defined here', span: spanOf('seed: [1]') }],
};
const WARNING: Diagnostic = {
  severity: 'warning',
  code: 'unused-axis',
  message: '100% unused, \n: odd',
  span: spanOf('{seed: [1]}\n'),
};
const UNREADABLE: Diagnostic = {
  severity: 'error',
  code: 'unreadable-file',
  message: 'a,b.yaml does not exist',
  span: null,
};

/** A thousand that are alike, all at one place. */
const MANY: readonly Diagnostic[] = Array.from({ length: 1000 }, (_, at) => ({
  severity: 'error',
  code: 'missing-file',
  message: `\`data/${at}.json\` does not exist`,
  span: spanOf('{seed: [1]}'),
}));

const asIs = (file: string) => file;

describe('what is wrong, as JSON', () => {
  it('has every file, and of every diagnostic all there is, with columns in code points', () => {
    expect(checkJson([checked(UNKNOWN)])).toEqual({
      version: 1,
      files: [{ file: 'sweeps/beam.yaml', jobs: null }],
      diagnostics: [
        {
          severity: 'error',
          code: 'unknown-name',
          message: 'there is no axis or var `sead`',
          hint: 'did you mean `seed`?',
          ...{ file: 'sweeps/beam.yaml', line: 3, column: 15, endLine: 3, endColumn: 19 },
          related: [
            {
              message: 'it is defined here',
              ...{ file: 'sweeps/beam.yaml', line: 4, column: 10, endLine: 4, endColumn: 19 },
            },
          ],
          count: 1,
          examples: [],
        },
      ],
    });
  });

  it('names the file of a fault that has no place', () => {
    const found = checkJson([{ ...checked(UNREADABLE), file: 'a,b.yaml' }]).diagnostics[0];
    expect(found).toMatchObject({ file: 'a,b.yaml', line: null, column: null, hint: null });
  });

  it('tells a fault of a base that two files extend once', () => {
    expect(checkJson([checked(UNKNOWN), { ...checked(UNKNOWN), file: 'sweeps/other.yaml' }]).diagnostics).toHaveLength(
      1,
    );
  });

  it('has one of many that are alike, with their count and the first few of the others', () => {
    const place = { file: 'sweeps/beam.yaml', line: 4, column: 9, endLine: 4, endColumn: 20 };
    expect(checkJson([checked(...MANY)]).diagnostics).toEqual([
      {
        severity: 'error',
        code: 'missing-file',
        message: '`data/0.json` does not exist',
        hint: null,
        ...place,
        related: [],
        count: 1000,
        examples: [1, 2, 3].map((at) => ({ message: `\`data/${at}.json\` does not exist`, ...place })),
      },
    ]);
  });

  it('gathers those that are about files as a whole by the file', () => {
    const whole = MANY.map((one) => ({ ...one, span: null }));
    const found = checkJson([checked(...whole), { ...checked(...whole), file: 'other.yaml' }]).diagnostics;
    expect(found.map(({ file, count }) => [file, count])).toEqual([
      ['sweeps/beam.yaml', 1000],
      ['other.yaml', 1000],
    ]);
  });
});

describe('what is wrong, as annotations of GitHub', () => {
  it('is one workflow command each, with the place and the hint', () => {
    expect(githubAnnotations([checked(UNKNOWN)], (file) => `repo/${file}`)).toBe(
      '::error file=repo/sweeps/beam.yaml,line=3,col=15,endLine=3,endColumn=19,title=sweep%3A unknown-name' +
        '::there is no axis or var `sead`%0Ahint: did you mean `seed`?\n',
    );
  });

  it('escapes what would end a property or the command', () => {
    const [first, second] = githubAnnotations(
      [{ ...checked(UNREADABLE), file: 'a,b:c.yaml' }, checked(WARNING)],
      asIs,
    ).split('\n');
    expect(first).toBe('::error file=a%2Cb%3Ac.yaml,title=sweep%3A unreadable-file::a,b.yaml does not exist');
    expect(second).toBe(
      '::warning file=sweeps/beam.yaml,line=4,col=9,endLine=5,title=sweep%3A unused-axis::100%25 unused, %0A: odd',
    );
  });

  it('is one for many that are alike, which tells their number and the first few of the others', () => {
    const text = githubAnnotations([checked(...MANY)], asIs);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).toContain(
      '::`data/0.json` does not exist%0Aand 999 more like it, such as:%0A`data/1.json` does not exist%0A',
    );
  });

  it('is nothing where nothing is wrong', () => {
    expect(githubAnnotations([checked()], asIs)).toBe('');
  });
});

/** The schema is of draft 4, of which it uses nothing that later drafts read otherwise. */
function sarifSchema(): object {
  const path = join(import.meta.dirname, '../../fixtures/sarif/sarif-2.1.0-rtm.5.json');
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return schema;
}

describe('what is wrong, as SARIF', () => {
  const isUri = (text: string) => URL.canParse(text);
  const isReference = (text: string) => URL.canParse(text, 'file:///') && !/[\s%](?![0-9A-F]{2})/.test(text);
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    unicodeRegExp: false,
    formats: { uri: isUri, 'uri-reference': isReference, 'date-time': true },
  });
  const validate = ajv.compile(sarifSchema());
  const problems = (log: object) => (validate(log) ? [] : validate.errors);

  it('is valid by the schema of SARIF 2.1.0, with and without faults', () => {
    expect(
      problems(
        sarifLog([checked(UNKNOWN, WARNING), { ...checked(UNREADABLE), file: '/tmp/a b%.yaml' }], asIs, '1.2.3'),
      ),
    ).toEqual([]);
    expect(problems(sarifLog([checked()], asIs, '1.2.3'))).toEqual([]);
    expect(problems(sarifLog([], asIs, '1.2.3'))).toEqual([]);
    expect(problems({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([]);
  });

  it('has one result for many that are alike, with how often it occurs and where the first few others are', () => {
    const log = sarifLog([checked(...MANY)], asIs, '1.2.3');
    expect(problems(log)).toEqual([]);
    const [run] = (log as { runs: { results: unknown[] }[] }).runs;
    expect(run?.results).toHaveLength(1);
    expect(run?.results[0]).toMatchObject({
      occurrenceCount: 1000,
      message: { text: '`data/0.json` does not exist; and 999 more like it' },
      relatedLocations: [1, 2, 3].map((at) => ({ message: { text: `\`data/${at}.json\` does not exist` } })),
    });
  });

  it('counts columns in UTF-16 units and says so', () => {
    const [run] = (sarifLog([checked(UNKNOWN)], asIs, '1.2.3') as { runs: Record<string, unknown>[] }).runs;
    expect(run).toMatchObject({
      columnKind: 'utf16CodeUnits',
      tool: { driver: { name: 'sweep', version: '1.2.3', rules: [{ id: 'unknown-name' }] } },
      results: [
        {
          ruleId: 'unknown-name',
          ruleIndex: 0,
          level: 'error',
          message: { text: 'there is no axis or var `sead`. Hint: did you mean `seed`?' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'sweeps/beam.yaml', uriBaseId: 'SRCROOT' },
                region: { startLine: 3, startColumn: 16, endLine: 3, endColumn: 20 },
              },
            },
          ],
        },
      ],
    });
  });

  it('has relative references for what lies in the repository, and URIs for what does not', () => {
    const log = JSON.stringify(sarifLog([{ ...checked(UNREADABLE), file: '/tmp/a b.yaml' }, checked()], asIs, '1'));
    expect(log).toContain('{"uri":"file:///tmp/a%20b.yaml"}');
    expect(log).toContain('{"uri":"sweeps/beam.yaml","uriBaseId":"SRCROOT"}');
  });
});
