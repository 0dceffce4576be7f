import { readFileSync } from 'node:fs';

/** How long anything that must happen may take before a test gives it up; passing costs no waiting. */
const PATIENCE = 120_000;

type Look<T> = T | null | undefined | false;

/**
 * What `look` finds, soon after it can find something: anything but null, undefined and false. It looks less and less often,
 * since those who look take the time of those who are waited for.
 */
export async function until<T>(what: string, look: () => Look<T> | Promise<Look<T>>): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  for (let pause = 5; ; pause = Math.min(60, pause * 1.2)) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The text of a file that is there and has a line that ends. */
export function written(path: string): Promise<string> {
  return until(path, () => {
    const text = textOf(path);
    return text?.endsWith('\n') === true ? text : null;
  });
}

/** The text of a file; null when it is not there. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
