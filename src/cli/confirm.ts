import { createInterface } from 'node:readline/promises';
import { EXIT, Refusal, type ExitCode } from '../app/refusal.ts';

interface Confirmation {
  readonly yes?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/**
 * Asks on the terminal whether to go on; refuses where there is none, or the answer is not yes.
 *
 * @param hint  What to do where nobody can be asked.
 * @param code  What to exit with then.
 */
export async function confirm(
  what: string,
  { yes, json }: Confirmation,
  hint = 'say --yes to do it',
  code: ExitCode = EXIT.invalid,
): Promise<void> {
  if (yes === true) return;
  if (json === true || !process.stdin.isTTY || !process.stderr.isTTY) {
    throw new Refusal(code, `${what}\nhint: ${hint}`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${what}\ngo on? [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Refusal(code, 'nothing was done');
}
