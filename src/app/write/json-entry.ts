import { isDeepStrictEqual } from 'node:util';

/** A text with an entry put into it; the same text where it is there as it should be; null where another is, or it cannot be put there. */
export type WithEntry = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/**
 * A JSON text with `entry` under `name` in the object under `key`, everything else in it as it is, to the last space. An empty text is an
 * empty object.
 */
export function withEntry(text: string, key: string, name: string, entry: object): WithEntry {
  const before = text.trim() === '' ? '{}\n' : text;
  const parsed = parse(before);
  if (!isObject(parsed)) return { ok: false, why: 'is no object in plain JSON' };
  const servers = parsed[key] ?? {};
  if (!isObject(servers)) return { ok: false, why: `has something else than an object under "${key}"` };
  if (Object.hasOwn(servers, name)) {
    const isSame = JSON.stringify(servers[name]) === JSON.stringify(entry);
    return isSame ? { ok: true, text } : { ok: false, why: `has another "${name}" under "${key}"` };
  }
  const line = `${JSON.stringify(name)}: ${JSON.stringify(entry)}`;
  const after = Object.hasOwn(parsed, key)
    ? putFirst(before, startOfMember(before, key), line, '    ')
    : putFirst(before, before.indexOf('{'), `${JSON.stringify(key)}: {\n    ${line}\n  }`, '  ');
  const wanted = { ...parsed, [key]: { ...servers, [name]: entry } };
  // Read back: what cannot be changed surely is left alone.
  if (after === null || !isDeepStrictEqual(parse(after), wanted))
    return { ok: false, why: 'is written in a way that is left alone' };
  return { ok: true, text: after };
}

/** Puts a member before all others of the object whose brace stands at `at`. */
function putFirst(text: string, at: number | null, member: string, indent: string): string | null {
  if (at === null || text[at] !== '{') return null;
  const rest = text.slice(at + 1);
  const isEmpty = rest.trimStart().startsWith('}');
  const end = isEmpty
    ? `\n${indent.slice(2)}${rest.trimStart()}`
    : `,${/^\s*\n/.test(rest) ? '' : '\n' + indent}${rest}`;
  return `${text.slice(0, at + 1)}\n${indent}${member}${end}`;
}

/** Where the value of a member of the outermost object begins; null where that cannot be told. */
function startOfMember(text: string, key: string): number | null {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1) {
      const colon = /^\s*:\s*/.exec(text.slice(index + token.length));
      if (colon !== null && parse(token) === key) return index + token.length + colon[0].length;
    }
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
