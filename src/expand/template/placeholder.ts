/** Whether a text has a name in the place of a value that is not known: a var that the host lacks, an axis that is not listed. */
export function isOpen(text: string): boolean {
  return text.includes('{{host.') || hasPlaceholder(text);
}

export function hasPlaceholder(text: string): boolean {
  return text.includes('\0');
}

/** What stands for a name in a fingerprint, and for a value that is not known. No text of a sweep can hold it. */
export function placeholder(name: string): string {
  return `\0${name}\0`;
}

/** Such a text as the sweep file spells it. */
export function spellPlaceholders(text: string): string {
  return text.replaceAll(/\0([^\0]*)\0/g, '{{$1}}');
}

/** Stands for an empty list, until the text around it is known. */
export const NOTHING = '\0';
