import { quoted, withinQuotes } from '../../model/text/shell.ts';

/** Where in a shell text a value stands, when it can be quoted there. */
export type Place = 'bare' | 'single' | 'double';

/**
 * Words made of these need no quotes. Left out on purpose: `=` (a first word `a=b` is an assignment), `,` and `..`
 * (they expand within braces), `~`, and all that the shell gives a meaning.
 */
const PLAIN = /^[A-Za-z0-9_./:@%+-]+$/;
const PLAIN_OPTION = /^-[A-Za-z0-9_./:@%+=-]+$/;
/** What `[[` takes for an operator if it is not quoted. */
const OPERATOR = /^-[A-Za-z]{1,2}$/;

const RESERVED = new Set(
  'if then elif else fi time for in until while do done case esac coproc select function'.split(' '),
);

/** The shell text that gives exactly `value` at `place`. `value` has no NUL but in the placeholders of fingerprints. */
export function quote(value: string, place: Place): string {
  switch (place) {
    case 'bare':
      return isPlain(value) ? value : quoted(value);
    case 'single':
      return withinQuotes(value);
    case 'double':
      return value.replace(/[\\"$`]/g, '\\$&');
    default:
      return place satisfies never;
  }
}

function isPlain(value: string): boolean {
  if (!PLAIN.test(value) && !PLAIN_OPTION.test(value)) return false;
  return !value.includes('..') && !OPERATOR.test(value) && !RESERVED.has(value);
}
