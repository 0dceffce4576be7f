import type { Scalar, Spec, Text } from '../../language/spec.ts';
import { nearest } from '../../model/text/nearest.ts';
import type { Findings } from '../findings.ts';
import type { Axis } from './axis.ts';
import type { Stage } from './stages.ts';
import { canonicalOf, type Value } from './value.ts';

/** What axes, values and stages were called before, each by what it is called now. */
export interface Renamings {
  readonly stages: ReadonlyMap<string, readonly string[]>;
  readonly axes: ReadonlyMap<string, readonly string[]>;
  readonly values: ReadonlyMap<Axis, FormerValues>;
}

/** By the canonical form of each value of an axis, or `ABSENCE`, those that it was before. */
type FormerValues = ReadonlyMap<string, readonly (Value | null)[]>;

/** Stands for the absence of an axis among its values: none of them can hold it. */
export const ABSENCE = '\0';

/**
 * What `moved` says, chains followed to their ends, in whatever order they stand. Reports names and values that there are not, those that are
 * still there under what they are said to have been, and what is said to have become two things, or to have been two.
 */
export function renamingsOf(
  spec: Pick<Spec, 'moved' | 'broken'>,
  axes: readonly Axis[],
  stages: readonly Pick<Stage, 'name'>[] | null,
  findings: Findings,
): Renamings {
  const areAxesKnown = !['matrix', 'include'].some((key) => spec.broken.has(key));
  const ofAxes = areAxesKnown ? axes : null;
  const named = {
    axes: formerNames('axis', spec.moved, ofAxes, findings),
    stages: formerNames('stage', spec.moved, stages, findings),
  };
  const values = new Map<Axis, FormerValues>();
  for (const [axis, links] of ofAxes === null ? [] : valueLinks(spec.moved, ofAxes, named.axes, findings)) {
    values.set(axis, formerValues(axis, links, findings));
  }
  return { ...named, values };
}

/** What axes or stages were called, by what each is called now; nothing where it is not known which there are. */
function formerNames(
  of: 'axis' | 'stage',
  moved: Spec['moved'],
  named: readonly { readonly name: string }[] | null,
  findings: Findings,
): ReadonlyMap<string, readonly string[]> {
  if (named === null) return new Map();
  const kind = { what: of === 'axis' ? 'an axis' : 'a stage', present: named.map(({ name }) => name) };
  const links = moved.flatMap((one): Link[] => {
    if (one.of !== of) return [];
    const to = one.of === 'axis' ? one.axis : one.stage;
    const { was } = one;
    if (was.type === 'string' && NAME.test(was.text)) return [{ to: to.text, was: was.text, said: { to, was } }];
    reportNoName(of, to, was, kind, findings);
    return [];
  });
  return followed(links, kind, findings);
}

const NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/;

function reportNoName(of: 'axis' | 'stage', to: Text, was: Scalar, { what }: Kind, findings: Findings): void {
  const hint = `of a value say \`{axis: ${to.text}, value: …, was: ${was.text}}\``;
  findings.add({
    severity: 'error',
    code: 'bad-name',
    message: `\`${was.text}\` cannot have been the name of ${what}`,
    span: was.span,
    ...(of === 'axis' ? { hint } : {}),
  });
}

/** That what is called `to` was called `was`. */
interface Link {
  readonly to: string;
  readonly was: string;
  /** Both as the file has them. */
  readonly said: { readonly to: Pick<Scalar, 'text' | 'span'>; readonly was: Scalar };
}

/** Among what the ends of chains must be. */
interface Kind {
  /** What each of them is: an axis, a stage, or a value of an axis. */
  readonly what: string;
  readonly present: readonly string[];
}

/** What each of those that are there was called before, as far back as the links go. */
function followed(links: readonly Link[], kind: Kind, findings: Findings): ReadonlyMap<string, readonly string[]> {
  const present = new Set(kind.present);
  const back = new Map<string, Link>();
  const on = new Map<string, Link>();
  for (const link of links) {
    const rival = back.get(link.to) ?? on.get(link.was);
    if (present.has(link.was)) reportStillThere(link, kind, findings);
    else if (rival !== undefined) reportRival(link, rival, findings);
    else {
      back.set(link.to, link);
      on.set(link.was, link);
    }
  }
  for (const link of back.values()) {
    if (!present.has(endOf(link, on, present))) reportUnknown(link, kind, findings);
  }
  return new Map(kind.present.map((name) => [name, pastOf(name, back)]));
}

