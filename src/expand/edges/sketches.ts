import type { Blueprint, Keys } from '../keys/blueprint.ts';
import { folderIn, type LooseJob } from '../keys/assemble.ts';
import { Evaluation } from '../keys/evaluate.ts';
import type { StageContext, Subject } from '../keys/subject.ts';
import type { Part } from '../keys/part.ts';
import { NO_PATHS, type Paths } from '../keys/paths.ts';
import { Findings } from '../findings.ts';
import type { Wants } from '../draft.ts';
import { Outputs } from './outputs.ts';
import { WantedFiles } from './wanted-files.ts';

/** What is known of a job's files, though the job itself may be one that cannot be made. */
export interface Sketch extends Pick<LooseJob, 'id' | 'index' | 'label' | 'folder'> {
  readonly keys: Pick<Keys, 'requires' | 'inputs' | 'template' | 'produces'>;
  /** Whether other jobs may come before it. */
  readonly mayNeed: boolean;
  /** Whether it is known what it produces. */
  readonly isClosed: boolean;
}

const NO_FILES: Sketch['keys'] = { requires: NO_PATHS, inputs: NO_PATHS, template: NO_PATHS, produces: NO_PATHS };

/** Draws sketches of jobs of a stage that cannot be made. What is wrong with these has been reported, and is not once more. */
export class Sketcher {
  readonly #quiet: StageContext;

  constructor(sweep: StageContext) {
    this.#quiet = { ...sweep, findings: new Findings() };
  }

  /** A sketch of a job; of one without a blueprint nothing is known. */
  sketch(subject: Pick<Subject, 'cell' | 'id' | 'index'>, blueprint: Blueprint | null): Sketch {
    const { id, index } = subject;
    const common = { id, index, label: id, folder: NO_PATHS, keys: NO_FILES, mayNeed: true, isClosed: false };
    if (blueprint === null) return common;
    const { body, parts } = blueprint;
    const evaluation = new Evaluation(this.#quiet, { ...subject, body }, false);
    const made = <T>(part: Part<T>): T | null => part.make(evaluation)?.value ?? null;
    const paths = (part: Part<Paths>): Paths => made(part) ?? NO_PATHS;
    const { requires, inputs, template, produces, workdir } = parts;
    return {
      ...common,
      label: evaluation.label() ?? id,
      folder: folderIn(blueprint, made(workdir)),
      keys: { requires: paths(requires), inputs: paths(inputs), template: paths(template), produces: paths(produces) },
      mayNeed: this.#quiet.stage.needs.length > 0 || body.chain !== null,
      isClosed: made(produces) !== null,
    };
  }
}

/** A sketch of a job that could be made. */
export function sketchOf(job: LooseJob, { stage }: Pick<StageContext, 'stage'>): Sketch {
  return { ...job, mayNeed: stage.needs.length > 0 || job.keys.chain !== null, isClosed: true };
}

/**
 * The files that jobs ask for of which some cannot be made, each by its place in the list. What any of them produces, or may produce, is
 * not asked for.
 */
export function wantsOf(sketches: readonly Sketch[], findings: Findings): Wants {
  const outputs = new Outputs(sketches, []);
  const areClosed = sketches.every(({ isClosed }) => isClosed);
  const wanted = new WantedFiles(findings);
  for (const [index, sketch] of sketches.entries()) {
    const { keys, mayNeed } = sketch;
    const isLate = (path: string): boolean => mayNeed && (!areClosed || outputs.make(path));
    const one = { index };
    wanted.add('requires', keys.requires, one, isLate);
    wanted.add('inputs', keys.inputs, one, isLate);
    wanted.add(mayNeed ? 'later-workdir' : 'workdir', sketch.folder, one, (path) => isLate(path.slice(0, -1)));
    wanted.add('template', keys.template, one, () => false);
  }
  return { wanted: wanted.list(), absentVars: [], jobs: sketches };
}
