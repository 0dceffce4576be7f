import type { CommandText, MetricText, PickText, Text } from '../../language/spec.ts';
import type { Span } from '../../model/diagnostic.ts';
import { mayGetGpus, type Command, type Job, type Limit, type RetryPolicy, type TimeLimit } from '../../model/plan.ts';
import { groupThatCuts } from '../../model/text/log-pattern.ts';
import { formatOf, type MetricPick, type MetricSource } from '../../model/metrics.ts';
import type { ResourceRequest } from '../../model/resources.ts';
import { DEFAULT_GRACE } from '../../model/text/shell.ts';
import { unfitArgument } from '../cells/argument.ts';
import { seconds } from '../../model/units.ts';
import type { Findings } from '../findings.ts';
import { Reaches } from './dependence.ts';
import type { Evaluation } from './evaluate.ts';
import type { StageContext } from './subject.ts';
import { reportSlips } from './command/slips.ts';
import { evaluatedValues, type EvaluatedValue } from './command/evaluated-values.ts';
import * as fields from './fields.ts';
import { setByTheRunner } from './command/gpu-masks.ts';
import type { Body } from './merge.ts';
import { combine, constant, missingPart, made, type Part, PartMaker, together } from './part.ts';
import { NO_PATHS, pathPart, type Paths, pathsPart, reportPatterns } from './paths.ts';
import { PinnedGpus } from './command/pinned-gpus.ts';
import { outputFolder } from './command/output-folder.ts';
import { type PlacedPath, programFile } from './command/program-file.ts';
import { type PlainOfJob, plainOfJob, splitTerminal, spreadHere } from './plain-keys.ts';
import { limitsPart, requestPart } from './resources.ts';
import { retryPart, tooFewGpuIds } from './retry.ts';

/** Where a job leaves its numbers, and for each place the text of the file that says it. */
export interface MetricPlaces {
  readonly sources: readonly MetricSource[];
  readonly texts: readonly Text[];
}

const NO_METRICS: MetricPlaces = { sources: [], texts: [] };

/** How a job is chained to others. */
export interface ChainLink {
  /** The index of the axis that the chain runs along. */
  readonly over: number;
  readonly when: 'always' | 'success';
  readonly sameGpus: boolean;
}

/** What the keys of a job say. */
export interface Keys {
  /** Null where no layer that applies gives one. */
  readonly command: Command | null;
  readonly setup: string | null;
  readonly workdir: string;
  readonly env: Job['env'];
  readonly request: ResourceRequest;
  readonly limits: readonly Limit[];
  readonly timeout: TimeLimit | null;
  readonly retry: RetryPolicy;
  readonly chain: ChainLink | null;
  readonly requires: Paths;
  readonly produces: Paths;
  readonly inputs: Paths;
  /** Empty for the package's own template. */
  readonly template: Paths;
  readonly metrics: MetricPlaces;
  readonly plain: PlainOfJob;
}

/** What one merged set of job keys makes of each cell that it holds for, part by part and as a whole. */
export interface Blueprint {
  readonly body: Body;
  readonly parts: { readonly [K in keyof Keys]: Part<Keys[K]> };
  readonly whole: Part<Keys>;
  /** What its scripts evaluate by way of variables. */
  readonly evaluated: readonly EvaluatedValue[];
  /** The file of the tree that its command runs first, where that is certain. */
  readonly program: PlacedPath | null;
  readonly outputFolder: PlacedPath | null;
}

