import { numberIn } from '../../model/text/written-number.ts';
import type { ResultRow } from '../row.ts';

/** What programs call the part of their output that repeats what they were given. */
const CONFIGURATION = /^(?:config|cfg|args|params|hparams|hyper_?parameters)$/;

/** What programs call `optim.lr`: `optim_lr`, or `lr`. */
export function spellings(name: string): readonly string[] {
  const plain = name.toLowerCase().replaceAll('-', '_');
  return [plain.replaceAll(/[./]/g, '_'), plain.replace(/^.*[./]/, '')];
}

/** Whether a number stands in the configuration that an output repeats, as `config.lr` and `args/batch_size` do. */
export function isOfConfiguration(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[./]/)
    .slice(0, -1)
    .some((part) => CONFIGURATION.test(part));
}

/** Whether all jobs that have left a number under a name were given it: as part of their configuration, or as the value of an axis of that name. */
export function wasGiven(metric: string, rows: readonly ResultRow[]): boolean {
  if (isOfConfiguration(metric)) return true;
  const own = new Set(spellings(metric));
  const alike = new Map<string, boolean>();
  for (const { metrics, params } of rows) {
    const value = metrics[metric];
    if (value === undefined) continue;
    const isEqual = Object.entries(params).some(([axis, text]) => {
      let isAlike = alike.get(axis);
      if (isAlike === undefined) alike.set(axis, (isAlike = spellings(axis).some((one) => own.has(one))));
      return isAlike && Object.is(numberIn(text), value);
    });
    if (!isEqual) return false;
  }
  return true;
}
