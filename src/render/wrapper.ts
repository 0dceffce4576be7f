import type { Job } from '../model/plan.ts';
import { Handlebars } from './handlebars.ts';
import { keeperHalf } from './keeper.ts';
import { wrapperNames, type WrapperContext } from './names.ts';
import { quote } from './quote.ts';

/** Makes the wrapper scripts of jobs. */
export interface Wrapper {
  /**
   * The script of one job. It holds nothing of a single attempt, so that what `sweep render` shows is to the byte what
   * a run executes.
   * @throws Error when the template asks at run time for something that is not there.
   */
  render(job: Job, context: WrapperContext): string;
  /** Its second half alone: what it executes, without the keeper that records and enforces the limit. */
  renderJob(job: Job, context: WrapperContext): string;
}

/**
 * A wrapper template, compiled once for all jobs.
 * @throws Error when `checkWrapper` finds fault with the template.
 */
export function compileWrapper(templateText: string): Wrapper {
  const engine = Handlebars.create();
  engine.registerHelper('quote', (value: unknown) => quote(String(value)));
  const jobHalf = engine.compile<object>(templateText, COMPILE_OPTIONS);
  return {
    render(job, context) {
      const names = wrapperNames(job, context);
      const title = `Job ${names.job.id} of the sweep ${names.sweep.name}.`;
      return `${keeperHalf(title, job)}${withFinalNewline(jobHalf(names))}`;
    },
    renderJob: (job, context) => withFinalNewline(jobHalf(wrapperNames(job, context))),
  };
}

export const COMPILE_OPTIONS = { noEscape: true, strict: true, knownHelpers: { quote: true }, knownHelpersOnly: true };

function withFinalNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
