/** Whether a text has the name of a var of the host in the place of its value. */
export function isOpen(text: string): boolean {
  return text.includes('{{host.');
}

/** What stands for a name in a fingerprint. No text of a sweep can hold it. */
export function placeholder(name: string): string {
  return `\0${name}\0`;
}

/** Such a text as the sweep file spells it. */
export function spellPlaceholders(text: string): string {
  return text.replaceAll(/\0([^\0]*)\0/g, '{{$1}}');
}
