import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { widthOf } from '../../../src/report/text/columns.ts';
import { formatDiagnostics } from '../../../src/report/diagnostics/diagnostics.ts';
import { excerpt } from '../../../src/report/text/excerpt.ts';
import { Lines } from '../../../src/report/text/position.ts';

const FILE = 'beam.yaml';

function fault(source: string, part: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const start = source.indexOf(part);
  const span = { file: FILE, start, end: start + part.length };
  return { severity: 'error', code: 'test', message: 'this is wrong', span, ...more };
}

function printed(source: string, ...diagnostics: Diagnostic[]): string {
  return formatDiagnostics(diagnostics, new Map([[FILE, source]]), { color: false });
}

describe('diagnostics for people', () => {
  it('say where and what, show the line, underline the place, and tell how to mend it', () => {
    expect(
      printed('command: x\ngpu: 2\n', fault('command: x\ngpu: 2\n', 'gpu', { hint: 'did you mean `gpus`?' })),
    ).toBe(
      [
        'beam.yaml:2:1: error: this is wrong',
        '    2 | gpu: 2',
        '      | ^^^',
        'hint: did you mean `gpus`?',
        '',
        '1 error in beam.yaml',
        '',
      ].join('\n'),
    );
  });

  it('show related places likewise', () => {
    const source = 'a: 1\na: 2\n';
    const related = [{ message: 'it is first set here', span: { file: FILE, start: 0, end: 1 } }];
    expect(printed(source, { ...fault(source, 'a: 2'), related })).toContain(
      'beam.yaml:1:1: it is first set here\n    1 | a: 1\n      | ^\n',
    );
  });

  it('come in the order of the files and of the text, those about no place first', () => {
    const span = (file: string, start: number) => ({ file, start, end: start + 1 });
    const one = (message: string, at: Diagnostic['span']): Diagnostic => ({
      severity: message === 'c' ? 'warning' : 'error',
      code: 'test',
      message,
      span: at,
    });
    const text = formatDiagnostics(
      [one('d', span('z', 1)), one('e', span('a', 0)), one('c', span('z', 0)), one('b', null)],
      new Map([
        ['z', 'xyz'],
        ['a', 'abc'],
      ]),
      { color: false },
    );
    expect(text.match(/(?:error|warning): ./g)).toEqual(['error: b', 'warning: c', 'error: d', 'error: e']);
    expect(text).toMatch(/\n3 errors, 1 warning in 2 files\n$/);
  });

  it('are nothing when nothing is wrong', () => {
    expect(printed('command: x\n')).toBe('');
  });

  it('count what there is', () => {
    const source = 'abc';
    expect(printed(source, fault(source, 'a', { severity: 'warning' }))).toMatch(/\n\n1 warning in beam\.yaml\n$/);
    expect(printed(source, fault(source, 'a', { span: null }))).toBe('error: this is wrong\n\n1 error\n');
  });

  it('underline a place that goes over several lines on its first', () => {
    const source = 'a:\n  b: 1\n  c: 2\n';
    expect(printed(source, fault(source, 'b: 1\n  c: 2'))).toContain('    2 |   b: 1\n      |   ^^^^\n');
  });

  it('have one caret for an empty place, at the end of a line and of the file too', () => {
    expect(printed('a:\nb', fault('', '', { span: { file: FILE, start: 2, end: 2 } }))).toContain(
      '1 | a:\n      |   ^\n',
    );
    expect(printed('a:\nb', fault('', '', { span: { file: FILE, start: 4, end: 4 } }))).toContain(
      '2 | b\n      |  ^\n',
    );
  });

  it('show no carriage returns', () => {
    expect(printed('a: 1\r\nb: 2\r\n', fault('a: 1\r\nb: 2\r\n', 'b: 2'))).toContain('    2 | b: 2\n      | ^^^^\n');
  });

  it('write control characters out, in the line and in the message', () => {
    const source = 'a: \u001B[31mred\u202E\u200B\n';
    const text = printed(source, fault(source, 'red', { message: 'not `\u001B[2J`' }));
    expect(text).toContain('error: not `\\u{1b}[2J`\n');
    expect(text).toContain('    1 | a: \\u{1b}[31mred\\u{202e}\\u{200b}\n');
    expect(text).toContain(`\n      | ${' '.repeat(13)}^^^\n`);
  });

  it('have colours only where they are wanted', () => {
    const sources = new Map([[FILE, 'abc']]);
    const plain = formatDiagnostics([fault('abc', 'b')], sources, { color: false });
    const coloured = formatDiagnostics([fault('abc', 'b')], sources, { color: true });
    expect(plain).not.toContain('\u001B');

    expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(plain);
    expect(coloured).not.toBe(plain);
  });
});

describe('the caret', () => {
  it.each([
    ['after plain text', 'key: value', 'value', 5, 5],
    ['after wide characters', '数据: 值', '值', 6, 2],
    ['after an emoji made of several', '👨‍👩‍👧: x', 'x', 4, 1],
    ['after combining marks', 'e\u0301te\u0301: x', 'x', 5, 1],
    ['after tabs', '\ta\t: x', 'x', 11, 1],
    ['under a flag', '🇨🇭: x', '🇨🇭', 0, 2],
  ])('stands right %s', (_, line, part, indent, width) => {
    const start = line.indexOf(part);
    expect(excerpt(line, start, start + part.length)).toMatchObject({ indent, width });
  });

  it('stands under the marked text however long the line is', () => {
    const letters = fc.stringMatching(/^[a-z]{0,1500}$/);
    fc.assert(
      fc.property(letters, fc.stringMatching(/^[A-Z]{1,20}$/), letters, (before, part, after) => {
        const shown = excerpt(before + part + after, before.length, before.length + part.length);
        expect(shown.text.slice(shown.indent, shown.indent + shown.width)).toBe(part);
        expect(widthOf(shown.text)).toBeLessThanOrEqual(102);
      }),
    );
  });

  it('never stands outside the line that is shown, but for one behind its end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(), fc.nat(), (line, a, b) => {
        const [start = 0, end = 0] = [a % (line.length + 1), b % (line.length + 1)].sort((x, y) => x - y);
        const { text, indent, width } = excerpt(line, start, end);
        expect(indent + width).toBeLessThanOrEqual(widthOf(text) + 1);
      }),
    );
  });
});

describe('a position', () => {
  it('counts lines from 1 and columns from 1 in code points', () => {
    const lines = new Lines('a\n🧮b\r\nc');
    expect(lines.positionOf(0)).toEqual({ line: 1, column: 1 });
    expect(lines.positionOf(4)).toEqual({ line: 2, column: 2 });
    expect(lines.positionOf(7)).toEqual({ line: 3, column: 1 });
    expect(lines.positionOf(99)).toEqual({ line: 3, column: 2 });
  });

  it('is on the line that a text before it ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', 'é') }), fc.nat(), (text, at) => {
        const offset = at % (text.length + 1);
        const before = text.slice(0, offset).split('\n');
        expect(new Lines(text).positionOf(offset)).toEqual({ line: before.length, column: before.at(-1)!.length + 1 });
      }),
    );
  });
});
