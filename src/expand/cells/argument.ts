import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import { bytesOf, LONGEST_ARGUMENT, MOST_ARGUMENTS } from '../../model/text/exec.ts';

/** What is wrong with a text that jobs are given as an argument or, with its name, as a variable; null for nothing. */
export function unfitArgument(what: string, text: string, span: Span): Problem | null {
  const bytes = bytesOf(text);
  if (bytes <= LONGEST_ARGUMENT) return null;
  const has = `${what} has ${bytes.toLocaleString('en')} bytes`;
  const most = LONGEST_ARGUMENT.toLocaleString('en');
  return {
    code: 'argument-too-long',
    message: `${has}, and no program can be given more than ${most} at once`,
    span,
    hint,
  };
}

/** What to say of a job whose arguments and variables have so many bytes together. */
export function tooManyArguments(bytes: number, span: Span): Problem {
  const [has, most] = [bytes.toLocaleString('en'), MOST_ARGUMENTS.toLocaleString('en')];
  const message = `arguments and variables have ${has} bytes together, and no program can be given more than ${most}`;
  return { code: 'argument-too-long', message, span, hint };
}

const hint = 'keep what is so long in a file, and give its path';

type Problem = Omit<Diagnostic, 'severity'> & { readonly span: Span; readonly hint: string };
