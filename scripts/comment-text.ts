/** What a pull request does to one sweep file. */
export interface SweepChange {
  readonly file: string;
  /** In Markdown. */
  readonly says: string;
}

/** The first line of the comment, by which it is found again. */
export const MARK = '<!-- sweep: what this does to the plans -->';

/** GitHub takes 65,536 characters. */
const LONGEST = 65_000;

/** The comment of a pull request, in Markdown. What is too much for one comment is named, and left out. */
export function commentText(changes: readonly SweepChange[]): string {
  if (changes.length === 0) return `${MARK}\nThis pull request changes no plan of a sweep.\n`;
  const lines = [MARK, '## What this does to the sweeps'];
  const leftOut: string[] = [];
  let length = lines.join('\n').length + 1000;
  for (const { file, says } of changes) {
    const section = `\n**\`${file}\`**\n\n${says.trimEnd()}`;
    if (length + section.length > LONGEST) leftOut.push(file);
    else {
      lines.push(section);
      length += section.length;
    }
  }
  if (leftOut.length > 0) lines.push('', `${tooMuch(leftOut)}; \`sweep diff\` shows it.`);
  return `${lines.join('\n')}\n`;
}

function tooMuch(files: readonly string[]): string {
  const [first = '', ...others] = files;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `Too much for one comment: what it does to \`${first}\`${more}`;
}
