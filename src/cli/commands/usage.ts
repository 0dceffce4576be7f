import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { usage, type UsageOptions } from '../../app/usage.ts';
import { usageCsv, usageText } from '../../report/status/usage.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

export type UsageFormat = 'text' | 'csv' | 'json';

export interface UsageFlags extends UsageOptions {
  readonly format?: UsageFormat;
  readonly json?: boolean;
}

/** `sweep usage`: for how long GPUs were held, and what became of that. */
export function usageCommand({ json, format = json === true ? 'json' : 'text', ...options }: UsageFlags): ExitCode {
  const document = usage(options, notices);
  if (format === 'json') print(JSON.stringify(document));
  else print(format === 'csv' ? usageCsv(document) : usageText(document, lookOfOutput()));
  return EXIT.done;
}
