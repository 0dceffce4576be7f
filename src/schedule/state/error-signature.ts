/** Characters of a normalised line that count: messages differ at their end, where long ones were cut. */
const LENGTH = 120;

/**
 * Errors whose quoted words are names in the code: two jobs that miss different attributes fail differently. In all others
 * they are values (keys, choices, files), which differ from cell to cell: with `KeyError: 'resnet'` and
 * `KeyError: 'vit'` the same lookup failed.
 */
const ABOUT_NAMES =
  /^(?:[\w.]+\.)?(?:AttributeError|NameError|UnboundLocalError|ImportError|ModuleNotFoundError|TypeError)\b/;

const QUOTED = /(?<!\w)(["'`])(?:(?!\1)[^\\]|\\.)*\1(?!\w)/g;
/** A quote that lost its end when a long line was cut. */
const UNENDED = /(?<!\w)["'`][^"'`]*…$/;

const NAME = /^["'`][A-Za-z_][\w.]*["'`]$/;

type Rule = readonly [pattern: RegExp, replacement: string];

/** In their order: what holds digits before digits. No placeholder holds anything that a rule would replace. */
const RULES: readonly Rule[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>)\]]+/gi, '<url>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b0x[0-9a-f]+\b/gi, '<id>'],
  [/\b\d{4}[-/]\d\d[-/]\d\d(?:[T _]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, '<time>'],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/g, '<time>'],
  // Absolute, of the home, or relative with a dot in front; else only with the ending of a file.
  [/(?<![\w<>/.])(?:~|\.{1,2})?(?:\/[\w.@%+=,~-]+)+\/?/g, '<path>'],
  [/(?<![\w<>/.])(?:[\w.@+=-]+\/)+[\w@+=-][\w.@+=-]*\.[a-z]\w*/gi, '<path>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<address>'],
  [/\btmp[\w-]*[\d_][\w-]*/g, '<id>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '<id>'],
  [/(?<![\w.])[+-]?\d[\d.,]* ?(?:[KMGTPE]i?B?|B|bytes)\b/g, '<size>'],
  [/(?:(?<![\w>)\]])[+-])?(?:\d[\d,_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/gi, '<n>'],
];

/** Lists of values, whatever their length. */
const LISTS: readonly Rule[] = [
  [/<n>(?:(?:[.,;]? |[.,;x×])<n>)+/g, '<n>'],
  [/<text>(?:, <text>)+/g, '<text>'],
];

/**
 * A line that tells of a failure, so that lines about failures of the same kind are equal: numbers, sizes, times,
 * addresses, paths, identifiers and quoted values give way to placeholders. Normalising it again changes nothing.
 */
export function errorSignature(line: string): string {
  let text = line;
  // A placeholder may be what another rule waited for. Each pass leaves less to replace, so this comes to an end.
  for (let before = null; text !== before;) {
    before = text;
    text = replaceOnce(text);
  }
  return text;
}

function replaceOnce(line: string): string {
  let text = line.trim().replace(/\s+/g, ' ');
  const keepsNames = ABOUT_NAMES.test(text);
  text = text.replace(QUOTED, (quoted) => (keepsNames && NAME.test(quoted) ? quoted : '<text>'));
  text = text.replace(UNENDED, '<text>');
  for (const [pattern, replacement] of [...RULES, ...LISTS]) text = text.replace(pattern, replacement);
  return cut(text);
}

/** Cut between words. */
function cut(text: string): string {
  if (text.length <= LENGTH) return text;
  const end = text.lastIndexOf(' ', LENGTH);
  return text.slice(0, end > 0 ? end : LENGTH).trimEnd();
}
