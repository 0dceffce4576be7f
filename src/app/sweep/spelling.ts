import { resolve } from 'node:path';
import { REPLACEMENT } from '../../model/text/replacement.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** The absolute path of what `path` means. Refuses one that is not UTF-8: spelled as text it is another, or none. */
export function spelledPath(path: string): string {
  const whole = resolve(path);
  if (!whole.includes(REPLACEMENT)) return whole;
  throw new Refusal(
    EXIT.invalid,
    `the name of ${whole} is not UTF-8, so nothing could be run there\nhint: rename the folder, such as by convmv -f latin1 -t utf8`,
  );
}