/** Draws up what a body makes of its cells. */
export function draw(body: Body, sweep: StageContext): Blueprint {
  const maker = new PartMaker(sweep.compiler, new Reaches(sweep.axes, body, sweep.compiler));
  const workdir = workdirPart(maker, body.workdir?.value ?? null);
  reportPatterns(body, sweep.compiler, sweep.findings);
  reportCuts(body, sweep.findings);
  reportSlips(body, sweep.compiler, sweep.findings);
  const parts: Blueprint['parts'] = {
    command: commandPart(maker, body.command?.value ?? null),
    setup: setupPart(maker, body.setup?.value ?? null),
    workdir,
    env: envPart(maker, body),
    request: requestPart(maker, body),
    limits: limitsPart(maker, body, sweep),
    timeout: timeoutPart(maker, body),
    retry: retryPart(maker, body),
    chain: chainPart(maker, body, sweep),
    requires: pathsPart(maker, body.requires?.value ?? [], workdir),
    produces: pathsPart(maker, body.produces?.value ?? [], workdir),
    inputs: pathsPart(maker, body.inputs?.value ?? [], workdir),
    template: templatePart(maker, body.template?.value ?? null, sweep),
    metrics: metricsPart(maker, body, workdir),
    plain: plainOfJob(maker, body),
  };
  let pins: PinnedGpus | null = null;
  const whole = combine([together<Keys>(parts)], ([keys], evaluation) => {
    const getsGpus = mayGetGpus(keys);
    if (getsGpus) {
      pins ??= new PinnedGpus(body, sweep.compiler, sweep.findings);
      pins.report(keys, evaluation);
    }
    const tooFew = tooFewGpuIds(keys.retry, keys.request.gpuIds, body);
    const problems = [
      ...(tooFew === null ? [] : [tooFew]),
      ...setByTheRunner(body, keys.env, getsGpus),
      ...splitTerminal(keys.plain, body),
      ...spreadHere(keys, body),
    ];
    for (const problem of problems) evaluation.report(problem);
    return problems.length === 0 ? { value: keys } : null;
  });
  return {
    body,
    parts,
    whole,
    evaluated: evaluatedValues(body, sweep.axes, sweep.compiler),
    program: programFile(body, sweep.compiler),
    outputFolder: outputFolder(body, sweep.compiler),
  };
}

function commandPart(maker: PartMaker, command: CommandText | null): Part<Command | null> {
  if (command === null) return constant(null);
  if (command.kind === 'shell') {
    const { text } = command;
    return combine([shellPart(maker, text)], ([shell], evaluation) => {
      if (shell.trim() !== '') return { value: { kind: 'shell', text: shell } };
      return refuseEmptyCommand(evaluation, text.span);
    });
  }
  return combine([maker.words(command.words)], ([words], evaluation) => {
    const argv = words.map(({ word }) => word);
    const span = command.words[0]?.span;
    if (span !== undefined && (argv[0] ?? '') === '') return refuseEmptyCommand(evaluation, span);
    const unfit = words.flatMap(({ word, text }) => unfitArgument('this word', word, text.span) ?? []);
    for (const problem of unfit) evaluation.report(problem);
    return unfit.length > 0 ? null : { value: { kind: 'argv', argv } };
  });
}

function refuseEmptyCommand(evaluation: Evaluation, span: Span): null {
  evaluation.report({ code: 'empty-command', message: 'the command is empty', span });
  return null;
}

function setupPart(maker: PartMaker, text: Text | null): Part<string | null> {
  return text === null ? constant(null) : shellPart(maker, text);
}

function shellPart(maker: PartMaker, text: Text): Part<string> {
  return maker.text(text, 'shell', (evaluation, template) => evaluation.shell(template));
}

function envPart(maker: PartMaker, { env }: Body): Part<Job['env']> {
  const entries = [...env];
  const values = entries.map(([name, { value }]): Part<string | null> => {
    if (value.isSecret === true) return constant(null);
    return maker.text(value, 'plain', (evaluation, template) => {
      const text = evaluation.plain(template);
      const unfit = text === null ? null : unfitArgument(`\`${name}\` with this value`, `${name}=${text}`, value.span);
      if (unfit !== null) evaluation.report(unfit);
      return unfit === null ? text : null;
    });
  });
  return combine(values, (texts) => ({ value: new Map(entries.map(([name], index) => [name, texts[index] ?? null])) }));
}

