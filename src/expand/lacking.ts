import type { Merged } from './merge.ts';
import type { Part } from './part.ts';

/** A key that has parts, without the one that it cannot do without. */
export function lacking<T>(key: string, part: string, { setting }: Merged<unknown>): Part<T> {
  return {
    varies: true,
    symbolic: false,
    make(evaluation) {
      evaluation.report({ code: `bad-${key}`, message: `\`${key}\` needs \`${part}\``, span: setting.key });
      return null;
    },
  };
}
