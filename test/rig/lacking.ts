import { lacking } from '../../src/expand/lacking.ts';
import { expandText, factsFor } from './expansion.ts';

/** What is said of a sweep of whose files none of these is there. */
export function lackingOf(written: object, missing: readonly string[]): string[] {
  const text = JSON.stringify(written);
  const { draft } = expandText(text);
  if (draft === null) throw new Error('no draft');
  const facts = factsFor(draft, Object.fromEntries(missing.map((path) => [path, { exists: false, digest: null }])));
  return lacking(draft, facts, null, { checkFiles: true }).map(
    ({ severity, span, message }) =>
      `${severity} @ ${span === null ? '-' : text.slice(span.start, span.end)}: ${message}`,
  );
}
