import type { JobId } from '../../model/plan.ts';
import type { Cell, Naming } from '../cells/cell.ts';
import type { Stage } from '../cells/stages.ts';
import type { Findings } from '../findings.ts';
import type { Compiler } from '../template/compile.ts';
import type { NeededJob } from '../template/needed.ts';
import type { Body } from './merge.ts';

/** What all cells of a stage have in common. */
export interface StageContext extends Naming {
  /** The sweep's name. */
  readonly name: string;
  /** The absolute path of the project root. */
  readonly root: string;
  /** The absolute path of the folder that the sweep file is in. */
  readonly dir: string;
  readonly stage: Stage;
  /** The absolute path of the run folder. */
  readonly runFolder: string;
  /** The folder of a file that spans name, relative to the project root; empty for the root itself. */
  readonly folderOf: (file: string) => string;
  readonly compiler: Compiler;
  readonly findings: Findings;
  readonly needed: NeededJobs;
  /** Whether templates of other stages name what its jobs produce. */
  readonly areProductsNamed: boolean;
}

/** One job to be: a cell under the keys that hold for it. */
export interface Subject {
  readonly cell: Cell;
  readonly body: Body;
  readonly id: JobId;
  readonly index: number;
}

/** The jobs of a stage that the job of a cell needs, in the order of the plan; null where its stage needs no stage of that name. */
export type NeededJobs = (stage: string, cell: Cell) => readonly NeededJob[] | null;
