/** Characters of a command that can be read as they are. */
export const SHORT_COMMAND = 60;

/** Of a label, likewise. */
const LONGEST = 120;

/**
 * What tells commands apart, a label for each: the words that not all of them have, an option with its value as `lr=0.1`. Null for each where
 * the commands themselves are short enough to be read, or it is one alone.
 */
export function labelsOfCommands(commands: readonly string[]): readonly (string | null)[] {
  const isPlain = commands.length < 2 || commands.every((command) => command.length <= SHORT_COMMAND);
  if (isPlain) return commands.map(() => null);
  const items = commands.map(itemsOf);
  const times = new Map<string, number>();
  for (const own of items) for (const item of new Set(own)) times.set(item, (times.get(item) ?? 0) + 1);
  const own = items.map((all) => all.filter((item) => times.get(item) !== commands.length));
  const long = own.map((all) => all.join(' '));
  const short = own.map((all) => all.map(withoutFolders).join(' '));
  const labels = new Set(short).size === new Set(long).size ? short : long;
  return labels.map((label) => {
    if (label === '') return null;
    return label.length <= LONGEST ? label : `${label.slice(0, LONGEST - 1)}…`;
  });
}

/** A word of a shell, roughly: one whose quote has no end ends with the line. */
const WORD = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*(?:"|$)|'[^']*(?:'|$)|\\)+/g;
const OPTION = /^--?([A-Za-z][\w.-]*)$/;
/** What is no value of an option before it. */
const NO_VALUE = /^(?:--?[A-Za-z]|[|&;<>]|[+~]*[A-Za-z_][\w.@/-]*=)/;

/** A command as its words, each option with the value behind it. */
function itemsOf(command: string): readonly string[] {
  const words = command.match(WORD) ?? [];
  const items: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    const option = OPTION.exec(word)?.[1];
    if (option === undefined) items.push(word.replace(/^--?(?=[A-Za-z][\w.-]*=)/, ''));
    else if (next === undefined || NO_VALUE.test(next)) items.push(option);
    else {
      items.push(`${option}=${next}`);
      at += 1;
    }
  }
  return items;
}

/** `out=runs/zinc/h64` as `out=…/h64`. */
function withoutFolders(item: string): string {
  return item.length <= 24 ? item : item.replace(/^([\w.-]*=)?[^\s=]*\/(?=[^/]+$)/, '$1…/');
}
