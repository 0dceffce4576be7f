import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withEntry } from '../../../src/app/write/json-entry.ts';

const ENTRY = { command: 'sweep', args: ['mcp'] };
const add = (text: string) => withEntry(text, 'mcpServers', 'sweep', ENTRY);
const LINE = '"sweep": {"command":"sweep","args":["mcp"]}';

describe('an entry in a file of JSON', () => {
  test('comes into an empty file, and into one without the key', () => {
    expect(add('')).toEqual({ ok: true, text: `{\n  "mcpServers": {\n    ${LINE}\n  }\n}\n` });
    expect(add('{\n  "a": 1\n}\n')).toEqual({
      ok: true,
      text: `{\n  "mcpServers": {\n    ${LINE}\n  },\n  "a": 1\n}\n`,
    });
  });

  test('comes beside the others, which stay as they are', () => {
    const text = '{\n  "mcpServers": {\n    "other":   { "command": "x", "args": [ "1" ] }\n  }\n}\n';
    const { text: after } = add(text) as { text: string };
    expect(after).toBe(text.replace('{\n    "other"', () => `{\n    ${LINE},\n    "other"`));
  });

  test('that is there already changes nothing', () => {
    const { text } = add('') as { text: string };
    expect(add(text)).toEqual({ ok: true, text });
  });

  test('is not put in the place of another, nor into what is no plain JSON', () => {
    for (const text of [
      '{"mcpServers": {"sweep": {"command": "other"}}}',
      '// note\n{}',
      '[]',
      '{"mcpServers": 1}',
      '{"mcpServers": {},}',
    ]) {
      expect(add(text).ok).toBe(false);
    }
  });

  test('leaves all that it finds, in whatever file, or leaves the file alone', () => {
    const member = fc.oneof(fc.constantFrom('mcpServers', 'a "mcpServers": {', 'b'), fc.string());
    const value = fc.oneof(fc.dictionary(member, fc.jsonValue({ maxDepth: 1 })), fc.jsonValue({ maxDepth: 2 }));
    fc.assert(
      fc.property(fc.dictionary(member, value), fc.constantFrom(0, 2, '\t'), (drawn, indent) => {
        const before = JSON.stringify(drawn, null, indent);
        // -0 is no JSON.
        const document = JSON.parse(before) as typeof drawn;
        const added = add(before);
        if (!added.ok) return;
        const after = JSON.parse(added.text) as Record<string, Record<string, unknown>>;
        expect(after['mcpServers']?.['sweep']).toEqual(ENTRY);
        for (const [key, one] of Object.entries(document)) {
          if (key !== 'mcpServers') expect(after[key]).toEqual(one);
          else expect(after[key]).toMatchObject(one as object);
        }
      }),
    );
  });
});
