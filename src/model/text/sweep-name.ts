/** A text in the characters of the names of sweeps, which begin with a letter or a digit. */
export function inCharactersOfNames(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9_.-]+/g, '-');
}

/** Whether a text in these characters can be the name of a sweep, also where YAML reads it without quotes. */
export function canBeName(text: string): boolean {
  return /^[a-z0-9]/.test(text) && !/^(?:true|false|null)$/.test(text);
}

/** Whether a text is the name of a sweep, as schemas/sweep.schema.json has it. */
export function isSweepName(text: string): boolean {
  return /^[a-z0-9][a-z0-9_.-]{0,199}$/.test(text);
}
