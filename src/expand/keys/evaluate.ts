import type { Diagnostic } from '../../model/diagnostic.ts';
import type { VarText } from '../../language/spec.ts';
import type { Axis } from '../cells/axis.ts';
import { cellName } from '../cells/cell.ts';
import { soleInsertion, type Insertion, type QuotableSite, type Template } from '../template/compile.ts';
import { Findings } from '../findings.ts';
import { hasPlaceholder, isOpen, NOTHING, placeholder } from '../template/placeholder.ts';
import { argsOf, overridesOf, symbolOf } from './spelled-axes.ts';
import { quoted } from '../../model/text/shell.ts';
import { quote } from '../template/quote.ts';
import type { JobField, Reference } from '../template/names.ts';
import { evaluatedPlace, listInWord, tooLong, type Inserted, type UnfitValue } from '../template/unfit-values.ts';
import { pathWithin } from '../paths.ts';
import {
  neededItems,
  severalNeeded,
  soleItem,
  symbolsOfNeeded,
  tooManyNeeded,
  unneededStage,
} from '../template/needed.ts';
import type { StageContext, Subject } from './subject.ts';

/** The most that templates may make for a job: a text's characters, a list's items. */
const MOST_TEXT = 1_000_000;
const MOST_ITEMS = 100_000;

/**
 * The texts that templates make for one cell. With `symbolic`, they are made for a fingerprint: values are canonical,
 * and the names that only say where and as what a job runs stand for themselves. What cannot be made is reported and
 * comes out as null.
 */
export class Evaluation {
  readonly #sweep: StageContext;
  readonly #subject: Subject;
  readonly #symbolic: boolean;
  /** Made when the first of them is asked for: most jobs ask for none. */
  #vars: Map<string, Inserted | null> | null = null;
  #label: string | null = null;
  #lacksVar = false;

  constructor(sweep: StageContext, subject: Subject, symbolic: boolean) {
    this.#sweep = sweep;
    this.#subject = subject;
    this.#symbolic = symbolic;
  }