/** What a chain comes to, from a link of it on: what is there, or else what is not. */
function endOf({ to }: Link, on: ReadonlyMap<string, Link>, present: ReadonlySet<string>): string {
  const seen = new Set<string>();
  let end = to;
  while (!present.has(end) && !seen.has(end)) {
    seen.add(end);
    end = on.get(end)?.to ?? end;
  }
  return end;
}

function pastOf(name: string, back: ReadonlyMap<string, Link>): readonly string[] {
  const past: string[] = [];
  for (let link = back.get(name); link !== undefined; link = back.get(link.was)) past.push(link.was);
  return past;
}

function reportStillThere({ said: { was } }: Link, { what }: Kind, findings: Findings): void {
  const isAbsence = was.type === 'null';
  findings.add({
    severity: 'error',
    code: 'still-there',
    message: isAbsence
      ? `absence is still ${what}, so results of cells without it stay with them`
      : `\`${was.text}\` is still ${what}, so its results stay with it`,
    span: was.span,
    hint: 'take one of the two out: it, or this entry of `moved`',
  });
}

function reportRival({ to, said }: Link, rival: Link, findings: Findings): void {
  const isSameEnd = rival.to === to;
  const { text } = isSameEnd ? said.to : said.was;
  const before = `\`${rival.said.was.text}\``;
  findings.add({
    severity: 'error',
    code: 'two-moved',
    message: isSameEnd
      ? `\`${text}\` was ${before} already: two results cannot become one`
      : `\`${text}\` has become \`${rival.said.to.text}\` already: one result cannot become two`,
    span: isSameEnd ? said.to.span : said.was.span,
    ...(isSameEnd ? { hint: `if ${before} was \`${said.was.text}\` before that, say so of ${before}` } : {}),
    related: [{ message: 'it says so here', span: rival.said.was.span }],
  });
}

function reportUnknown({ said: { to } }: Link, { what, present }: Kind, findings: Findings): void {
  const near = nearest(
    to.text,
    present.filter((name) => name !== ABSENCE),
  );
  findings.add({
    severity: 'error',
    code: 'unknown-move',
    message: `\`${to.text}\` is not ${what}`,
    span: to.span,
    hint:
      near === null
        ? '`moved` says what is there now, and then what it was; take the entry out if it is gone'
        : `did you mean \`${near}\`?`,
  });
}

/** What is said of values, by the axis that each is on now, under whichever of its names. */
function valueLinks(
  moved: Spec['moved'],
  axes: readonly Axis[],
  formerNames: Renamings['axes'],
  findings: Findings,
): ReadonlyMap<Axis, readonly Link[]> {
  const links = new Map<Axis, Link[]>();
  for (const one of moved) {
    if (one.of !== 'value') continue;
    const { text } = one.axis;
    const axis = axes.find(({ name }) => name === text || formerNames.get(name)?.includes(text) === true);
    const link = { to: keyOf(one.value), was: keyOf(one.was), said: { to: one.value, was: one.was } };
    if (axis !== undefined) links.set(axis, [...(links.get(axis) ?? []), link]);
    else
      reportUnknown(
        { ...link, said: { ...link.said, to: one.axis } },
        { what: 'an axis', present: axes.map(({ name }) => name) },
        findings,
      );
  }
  return links;
}

function keyOf(scalar: Scalar): string {
  return scalar.type === 'null' ? ABSENCE : canonicalOf(scalar);
}

function formerValues(axis: Axis, links: readonly Link[], findings: Findings): FormerValues {
  // Any value may be there then, which has been reported.
  if (axis.malformed || axis.unlisted) return new Map();
  const present = [...axis.canonicalValues(), ...(axis.mayBeAbsent ? [ABSENCE] : [])];
  const past = followed(links, { what: `a value of \`${axis.name}\``, present }, findings);
  let index = axis.size;
  const valueOf = (key: string): Value | null =>
    key === ABSENCE ? null : { text: key, canonical: key, json: key, index: index++ };
  return new Map([...past].filter(([, keys]) => keys.length > 0).map(([now, keys]) => [now, keys.map(valueOf)]));
}
