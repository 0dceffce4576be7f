import type { Violation } from '../shape/violation.ts';

/** Whether a value has the shape of a policy file. What it has not is listed in `errors` until the next call. */
export declare const validate: {
  (value: unknown): boolean;
  errors?: readonly Violation[] | null;
};
