const DECIMAL = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const BASED = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;

/**
 * The whole number that `text` spells in any of the ways of YAML's core schema (`2`, `+2`, `2.0`, `2e0`, `0x2`). Null
 * when it spells none, or one that a double does not hold exactly.
 */
export function parseInteger(text: string): number | null {
  if (!DECIMAL.test(text) && !BASED.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value + 0 : null;
}