function timeoutPart(maker: PartMaker, { timeout }: Body): Part<TimeLimit | null> {
  if (timeout === null) return constant(null);
  const { after, signal, grace } = timeout.parts;
  if (after === null) return missingPart('timeout', 'after', timeout);
  return combine(
    [
      maker.field(after, fields.timeoutAfter, seconds(0)),
      maker.field(signal, fields.timeoutSignal, 'TERM'),
      maker.field(grace, fields.timeoutGrace, DEFAULT_GRACE),
    ],
    ([limit, name, pause]) => ({ value: { after: limit, signal: name, grace: pause } }),
  );
}

function chainPart(maker: PartMaker, { chain }: Body, { axes }: StageContext): Part<ChainLink | null> {
  if (chain === null) return constant(null);
  const { over, when, gpu } = chain.parts;
  if (over === null) return missingPart('chain', 'over', chain);
  const axis = axes.find(({ name }) => name === over.text);
  if (axis === undefined) return constant(null);
  return combine(
    [maker.field(when, fields.chainWhen, 'always'), maker.field(gpu, fields.chainGpu, 'any')],
    ([condition, gpus]) => ({ value: { over: axis.index, when: condition, sameGpus: gpus === 'same' } }),
  );
}

function metricsPart(maker: PartMaker, body: Body, workdir: Part<string>): Part<MetricPlaces> {
  const places = (body.metrics?.value ?? []).map((metric) => metricPart(maker, metric, workdir));
  if (places.length === 0) return constant(NO_METRICS);
  return combine(places, (made) => ({
    value: { sources: made.flatMap(({ sources }) => sources), texts: made.flatMap(({ texts }) => texts) },
  }));
}

/** Warns of expressions that take but the beginning of a number. */
function reportCuts({ metrics }: Body, findings: Findings): void {
  for (const { kind, text } of metrics?.value ?? []) {
    const group = kind === 'regex' ? groupThatCuts(text.text) : null;
    if (group === null) continue;
    findings.add({
      ...{ severity: 'warning', code: 'number-cut-short', span: text.span },
      message: `\`${group}\` in \`metrics.regex\` cuts numbers short: of \`1e-3\` it takes \`1\``,
      hint: `write \`(?<${group}>\\S+)\`, or use \`log\`, which knows how numbers are written`,
    });
  }
}

function metricPart(
  maker: PartMaker,
  { kind, text, rows, pick }: MetricText,
  workdir: Part<string>,
): Part<MetricPlaces> {
  const picked = pickPart(maker, pick);
  if (kind !== 'file') {
    const field = kind === 'log' ? fields.metricsLog : fields.metricsRegex;
    return combine([maker.field(text, field, ''), picked], ([pattern, by]) => ({
      value: { sources: [{ kind, pattern, pick: by }], texts: [text] },
    }));
  }
  const list = rows === null ? constant(null) : maker.plain(rows);
  return combine([pathsPart(maker, [text], workdir), list, picked], ([{ paths, texts }, place, by], evaluation) => {
    const other = place === null ? undefined : paths.find((path) => formatOf(path) !== 'json');
    if (other === undefined)
      return { value: { sources: paths.map((path) => ({ kind, path, rows: place, pick: by })), texts } };
    const message = `\`metrics.rows\` names a list in a JSON file, and \`${other}\` is none by its name`;
    evaluation.report({ code: 'rows-without-json', message, span: rows?.span ?? text.span, hint: 'leave it out' });
    return null;
  });
}

function pickPart(maker: PartMaker, pick: PickText | null): Part<MetricPick> {
  if (pick === null || pick.by === 'place') return maker.field(pick?.text ?? null, fields.metricsPick, 'last');
  const { by, text } = pick;
  return combine([maker.plain(text)], ([metric]) => ({ value: by === 'max' ? { max: metric } : { min: metric } }));
}

function workdirPart(maker: PartMaker, text: Text | null): Part<string> {
  if (text === null) return constant('.');
  return combine([pathPart(maker, text, '')], ([{ paths }]) => made(paths[0] ?? null));
}

function templatePart(maker: PartMaker, text: Text | null, { folderOf }: StageContext): Part<Paths> {
  return text === null ? constant(NO_PATHS) : pathPart(maker, text, folderOf(text.span.file));
}
