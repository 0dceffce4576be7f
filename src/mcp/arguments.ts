import { z } from './sdk.ts';

/** What arguments of several tools are called, and what they mean. */

const offset = z.number().int().min(0).optional().describe('how many to pass over: `next` of the page before');

const limit = z
  .number()
  .int()
  .min(1)
  .max(200)
  .optional()
  .describe('how many at the most (default: 50); long ones make a page shorter');

export const paged = { offset, limit };

export const sweep = z
  .string()
  .min(1)
  .optional()
  .describe('the name of a sweep that has run here, or its file; not needed where only one has');

export const file = z
  .string()
  .min(1)
  .describe('a sweep file, relative to where the server was started, or the name of a sweep');

export const job = z.string().min(1).describe('the id or label of a job, the beginning of one, or axis=value');

const words = z.array(z.string().min(1)).max(100).optional();

/** Which part of a plan is meant. */
export const selection = {
  only: words.describe('only jobs with these values, each as axis=value[,value]'),
  skip: words.describe('all but jobs with these values, each as axis=value[,value]'),
  stage: words.describe('only jobs of these stages'),
};

/** Which jobs are meant by how they stand. */
export const standing = {
  failed: z.boolean().optional().describe('only jobs that have failed'),
  running: z.boolean().optional().describe('only jobs that run'),
  waiting: z.boolean().optional().describe('only jobs that wait'),
};

/** How a sweep file is read for a plan or a run. */
export const reading = {
  set: words.describe('what is merged over the file, each as KEY=VALUE with keys joined by dots'),
};

/** For what machine. */
export const machine = {
  gpus: z.string().optional().describe('GPUs to use: 0,2 or 0-3, none, or virtual:N to rehearse'),
  slots: z.number().int().min(1).optional().describe('CPU slots to use at once'),
};
