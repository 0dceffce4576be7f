import { createInterface } from 'node:readline/promises';
import { EXIT, Refusal } from '../app/refusal.ts';

/** Asks on the terminal whether to go on; refuses where there is none, or the answer is not yes. */
export async function confirm(
  what: string,
  { yes, json }: { readonly yes?: boolean | undefined; readonly json?: boolean | undefined },
): Promise<void> {
  if (yes === true) return;
  if (json === true || !process.stdin.isTTY || !process.stderr.isTTY) {
    throw new Refusal(EXIT.invalid, `${what}\nhint: say --yes to do it`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${what}\ngo on? [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Refusal(EXIT.invalid, 'nothing was done');
}
