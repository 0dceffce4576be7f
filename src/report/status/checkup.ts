import { count } from '../text/phrases.ts';
import { type Look, type Style, styleFor } from '../text/style.ts';
import { visible } from '../text/visible.ts';
import { wrap } from '../text/wrap.ts';

/**
 * How bad it is: `ok`: as it should be; `note`: something that only some want is missing; `warning`: something goes worse, or not at
 * all in some case; `error`: it stops runs.
 */
export type Level = 'ok' | 'note' | 'warning' | 'error';

/** What was found out about one thing that runs need of a machine. */
export interface Finding {
  /** The same for one thing on all machines, such as `git` or `host-folder`. */
  readonly check: string;
  readonly level: Level;
  /** What is the case, in a sentence. */
  readonly says: string;
  /** What comes of it; null where all is well. */
  readonly matters: string | null;
  /** A line of shell, or what else to do; null where all is well. */
  readonly mend: string | null;
}

/** What `sweep doctor --json` prints. */
export interface CheckupJson {
  readonly version: 1;
  /** Whether nothing was found that stops runs. */
  readonly sound: boolean;
  readonly findings: readonly Finding[];
}

/** Text wider than this is hard to read, and is pasted into mails and issues. */
const WIDEST = 80;
const INDENT = ' '.repeat('warning  '.length);

/** All that was found, what is well first and what stops runs last. */
export function checkupText(findings: readonly Finding[], look: Look): string {
  const style = styleFor(look.color);
  const width = Math.min(look.width, WIDEST);
  const ordered = LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
  return [...ordered.flatMap((finding) => linesOf(finding, style, width)), verdictOn(findings)]
    .map((line) => `${line}\n`)
    .join('');
}

const LEVELS: readonly Level[] = ['ok', 'note', 'warning', 'error'];

function linesOf({ level, says, matters, mend }: Finding, style: Style, width: number): readonly string[] {
  const paint = { ok: style.green, note: style.dim, warning: style.yellow, error: style.red }[level];
  const room = Math.max(width - INDENT.length, INDENT.length);
  const [first = '', ...more] = wrap(visible(says), room);
  return [
    paint(level) + INDENT.slice(level.length) + first,
    ...[...more, ...(matters === null ? [] : wrap(visible(matters), room))].map((line) => INDENT + line),
    ...(mend === null ? [] : wrap(`→ ${visible(mend)}`, room, 2).map((line) => INDENT + style.bold(line))),
  ];
}

function verdictOn(findings: readonly Finding[]): string {
  const number = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  const errors = number('error');
  const warnings = number('warning');
  const also = warnings === 0 ? '' : `, and ${count(warnings, 'warning')}`;
  if (errors > 0) return `${count(errors, 'thing stops', 'things stop')} runs here${also}`;
  return warnings === 0 ? 'all that matters is there' : `nothing stops runs here; ${count(warnings, 'warning')}`;
}
