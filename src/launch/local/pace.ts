/** How long an executor waits between looks at an attempt. Milliseconds. */
export const PACE = {
  /** From the end of a job to that of its keeper, which has written it down and has nothing else to do. */
  keeperLeaves: 2,
  /** From TERM to a look at what it has done. */
  stopped: 100,
  /** From look to look at a session whose keeper was killed, growing. */
  drain: { first: 200, last: 5000, factor: 1.5 },
  /** The same while it is being killed, and for how long that is tried. */
  kill: { look: 50, patience: 5000 },
  /** setTimeout takes no longer ones. */
  longestTimer: 2 ** 31 - 1,
};