  /** Plain text; a list is joined by spaces, but for one of needed jobs, of which there must be just one. */
  plain(template: Template): string | null {
    return this.#join(template, ({ value, insertion }) => {
      if (typeof value === 'string') return value;
      if (insertion.of.kind !== 'needs') return value.join(' ');
      return soleItem(value, insertion) ?? this.#refuse(severalNeeded(value, insertion));
    });
  }

  /** Plain text in which every list is joined by spaces. */
  joined(template: Template): string | null {
    return this.#join(template, ({ value }) => (typeof value === 'string' ? value : value.join(' ')));
  }

  /** Shell text, each value quoted for where it stands; an empty list leaves no trace, nor do the blanks before it. */
  shell(template: Template): string | null {
    return this.#join(template, ({ value, insertion }) => {
      if (insertion.site === null) return typeof value === 'string' ? value : value.join(' ');
      const unfit = this.#symbolic ? null : evaluatedPlace(value, insertion, (text) => this.isOpen(text));
      if (unfit !== null) return this.#refuse(unfit);
      if (typeof value === 'string') return quoteAt(value, insertion.site);
      if (insertion.site.place !== 'bare' || !insertion.site.alone) {
        const sole = soleItem(value, insertion);
        return sole === null ? this.#refuse(listInWord(insertion)) : quoteAt(sole, insertion.site);
      }
      return value.length === 0 ? NOTHING : value.map((item) => quote(item, 'bare')).join(' ');
    });
  }

  /** Plain texts: one, or the items of the list that is all there is to the template. */
  words(template: Template): readonly string[] | null {
    const sole = soleInsertion(template);
    const value = sole === null ? null : this.#value(sole);
    if (value !== null && typeof value !== 'string') return value;
    const word = this.#join(template, ({ value: part, insertion }) =>
      typeof part === 'string' ? part : (soleItem(part, insertion) ?? this.#refuse(listInWord(insertion))),
    );
    return word === null ? null : [word];
  }

  /** What people read: the `label` of the file, or the cell's values. Null if its template cannot be made. */
  label(): string | null {
    const { body, cell, id } = this.#subject;
    if (this.#label !== null) return this.#label;
    let text: string | null = cellName(cell, this.#sweep);
    const said = body.label?.value ?? null;
    if (said !== null) {
      const template = this.#sweep.compiler.compile(said, 'plain');
      text = template === null ? null : this.plain(template);
    }
    const line = text?.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
    this.#label = line === '' ? id : (line ?? null);
    return this.#label;
  }

  /** A key that the jobs of a stage share exactly if they agree on these axes, given by index; null where no two of them can. */
  keyOn(axes: readonly number[]): string | null {
    if (axes.length >= this.#sweep.stage.over.length) return null;
    const { values } = this.#subject.cell;
    let key = '';
    for (const axis of axes) key += `${values[axis]?.index ?? ''},`;
    return key;
  }

  /** What the cell has on some axes, in a form that only equal values share: `dataset=a,seed=42`. */
  combination(axes: readonly Axis[]): string {
    const shown = axes.flatMap(({ name, index }) => {
      const value = this.#subject.cell.values[index] ?? null;
      return value === null ? [] : [`${name}=${encodeURIComponent(value.canonical)}`];
    });
    return shown.join();
  }

  /** Reports what is wrong with this cell. */
  report(problem: UnfitValue & { readonly severity?: Diagnostic['severity'] }): void {
    const { axes, shownStage, findings } = this.#sweep;
    const { cell, id } = this.#subject;
    if (axes.length === 0 && shownStage === null) findings.add({ severity: 'error', ...problem });
    else findings.addForCell({ severity: 'error', ...problem }, cellName(cell, this.#sweep) || id);
  }

  #join(
    template: Template,
    insert: (part: { readonly value: Inserted; readonly insertion: Insertion }) => string | null,
  ): string | null {
    let [text, failed] = ['', false];
    for (const part of template.parts) {
      if (text.length > MOST_TEXT) return this.#refuse(tooLong(template, 'text', 'characters', MOST_TEXT));
      const value = typeof part === 'string' ? part : this.#value(part);
      const made =
        typeof part === 'string' || value === null ? (value as string | null) : insert({ value, insertion: part });
      if (made === null) failed = true;
      else if (made === NOTHING) text = text.replace(/(?<!\\)[ \t]+$/, '');
      else text += made;
    }
    return failed ? null : text;
  }

  #value(insertion: Insertion): Inserted | null {
    const { of } = insertion;
    switch (of.kind) {
      case 'axis':
        return this.#axisValue(of.axis, insertion);
      case 'var':
        return this.#varValue(of.name, insertion);
      case 'sweep':
        return this.#symbolic ? placeholder(insertion.name) : this.#sweep[of.field];
      case 'host':
        return this.#symbolic ? placeholder(insertion.name) : (of.value ?? this.#absentVar(insertion.name));
      case 'job':
        return this.#symbolic
          ? placeholder(symbolOf(of.field, this.#subject.cell, this.#sweep.axes))
          : this.#jobValue(of.field);
      case 'needs':
        return this.#neededValue(of, insertion);
      default:
        return of satisfies never;
    }
  }

  /** Whether a text holds something that is not known, such as a var that the host lacks, and so says nothing of what it will be. */
  isOpen(text: string): boolean {
    return (this.#lacksVar && isOpen(text)) || (!this.#symbolic && hasPlaceholder(text));
  }

  /** What stands for a var that the host lacks, of which the job's user hears when it is to run. */
  #absentVar(name: string): string {
    this.#lacksVar = true;
    this.#sweep.findings.noteUse(name, this.#subject.id);
    return `{{${name}}}`;
  }

  #axisValue(axis: number, insertion: Insertion): string | null {
    const value = this.#subject.cell.values[axis];
    if (value?.isUnlisted === true) return placeholder(insertion.name);
    if (value !== null && value !== undefined) return this.#symbolic ? value.canonical : value.text;
    const { stage } = this.#sweep;
    const isOver = stage.over.some(({ index }) => index === axis);
    this.report({
      code: 'absent-axis',
      message: `the axis \`${insertion.name}\` is absent${isOver ? '' : `, which the stage \`${stage.name}\` is not \`over\``}`,
      span: insertion.span,
      hint: 'name it only in a rule for the cells that have it',
    });
    return null;
  }

  #varValue(name: string, insertion: Insertion): Inserted | null {
    const known = this.#vars?.get(name);
    if (known !== undefined) return known;
    const entry = this.#subject.body.vars.get(name);
    if (entry === undefined) {
      const message = `the var \`${name}\` is not set by any rule that applies`;
      this.report({
        code: 'undefined-var',
        message,
        span: insertion.span,
        hint: 'give it a value in the `vars` at the top level',
      });
    }
    const value = entry === undefined ? null : this.#evaluateVar(entry.value);
    (this.#vars ??= new Map<string, Inserted | null>()).set(name, value);
    return value;
  }

  #evaluateVar(value: VarText): Inserted | null {
    if (value.kind === 'text') {
      const template = this.#sweep.compiler.compile(value.text, 'plain');
      return template === null ? null : this.plain(template);
    }
    const words = value.items.map((item) => {
      const template = this.#sweep.compiler.compile(item, 'plain');
      return template === null ? null : this.words(template);
    });
    if (!words.every((item) => item !== null)) return null;
    const items = words.flat();
    const template = value.items.map((item) => this.#sweep.compiler.compile(item, 'plain')).find((one) => one !== null);
    if (template == null) return items;
    if (items.length > MOST_ITEMS) return this.#refuse(tooLong(template, 'list', 'items', MOST_ITEMS));
    const length = items.reduce((sum, item) => sum + item.length, 0);
    return length > MOST_TEXT ? this.#refuse(tooLong(template, 'list', 'characters', MOST_TEXT)) : items;
  }

  #jobValue(field: JobField): Inserted | null {
    const { id, index, cell } = this.#subject;
    switch (field) {
      case 'id':
        return id;
      case 'index':
        return String(index);
      case 'stage':
        return this.#sweep.stage.name;
      case 'dir':
        return `${this.#sweep.runFolder}/jobs/${id}`;
      case 'label':
        return this.label();
      case 'args':
        return argsOf(cell, this.#sweep.axes);
      case 'overrides':
        return overridesOf(cell, this.#sweep.axes);
      default:
        return field satisfies never;
    }
  }

  #neededValue({ stage, field }: Extract<Reference, { kind: 'needs' }>, insertion: Insertion): Inserted | null {
    const { root, runFolder, needed, stage: own } = this.#sweep;
    const jobs = needed(stage, this.#subject.cell);
    if (jobs === null) return this.#refuse(unneededStage(stage, own.name, insertion));
    const place = { root, runFolder, workdir: field === 'produces' ? this.#workdir() : '.' };
    if (this.#symbolic) return symbolsOfNeeded(jobs, field, place);
    const items = neededItems(jobs, field, place);
    if (items.reduce((sum, item) => sum + item.length, 0) > MOST_TEXT) {
      return this.#refuse(tooManyNeeded(insertion, MOST_TEXT));
    }
    // What the host lacks of a path, whoever is to write it, is lacking for who is to read it.
    for (const [, name = ''] of items.join(' ').matchAll(/\{\{(host\.\w+)\}\}/g)) this.#absentVar(name);
    return items;
  }

  /** Relative to the project root. What is wrong with it is not told here; one that names by path what it needs does so from the root. */
  #workdir(): string {
    const { body } = this.#subject;
    const template = body.workdir?.value == null ? null : this.#sweep.compiler.compile(body.workdir.value, 'plain');
    if (template === null) return '.';
    const subject = { ...this.#subject, body: { ...body, workdir: null } };
    const aside = new Evaluation({ ...this.#sweep, findings: new Findings() }, subject, this.#symbolic);
    return pathWithin('', aside.plain(template) ?? '.');
  }

  #refuse(problem: UnfitValue | null): null {
    if (problem !== null) this.report(problem);
    return null;
  }
}

function quoteAt(value: string, site: QuotableSite): string {
  return site.needsQuotes ? quoted(value) : quote(value, site.place);
}
