import type { Text } from '../../language/spec.ts';
import type { Compiler, Mode, Template } from '../template/compile.ts';
import { NOTHING, type Reach, type Reaches, UNMADE, union } from './dependence.ts';
import type { Evaluation } from './evaluate.ts';
import { type Field, wrongReading } from './fields.ts';
import type { MergedParts } from './merge.ts';

/** What was made, or null if it could not be, which is reported. */
export type Made<T> = { readonly value: T } | null;

/** One part of a job, made anew for each cell only as far as it differs between them. */
export interface Part<T> extends Reach {
  make(evaluation: Evaluation): Made<T>;
}

/** Builds parts out of the texts of one body. */
export class PartMaker {
  readonly #compiler: Compiler;
  readonly #reaches: Reaches;

  constructor(compiler: Compiler, reaches: Reaches) {
    this.#compiler = compiler;
    this.#reaches = reaches;
  }

  /** The part that `make` gets out of a template. */
  text<T>(text: Text, mode: Mode, make: (evaluation: Evaluation, template: Template) => T | null): Part<T> {
    return this.#outOf(text, mode, (evaluation, template) => made(make(evaluation, template)));
  }

  #outOf<T>(text: Text, mode: Mode, make: (evaluation: Evaluation, template: Template) => Made<T>): Part<T> {
    const template = this.#compiler.compile(text, mode);
    if (template === null) return { ...UNMADE, make: () => null };
    return remember(this.#reaches.of([template]), (evaluation) => make(evaluation, template));
  }

  /** Plain text. */
  plain(text: Text): Part<string> {
    return this.text(text, 'plain', (evaluation, template) => evaluation.plain(template));
  }

  /** Plain texts: those that lists expand to, each with the text of the file that it comes from. */
  words(texts: readonly Text[]): Part<readonly Word[]> {
    const parts = texts.map((text) =>
      this.text(
        text,
        'plain',
        (evaluation, template) => evaluation.words(template)?.map((word) => ({ word, text })) ?? null,
      ),
    );
    return combine(parts, (words) => ({ value: words.flat() }));
  }

  /** What a key says in its own form; `fallback` where it says nothing, and where a var that the host lacks would say it. */
  field<T>(text: Text | null, field: Field<T>, fallback: T): Part<T> {
    if (text === null) return constant(fallback);
    return this.#outOf(text, 'plain', (evaluation, template) => {
      const plain = evaluation.plain(template);
      if (plain === null) return null;
      return evaluation.isOpen(plain) ? { value: fallback } : made(readField(field, plain, text, evaluation));
    });
  }

  /** The same for a key with a list of texts. */
  fields<T>(texts: readonly Text[], field: Field<T>): Part<readonly T[]> {
    return combine([this.words(texts)], ([words], evaluation) => {
      const closed = words.filter(({ word }) => !evaluation.isOpen(word));
      const read = closed.map(({ word, text }) => readField(field, word, text, evaluation));
      return made(read.every((value) => value !== null) ? read : null);
    });
  }
}

export interface Word {
  readonly word: string;
  readonly text: Text;
}

export function made<T>(value: T | null): Made<T> {
  return value === null ? null : { value };
}

export function constant<T>(value: T): Part<T> {
  const always = { value };
  return { ...NOTHING, make: () => always };
}

/** The part that `join` puts together out of others; it is called only if all of them could be made. */
export function combine<P extends readonly unknown[], T>(
  parts: { readonly [K in keyof P]: Part<P[K]> },
  join: (values: P, evaluation: Evaluation) => Made<T>,
): Part<T> {
  const reach = parts.reduce<Reach>(union, NOTHING);
  return remember(reach, (evaluation) => {
    const values: unknown[] = [];
    for (const part of parts) {
      const one = part.make(evaluation);
      if (one !== null) values.push(one.value);
    }
    return values.length < parts.length ? null : join(values as unknown as P, evaluation);
  });
}

/** All parts of a whole, by name. */
export function together<T extends object>(parts: { readonly [K in keyof T]: Part<T[K]> }): Part<T> {
  const names = Object.keys(parts);
  // A copy of one that has all names costs much less than to begin with none.
  const blank: Record<string, unknown> = { ...parts };
  return combine(Object.values<Part<unknown>>(parts), (values) => {
    const whole = { ...blank };
    for (let index = 0; index < names.length; index += 1) whole[names[index] ?? ''] = values[index];
    return { value: whole as T };
  });
}

/** So many values of one part are kept at the most, to be shared by the jobs that have them. */
const MOST_SHARED = 10_000;

/** The part that is made once for all cells that agree on the axes that it depends on; anew where it fails, which each cell reports. */
function remember<T>({ axes, symbolic }: Reach, make: (evaluation: Evaluation) => Made<T>): Part<T> {
  if (axes === null || symbolic) return { axes, symbolic, make };
  const along = [...axes];
  const shared = new Map<string, Made<T>>();
  return {
    axes,
    symbolic,
    make(evaluation) {
      const key = evaluation.keyOn(along);
      const known = key === null ? undefined : shared.get(key);
      if (known !== undefined) return known;
      const one = make(evaluation);
      if (key !== null && one !== null && shared.size < MOST_SHARED) shared.set(key, one);
      return one;
    },
  };
}

function readField<T>(field: Field<T>, plain: string, text: Text, evaluation: Evaluation): T | null {
  const reading = field.read(plain);
  if ('value' in reading) return reading.value;
  evaluation.report(wrongReading(field, plain, reading, text.span));
  return null;
}

/** A key that has parts, without `part`, which it cannot do without. */
export function missingPart<T>(key: string, part: string, { setting }: MergedParts<unknown>): Part<T> {
  return {
    ...UNMADE,
    make(evaluation) {
      evaluation.report({ code: `bad-${key}`, message: `\`${key}\` needs \`${part}\``, span: setting.key });
      return null;
    },
  };
}
