import fc from 'fast-check';

/**
 * Whoever works here tries other cases of each property at every run. In CI they are always the same, so that it judges
 * the change and not the luck of the day. `SWEEP_SEED=N` repeats what a run of the seed N tried.
 */
const seed = process.env['SWEEP_SEED'] ?? (process.env['CI'] === undefined ? undefined : '20261128');
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
