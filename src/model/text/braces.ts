/**
 * `a{b,c}d` as `abd` and `acd`, in this order; braces may nest, and those without a comma stand for themselves. Null for
 * a pattern that stands for more than `most`.
 */
export function expandBraces(pattern: string, most: number): readonly string[] | null {
  const choice = findChoice(pattern);
  if (choice === null) return [pattern];
  const before = pattern.slice(0, choice.from);
  const tails = expandBraces(pattern.slice(choice.to + 1), most);
  const middles: string[] = [];
  for (const text of choice.choices) {
    const expanded = expandBraces(text, most);
    if (tails === null || expanded === null || (middles.length + expanded.length) * tails.length > most) return null;
    middles.push(...expanded);
  }
  return middles.flatMap((middle) => (tails ?? []).map((tail) => before + middle + tail));
}

interface Choice {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly string[];
}

/** The first `{…}` with a comma at its own level. */
function findChoice(pattern: string): Choice | null {
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '{') {
      const choice = readChoice(pattern, at);
      if (choice !== null) return choice;
    }
  }
  return null;
}

function readChoice(pattern: string, from: number): Choice | null {
  const choices: string[] = [];
  let begun = from + 1;
  let depth = 0;
  for (let at = begun; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === '\\') at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}' && depth > 0) depth -= 1;
    else if (char === ',' && depth === 0) {
      choices.push(pattern.slice(begun, at));
      begun = at + 1;
    } else if (char === '}') {
      if (choices.length === 0) return null;
      return { from, to: at, choices: [...choices, pattern.slice(begun, at)] };
    }
  }
  return null;
}
