// Generated from schemas/sweep.schema.json by scripts/generate.ts; change the schema instead.
/** A sweep file, version 1 of the language: what to run, over which axes, with which resources. */
export interface SweepFile {
  /** The version of the language that this file is written in. */
  readonly version?: 1;
  /** The name of the sweep and of its run folder, `.sweep/<name>`. Default: the file's name without its extension. */
  readonly name?: string;
  /** What this sweep is for, for people. */
  readonly description?: string;
  /** Files that this one builds on, relative to it: it is merged over them, and later ones over earlier ones. Maps merge, rules follow one another, other lists replace, `null` unsets. */
  readonly extends?: string | readonly string[];
  /** The axes. Their product is the set of cells, and each cell is a job; the first axis varies slowest. */
  readonly matrix?: {
    readonly [name: string]:
      | readonly (string | number | boolean | null | readonly unknown[] | object)[]
      | {
          readonly [name: string]: {
            /** What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches. */
            readonly command?: string | readonly (string | number | boolean)[] | null;
            /** Shell lines that run first, in the same shell as a string command. */
            readonly setup?: string | null;
            /** The folder a job runs in, relative to the project root. */
            readonly workdir?: string | number | null;
            /** Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded. */
            readonly env?: {
              readonly [name: string]:
                | string
                | number
                | boolean
                | {
                    /** That the value is the one that `sweep run` finds in its environment. */
                    readonly secret: true;
                  }
                | null;
            } | null;
            /** Derived values, used as `{{name}}`. They may use axes and each other. A list inserts each item as its own word. */
            readonly vars?: {
              readonly [name: string]: string | number | boolean | readonly (string | number | boolean)[] | null;
            } | null;
            /** How many whole GPUs a job gets, or which part of one. */
            readonly gpus?: number | string | null;
            /** The only GPUs that a job may get, in order of preference. Default: any. */
            readonly gpu_ids?: number | string | readonly (number | string)[] | null;
            /** How many CPU slots a job takes. */
            readonly slots?: number | string | null;
            /** How many nodes of a cluster a job is spread over. What it asks for besides, such as `gpus`, it gets on each of them. */
            readonly nodes?: number | string | null;
            /** How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit. */
            readonly timeout?:
              | number
              | string
              | {
                  /** How long a job may run. */
                  readonly after?: number | string;
                  /** The signal that a job gets at its limit. */
                  readonly signal?:
                    'TERM' | 'INT' | 'HUP' | 'QUIT' | 'USR1' | 'USR2' | 'ALRM' | 'CONT' | 'KILL' | string;
                  /** From that signal to KILL. */
                  readonly grace?: number | string;
                }
              | null;
            /** Jobs with a higher priority start first. */
            readonly priority?: number | string | null;
            /** How much nicer jobs are to other processes than the run is. Below 0 needs the right to be less nice. */
            readonly nice?: number | string | null;
            /** How often a failed job is tried again. An attempt of which no trace is left (`lost`) is always retried once. */
            readonly retry?:
              | number
              | string
              | {
                  /** How many attempts may follow the first. */
                  readonly max?: number | string;
                  /** The causes of failure after which to try again. Default: all of them but `lost`, which is repeated once in any case. */
                  readonly on?: readonly ('exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string)[];
                  /** The wait before the first further attempt. */
                  readonly backoff?: number | string;
                  /** By how much each wait is longer than the one before. */
                  readonly factor?: number | string;
                  /** What further attempts ask for after certain failures. */
                  readonly escalate?:
                    | number
                    | string
                    | readonly (number | string)[]
                    | {
                        /** The GPUs that the attempt after the first such failure asks for, after the second, and so on; the last holds for the rest. */
                        readonly gpus?: number | string | readonly (number | string)[];
                        /** Whether to run on other GPUs than those that it failed on, if there are enough of them. */
                        readonly other_gpu?: boolean | string;
                        /** The causes of failure that count. Default: `oom`. */
                        readonly on?: readonly (
                          'exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string
                        )[];
                      };
                }
              | null;
            /** Paths that must exist before anything is queued, relative to the workdir. */
            readonly requires?: readonly (string | number)[] | null;
            /** Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made. */
            readonly produces?: readonly (string | number)[] | null;
            /** Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again. */
            readonly inputs?: readonly (string | number)[] | null;
            /** What people read in place of the id. Default: the cell's values joined by `_`. */
            readonly label?: string | number | null;
            /** Whether what a job writes to stderr goes to `err.log`, beside `out.log`. */
            readonly split?: boolean | string | null;
            /** Whether the logs of a job are compressed, with gzip, once it has ended. */
            readonly compress?: boolean | string | null;
            /** How much is kept of each log of a job: its beginning and its end. */
            readonly max_log?: string | null;
            /** Whether a job runs in a terminal of its own. */
            readonly tty?: boolean | string | null;
            /** Whether this job may fail without the run having failed. */
            readonly allow_failure?: boolean | string | null;
            /** Where a job runs whatever its run does with the others: `local` is the machine of the runner, also where `--on` names a cluster. */
            readonly on?: string | null;
            /** How much memory must be free on each GPU that a job gets. */
            readonly gpu_memory?: string | null;
            /** How much of the host's memory a job takes. */
            readonly memory?: string | null;
            /** How much a job takes of counters with names of their own; the host file says how much there is. */
            readonly resources?: {
              readonly [name: string]: number | string | null;
            } | null;
            /** The least time between two starts of jobs of a stage. */
            readonly stagger?: number | string | null;
            /** Before when a job does not start: the next such time of day, so long after the run has begun, or a day and time. */
            readonly begin?: number | string | null;
            /** Where a job leaves its numbers. */
            readonly metrics?:
              | {
                  /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
                  readonly file?: string | number;
                  /** Where in a JSON file a list of objects stands, each a row. */
                  readonly rows?: string;
                  /** What stands in a line of the log; blanks stand for any number of blanks. */
                  readonly log?: string;
                  /** A regular expression for lines of the log; each named group is a number. */
                  readonly regex?: string;
                  /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
                  readonly pick?:
                    | string
                    | {
                        /** The metric that was greatest. */
                        readonly max?: string;
                        /** The metric that was least. */
                        readonly min?: string;
                      };
                }
              | readonly {
                  /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
                  readonly file?: string | number;
                  /** Where in a JSON file a list of objects stands, each a row. */
                  readonly rows?: string;
                  /** What stands in a line of the log; blanks stand for any number of blanks. */
                  readonly log?: string;
                  /** A regular expression for lines of the log; each named group is a number. */
                  readonly regex?: string;
                  /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
                  readonly pick?:
                    | string
                    | {
                        /** The metric that was greatest. */
                        readonly max?: string;
                        /** The metric that was least. */
                        readonly min?: string;
                      };
                }[]
              | null;
          };
        }
      | {
          /** The values of the axis: a list, a range, `{lines: FILE}`, `{glob: PATTERN}`, or a map from each value to settings for its cells. */
          readonly values?:
            | readonly (string | number | boolean | null | readonly unknown[] | object)[]
            | {
                readonly [name: string]: {
                  /** What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches. */
                  readonly command?: string | readonly (string | number | boolean)[] | null;
                  /** Shell lines that run first, in the same shell as a string command. */
                  readonly setup?: string | null;
                  /** The folder a job runs in, relative to the project root. */
                  readonly workdir?: string | number | null;
                  /** Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded. */
                  readonly env?: {
                    readonly [name: string]:
                      | string
                      | number
                      | boolean
                      | {
                          /** That the value is the one that `sweep run` finds in its environment. */
                          readonly secret: true;
                        }
                      | null;
                  } | null;
                  /** Derived values, used as `{{name}}`. They may use axes and each other. A list inserts each item as its own word. */
                  readonly vars?: {
                    readonly [name: string]: string | number | boolean | readonly (string | number | boolean)[] | null;
                  } | null;
                  /** How many whole GPUs a job gets, or which part of one. */
                  readonly gpus?: number | string | null;
                  /** The only GPUs that a job may get, in order of preference. Default: any. */
                  readonly gpu_ids?: number | string | readonly (number | string)[] | null;
                  /** How many CPU slots a job takes. */
                  readonly slots?: number | string | null;
                  /** How many nodes of a cluster a job is spread over. What it asks for besides, such as `gpus`, it gets on each of them. */
                  readonly nodes?: number | string | null;
                  /** How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit. */
                  readonly timeout?:
                    | number
                    | string
                    | {
                        /** How long a job may run. */
                        readonly after?: number | string;
                        /** The signal that a job gets at its limit. */
                        readonly signal?:
                          'TERM' | 'INT' | 'HUP' | 'QUIT' | 'USR1' | 'USR2' | 'ALRM' | 'CONT' | 'KILL' | string;
                        /** From that signal to KILL. */
                        readonly grace?: number | string;
                      }
                    | null;
                  /** Jobs with a higher priority start first. */
                  readonly priority?: number | string | null;
                  /** How much nicer jobs are to other processes than the run is. Below 0 needs the right to be less nice. */
                  readonly nice?: number | string | null;
                  /** How often a failed job is tried again. An attempt of which no trace is left (`lost`) is always retried once. */
                  readonly retry?:
                    | number
                    | string
                    | {
                        /** How many attempts may follow the first. */
                        readonly max?: number | string;
                        /** The causes of failure after which to try again. Default: all of them but `lost`, which is repeated once in any case. */
                        readonly on?: readonly (
                          'exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string
                        )[];
                        /** The wait before the first further attempt. */
                        readonly backoff?: number | string;
                        /** By how much each wait is longer than the one before. */
                        readonly factor?: number | string;
                        /** What further attempts ask for after certain failures. */
                        readonly escalate?:
                          | number
                          | string
                          | readonly (number | string)[]
                          | {
                              /** The GPUs that the attempt after the first such failure asks for, after the second, and so on; the last holds for the rest. */
                              readonly gpus?: number | string | readonly (number | string)[];
                              /** Whether to run on other GPUs than those that it failed on, if there are enough of them. */
                              readonly other_gpu?: boolean | string;
                              /** The causes of failure that count. Default: `oom`. */
                              readonly on?: readonly (
                                'exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string
                              )[];
                            };
                      }
                    | null;
                  /** Paths that must exist before anything is queued, relative to the workdir. */
                  readonly requires?: readonly (string | number)[] | null;
                  /** Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made. */
                  readonly produces?: readonly (string | number)[] | null;
                  /** Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again. */
                  readonly inputs?: readonly (string | number)[] | null;
                  /** What people read in place of the id. Default: the cell's values joined by `_`. */
                  readonly label?: string | number | null;
                  /** Whether what a job writes to stderr goes to `err.log`, beside `out.log`. */
                  readonly split?: boolean | string | null;
                  /** Whether the logs of a job are compressed, with gzip, once it has ended. */
                  readonly compress?: boolean | string | null;
                  /** How much is kept of each log of a job: its beginning and its end. */
                  readonly max_log?: string | null;
                  /** Whether a job runs in a terminal of its own. */
                  readonly tty?: boolean | string | null;
                  /** Whether this job may fail without the run having failed. */
                  readonly allow_failure?: boolean | string | null;
                  /** Where a job runs whatever its run does with the others: `local` is the machine of the runner, also where `--on` names a cluster. */
                  readonly on?: string | null;
                  /** How much memory must be free on each GPU that a job gets. */
                  readonly gpu_memory?: string | null;
                  /** How much of the host's memory a job takes. */
                  readonly memory?: string | null;
                  /** How much a job takes of counters with names of their own; the host file says how much there is. */
                  readonly resources?: {
                    readonly [name: string]: number | string | null;
                  } | null;
                  /** The least time between two starts of jobs of a stage. */
                  readonly stagger?: number | string | null;
                  /** Before when a job does not start: the next such time of day, so long after the run has begun, or a day and time. */
                  readonly begin?: number | string | null;
                  /** Where a job leaves its numbers. */
                  readonly metrics?:
                    | {
                        /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
                        readonly file?: string | number;
                        /** Where in a JSON file a list of objects stands, each a row. */
                        readonly rows?: string;
                        /** What stands in a line of the log; blanks stand for any number of blanks. */
                        readonly log?: string;
                        /** A regular expression for lines of the log; each named group is a number. */
                        readonly regex?: string;
                        /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
                        readonly pick?:
                          | string
                          | {
                              /** The metric that was greatest. */
                              readonly max?: string;
                              /** The metric that was least. */
                              readonly min?: string;
                            };
                      }
                    | readonly {
                        /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
                        readonly file?: string | number;
                        /** Where in a JSON file a list of objects stands, each a row. */
                        readonly rows?: string;
                        /** What stands in a line of the log; blanks stand for any number of blanks. */
                        readonly log?: string;
                        /** A regular expression for lines of the log; each named group is a number. */
                        readonly regex?: string;
                        /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
                        readonly pick?:
                          | string
                          | {
                              /** The metric that was greatest. */
                              readonly max?: string;
                              /** The metric that was least. */
                              readonly min?: string;
                            };
                      }[]
                    | null;
                };
              }
            | {
                /**  */
                readonly from?: unknown;
                /**  */
                readonly to?: unknown;
                /**  */
                readonly count?: unknown;
                /**  */
                readonly step?: unknown;
                /**  */
                readonly scale?: unknown;
                /**  */
                readonly glob?: unknown;
              }
            | {
                /**  */
                readonly from?: unknown;
                /**  */
                readonly to?: unknown;
                /**  */
                readonly count?: unknown;
                /**  */
                readonly step?: unknown;
                /**  */
                readonly scale?: unknown;
              }
            | {
                /**  */
                readonly step?: unknown;
              }
            | object;
          /** The axis exists only in cells that match; elsewhere it is absent. */
          readonly when?: {
            readonly [name: string]:
              | string
              | number
              | boolean
              | null
              | readonly (string | number | boolean | null | readonly unknown[] | object)[];
          };
          /** The axis is absent in cells that match. */
          readonly unless?: {
            readonly [name: string]:
              | string
              | number
              | boolean
              | null
              | readonly (string | number | boolean | null | readonly unknown[] | object)[];
          };
          /** Where the axis has this value it is left out of identity, id and label. */
          readonly default?: string | number | boolean | null | readonly unknown[] | object;
          /** How `job.args` spells the axis: by this option, or, as a `flag`, by `--axis` where the value is true and by nothing where it is false. Default: `--axis`. */
          readonly arg?: string;
          /** The first value of the range. */
          readonly from?: number;
          /** The last value of the range, itself included if a step lands on it. */
          readonly to?: number;
          /** How many values the range has. */
          readonly count?: number;
          /** From one value of the range to the next. May be negative. */
          readonly step?: number;
          /** Whether the values are equally far apart, or each is the same multiple of the one before. */
          readonly scale?: 'linear' | 'log';
          /** A file of one value a line, relative to this file. Empty lines and those that begin with `#` count for nothing. */
          readonly lines?: string;
          /** A pattern, relative to this file; each file that it matches is a value. */
          readonly glob?: string;
        }
      | null;
  };
  /** Tables of axes whose values go together, row by row. Each adds one dimension to the product, after the axes of `matrix`. */
  readonly zip?: readonly (
    | {
        /** A file with a row for each combination, relative to the file that says it: cells parted by commas (`.csv`) or tabs (`.tsv`) under a header, or a JSON map on each line (`.jsonl`). */
        readonly table: string;
        /** The columns that are axes, by the names that the header has for them. */
        readonly columns: readonly string[];
      }
    | {
        readonly [name: string]:
          | readonly (string | number | boolean | null | readonly unknown[] | object)[]
          | {
              /** A file of one value a line, relative to this file. Empty lines and those that begin with `#` count for nothing. */
              readonly lines: string;
            };
      }
  )[];
  /** Cells to leave out: every cell of the full product that matches one of these conditions. */
  readonly exclude?: readonly {
    readonly [name: string]:
      string | number | boolean | null | readonly (string | number | boolean | null | readonly unknown[] | object)[];
  }[];
  /** Whole cells to add after all others. They may use values that no axis lists. */
  readonly include?: readonly {
    readonly [name: string]: string | number | boolean | null | readonly unknown[] | object;
  }[];
  /** Keeps only so many combinations of some axes, always the same ones; a larger count adds to them. */
  readonly sample?: {
    /** How many combinations to keep. */
    readonly count: number;
    /** The axes whose combinations are counted. Default: every axis. */
    readonly over?: readonly string[];
  };
  /** Names for what `--only`, `--skip` and `--set` say, chosen by `--preset`. */
  readonly presets?: {
    readonly [name: string]: {
      /** What `--only` says: only jobs with these values. */
      readonly only?: string | readonly string[];
      /** What `--skip` says: all but jobs with these values. */
      readonly skip?: string | readonly string[];
      /** What `--set` says: what is merged over the file. */
      readonly set?: string | readonly string[];
    } | null;
  };
  /** What was renamed, so that results move along: of an axis, of a value of an axis, or of a stage, what it was called before. */
  readonly moved?: readonly {
    /** The axis, as it is called now. */
    readonly axis?: string;
    /** The value of the axis, as it is now; `null` where the axis is absent now. */
    readonly value?: string | number | boolean | null | readonly unknown[] | object;
    /** The stage, as it is called now; `main` for a sweep without `stages`. */
    readonly stage?: string;
    /** What it was before; of a value `null` where the axis was absent. */
    readonly was: string | number | boolean | null | readonly unknown[] | object;
  }[];
  /** The axis that only repeats: shown as `s42` in labels, aggregated over by results. Default: `seed` if there is such an axis. */
  readonly replicates?: string;
  /** Several kinds of job over one matrix. Job keys at the top level hold for all of them. */
  readonly stages?: {
    readonly [name: string]: {
      /** The axes that this stage has a job for each combination of. Default: every axis; `[]`: one job. */
      readonly over?: string | readonly string[];
      /** The stages whose jobs go before: each job waits for those that agree with it on all axes that both stages have. `{{needs.STAGE.dirs}}`, `{{needs.STAGE.produces}}` and the file `$SWEEP_NEEDS` tell it what they have left. */
      readonly needs?:
        | string
        | {
            /** The stage whose jobs go before. */
            readonly stage: string;
            /** How they must have ended: all well, however, or at least one not. */
            readonly when?: 'success' | 'always' | 'failure';
          }
        | readonly (
            | string
            | {
                /** The stage whose jobs go before. */
                readonly stage: string;
                /** How they must have ended: all well, however, or at least one not. */
                readonly when?: 'success' | 'always' | 'failure';
              }
          )[];
      /** Cells that this stage has no job for. */
      readonly exclude?: readonly {
        readonly [name: string]:
          | string
          | number
          | boolean
          | null
          | readonly (string | number | boolean | null | readonly unknown[] | object)[];
      }[];
      /** Settings for those jobs of the stage that match a condition, after the rules of the top level; a later rule wins. */
      readonly rules?: readonly {
        /** The rule applies where all entries of this condition hold. */
        readonly when?: {
          readonly [name: string]:
            | string
            | number
            | boolean
            | null
            | readonly (string | number | boolean | null | readonly unknown[] | object)[];
        };
        /** The rule does not apply where all entries of this condition hold. */
        readonly unless?: {
          readonly [name: string]:
            | string
            | number
            | boolean
            | null
            | readonly (string | number | boolean | null | readonly unknown[] | object)[];
        };
        /** What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches. */
        readonly command?: string | readonly (string | number | boolean)[] | null;
        /** Shell lines that run first, in the same shell as a string command. */
        readonly setup?: string | null;
        /** The folder a job runs in, relative to the project root. */
        readonly workdir?: string | number | null;
        /** Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded. */
        readonly env?: {
          readonly [name: string]:
            | string
            | number
            | boolean
            | {
                /** That the value is the one that `sweep run` finds in its environment. */
                readonly secret: true;
              }
            | null;
        } | null;
        /** Derived values, used as `{{name}}`. They may use axes and each other. A list inserts each item as its own word. */
        readonly vars?: {
          readonly [name: string]: string | number | boolean | readonly (string | number | boolean)[] | null;
        } | null;
        /** How many whole GPUs a job gets, or which part of one. */
        readonly gpus?: number | string | null;
        /** The only GPUs that a job may get, in order of preference. Default: any. */
        readonly gpu_ids?: number | string | readonly (number | string)[] | null;
        /** How many CPU slots a job takes. */
        readonly slots?: number | string | null;
        /** How many nodes of a cluster a job is spread over. What it asks for besides, such as `gpus`, it gets on each of them. */
        readonly nodes?: number | string | null;
        /** How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit. */
        readonly timeout?:
          | number
          | string
          | {
              /** How long a job may run. */
              readonly after?: number | string;
              /** The signal that a job gets at its limit. */
              readonly signal?: 'TERM' | 'INT' | 'HUP' | 'QUIT' | 'USR1' | 'USR2' | 'ALRM' | 'CONT' | 'KILL' | string;
              /** From that signal to KILL. */
              readonly grace?: number | string;
            }
          | null;
        /** Jobs with a higher priority start first. */
        readonly priority?: number | string | null;
        /** How much nicer jobs are to other processes than the run is. Below 0 needs the right to be less nice. */
        readonly nice?: number | string | null;
        /** How often a failed job is tried again. An attempt of which no trace is left (`lost`) is always retried once. */
        readonly retry?:
          | number
          | string
          | {
              /** How many attempts may follow the first. */
              readonly max?: number | string;
              /** The causes of failure after which to try again. Default: all of them but `lost`, which is repeated once in any case. */
              readonly on?: readonly ('exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string)[];
              /** The wait before the first further attempt. */
              readonly backoff?: number | string;
              /** By how much each wait is longer than the one before. */
              readonly factor?: number | string;
              /** What further attempts ask for after certain failures. */
              readonly escalate?:
                | number
                | string
                | readonly (number | string)[]
                | {
                    /** The GPUs that the attempt after the first such failure asks for, after the second, and so on; the last holds for the rest. */
                    readonly gpus?: number | string | readonly (number | string)[];
                    /** Whether to run on other GPUs than those that it failed on, if there are enough of them. */
                    readonly other_gpu?: boolean | string;
                    /** The causes of failure that count. Default: `oom`. */
                    readonly on?: readonly (
                      'exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string
                    )[];
                  };
            }
          | null;
        /** Paths that must exist before anything is queued, relative to the workdir. */
        readonly requires?: readonly (string | number)[] | null;
        /** Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made. */
        readonly produces?: readonly (string | number)[] | null;
        /** Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again. */
        readonly inputs?: readonly (string | number)[] | null;
        /** What people read in place of the id. Default: the cell's values joined by `_`. */
        readonly label?: string | number | null;
        /** Whether what a job writes to stderr goes to `err.log`, beside `out.log`. */
        readonly split?: boolean | string | null;
        /** Whether the logs of a job are compressed, with gzip, once it has ended. */
        readonly compress?: boolean | string | null;
        /** How much is kept of each log of a job: its beginning and its end. */
        readonly max_log?: string | null;
        /** Whether a job runs in a terminal of its own. */
        readonly tty?: boolean | string | null;
        /** Whether this job may fail without the run having failed. */
        readonly allow_failure?: boolean | string | null;
        /** Where a job runs whatever its run does with the others: `local` is the machine of the runner, also where `--on` names a cluster. */
        readonly on?: string | null;
        /** How much memory must be free on each GPU that a job gets. */
        readonly gpu_memory?: string | null;
        /** How much of the host's memory a job takes. */
        readonly memory?: string | null;
        /** How much a job takes of counters with names of their own; the host file says how much there is. */
        readonly resources?: {
          readonly [name: string]: number | string | null;
        } | null;
        /** The least time between two starts of jobs of a stage. */
        readonly stagger?: number | string | null;
        /** Before when a job does not start: the next such time of day, so long after the run has begun, or a day and time. */
        readonly begin?: number | string | null;
        /** Where a job leaves its numbers. */
        readonly metrics?:
          | {
              /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
              readonly file?: string | number;
              /** Where in a JSON file a list of objects stands, each a row. */
              readonly rows?: string;
              /** What stands in a line of the log; blanks stand for any number of blanks. */
              readonly log?: string;
              /** A regular expression for lines of the log; each named group is a number. */
              readonly regex?: string;
              /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
              readonly pick?:
                | string
                | {
                    /** The metric that was greatest. */
                    readonly max?: string;
                    /** The metric that was least. */
                    readonly min?: string;
                  };
            }
          | readonly {
              /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
              readonly file?: string | number;
              /** Where in a JSON file a list of objects stands, each a row. */
              readonly rows?: string;
              /** What stands in a line of the log; blanks stand for any number of blanks. */
              readonly log?: string;
              /** A regular expression for lines of the log; each named group is a number. */
              readonly regex?: string;
              /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
              readonly pick?:
                | string
                | {
                    /** The metric that was greatest. */
                    readonly max?: string;
                    /** The metric that was least. */
                    readonly min?: string;
                  };
            }[]
          | null;
      }[];
      /** What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches. */
      readonly command?: string | readonly (string | number | boolean)[] | null;
      /** Shell lines that run first, in the same shell as a string command. */
      readonly setup?: string | null;
      /** The folder a job runs in, relative to the project root. */
      readonly workdir?: string | number | null;
      /** Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded. */
      readonly env?: {
        readonly [name: string]:
          | string
          | number
          | boolean
          | {
              /** That the value is the one that `sweep run` finds in its environment. */
              readonly secret: true;
            }
          | null;
      } | null;
      /** Derived values, used as `{{name}}`. They may use axes and each other. A list inserts each item as its own word. */
      readonly vars?: {
        readonly [name: string]: string | number | boolean | readonly (string | number | boolean)[] | null;
      } | null;
      /** How many whole GPUs a job gets, or which part of one. */
      readonly gpus?: number | string | null;
      /** The only GPUs that a job may get, in order of preference. Default: any. */
      readonly gpu_ids?: number | string | readonly (number | string)[] | null;
      /** How many CPU slots a job takes. */
      readonly slots?: number | string | null;
      /** How many nodes of a cluster a job is spread over. What it asks for besides, such as `gpus`, it gets on each of them. */
      readonly nodes?: number | string | null;
      /** How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit. */
      readonly timeout?:
        | number
        | string
        | {
            /** How long a job may run. */
            readonly after?: number | string;
            /** The signal that a job gets at its limit. */
            readonly signal?: 'TERM' | 'INT' | 'HUP' | 'QUIT' | 'USR1' | 'USR2' | 'ALRM' | 'CONT' | 'KILL' | string;
            /** From that signal to KILL. */
            readonly grace?: number | string;
          }
        | null;
      /** Jobs with a higher priority start first. */
      readonly priority?: number | string | null;
      /** How much nicer jobs are to other processes than the run is. Below 0 needs the right to be less nice. */
      readonly nice?: number | string | null;
      /** How often a failed job is tried again. An attempt of which no trace is left (`lost`) is always retried once. */
      readonly retry?:
        | number
        | string
        | {
            /** How many attempts may follow the first. */
            readonly max?: number | string;
            /** The causes of failure after which to try again. Default: all of them but `lost`, which is repeated once in any case. */
            readonly on?: readonly ('exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string)[];
            /** The wait before the first further attempt. */
            readonly backoff?: number | string;
            /** By how much each wait is longer than the one before. */
            readonly factor?: number | string;
            /** What further attempts ask for after certain failures. */
            readonly escalate?:
              | number
              | string
              | readonly (number | string)[]
              | {
                  /** The GPUs that the attempt after the first such failure asks for, after the second, and so on; the last holds for the rest. */
                  readonly gpus?: number | string | readonly (number | string)[];
                  /** Whether to run on other GPUs than those that it failed on, if there are enough of them. */
                  readonly other_gpu?: boolean | string;
                  /** The causes of failure that count. Default: `oom`. */
                  readonly on?: readonly ('exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string)[];
                };
          }
        | null;
      /** Paths that must exist before anything is queued, relative to the workdir. */
      readonly requires?: readonly (string | number)[] | null;
      /** Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made. */
      readonly produces?: readonly (string | number)[] | null;
      /** Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again. */
      readonly inputs?: readonly (string | number)[] | null;
      /** What people read in place of the id. Default: the cell's values joined by `_`. */
      readonly label?: string | number | null;
      /** Whether what a job writes to stderr goes to `err.log`, beside `out.log`. */
      readonly split?: boolean | string | null;
      /** Whether the logs of a job are compressed, with gzip, once it has ended. */
      readonly compress?: boolean | string | null;
      /** How much is kept of each log of a job: its beginning and its end. */
      readonly max_log?: string | null;
      /** Whether a job runs in a terminal of its own. */
      readonly tty?: boolean | string | null;
      /** Whether this job may fail without the run having failed. */
      readonly allow_failure?: boolean | string | null;
      /** Where a job runs whatever its run does with the others: `local` is the machine of the runner, also where `--on` names a cluster. */
      readonly on?: string | null;
      /** How much memory must be free on each GPU that a job gets. */
      readonly gpu_memory?: string | null;
      /** How much of the host's memory a job takes. */
      readonly memory?: string | null;
      /** How much a job takes of counters with names of their own; the host file says how much there is. */
      readonly resources?: {
        readonly [name: string]: number | string | null;
      } | null;
      /** The least time between two starts of jobs of a stage. */
      readonly stagger?: number | string | null;
      /** Before when a job does not start: the next such time of day, so long after the run has begun, or a day and time. */
      readonly begin?: number | string | null;
      /** Where a job leaves its numbers. */
      readonly metrics?:
        | {
            /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
            readonly file?: string | number;
            /** Where in a JSON file a list of objects stands, each a row. */
            readonly rows?: string;
            /** What stands in a line of the log; blanks stand for any number of blanks. */
            readonly log?: string;
            /** A regular expression for lines of the log; each named group is a number. */
            readonly regex?: string;
            /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
            readonly pick?:
              | string
              | {
                  /** The metric that was greatest. */
                  readonly max?: string;
                  /** The metric that was least. */
                  readonly min?: string;
                };
          }
        | readonly {
            /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
            readonly file?: string | number;
            /** Where in a JSON file a list of objects stands, each a row. */
            readonly rows?: string;
            /** What stands in a line of the log; blanks stand for any number of blanks. */
            readonly log?: string;
            /** A regular expression for lines of the log; each named group is a number. */
            readonly regex?: string;
            /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
            readonly pick?:
              | string
              | {
                  /** The metric that was greatest. */
                  readonly max?: string;
                  /** The metric that was least. */
                  readonly min?: string;
                };
          }[]
        | null;
      /** Jobs that differ only in this axis run one after another, in the order of its values. */
      readonly chain?:
        | string
        | {
            /** The axis along which jobs follow one another. */
            readonly over: string;
            /** Whether the next job runs however the one before ended, or only if it succeeded. */
            readonly when?: 'always' | 'success';
            /** Whether the next job may run on any GPUs, or only on those that the one before had. */
            readonly gpu?: 'any' | 'same';
          }
        | null;
      /** How many jobs of a stage may run at once. */
      readonly limits?:
        | readonly {
            /** How many jobs may run at once. */
            readonly max: number | string;
            /** The axes whose combinations are counted apart. Default: none, so that all jobs of the stage count. */
            readonly by?: readonly string[];
          }[]
        | null;
      /** A wrapper template in place of the package's own, relative to this file. */
      readonly template?: string | null;
    } | null;
  };
  /** What to do when a job has finally failed: go on with the rest, start nothing new, or also stop what runs. */
  readonly on_failure?: 'continue' | 'stop' | 'kill';
  /** Which of the jobs of equal priority goes first: the one that takes longest with all that waits for it, by what is known of durations, or the first of the plan. */
  readonly order?: 'longest' | 'plan';
  /** What becomes of a job that does not fit: what it asks for is kept for it, so that it starts soon, or what fits goes first, so that no GPU idles. */
  readonly wide_jobs?: 'reserve' | 'pack';
  /** Which metrics are better when they are greater, and which when they are less. */
  readonly goals?: {
    readonly [name: string]: string | null;
  };
  /** Shell commands that are run beside the jobs: when one has come to its end, has failed, or the run has ended. What they are told is in variables of the environment. */
  readonly hooks?: {
    /** Run by `bash -eo pipefail` at the project root, once at the most, for a minute at the most. */
    readonly job_end?: string | null;
    /** Run by `bash -eo pipefail` at the project root, once at the most, for a minute at the most. */
    readonly job_failed?: string | null;
    /** Run by `bash -eo pipefail` at the project root, once at the most, for a minute at the most. */
    readonly run_end?: string | null;
  };
  /** Whether jobs run in a copy of the code as it was when the run began: what git tracks, and what it neither tracks nor ignores. Everything else in it is a link to the project. */
  readonly snapshot?:
    | boolean
    | {
        /** Files and folders that are not copied: in the copy they are links to the project. Relative to the project root; a folder that is not there is made. */
        readonly link?: readonly string[];
      };
  /** Settings for the cells that match a condition, in order; a later rule wins. */
  readonly rules?: readonly {
    /** The rule applies where all entries of this condition hold. */
    readonly when?: {
      readonly [name: string]:
        string | number | boolean | null | readonly (string | number | boolean | null | readonly unknown[] | object)[];
    };
    /** The rule does not apply where all entries of this condition hold. */
    readonly unless?: {
      readonly [name: string]:
        string | number | boolean | null | readonly (string | number | boolean | null | readonly unknown[] | object)[];
    };
    /** What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches. */
    readonly command?: string | readonly (string | number | boolean)[] | null;
    /** Shell lines that run first, in the same shell as a string command. */
    readonly setup?: string | null;
    /** The folder a job runs in, relative to the project root. */
    readonly workdir?: string | number | null;
    /** Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded. */
    readonly env?: {
      readonly [name: string]:
        | string
        | number
        | boolean
        | {
            /** That the value is the one that `sweep run` finds in its environment. */
            readonly secret: true;
          }
        | null;
    } | null;
    /** Derived values, used as `{{name}}`. They may use axes and each other. A list inserts each item as its own word. */
    readonly vars?: {
      readonly [name: string]: string | number | boolean | readonly (string | number | boolean)[] | null;
    } | null;
    /** How many whole GPUs a job gets, or which part of one. */
    readonly gpus?: number | string | null;
    /** The only GPUs that a job may get, in order of preference. Default: any. */
    readonly gpu_ids?: number | string | readonly (number | string)[] | null;
    /** How many CPU slots a job takes. */
    readonly slots?: number | string | null;
    /** How many nodes of a cluster a job is spread over. What it asks for besides, such as `gpus`, it gets on each of them. */
    readonly nodes?: number | string | null;
    /** How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit. */
    readonly timeout?:
      | number
      | string
      | {
          /** How long a job may run. */
          readonly after?: number | string;
          /** The signal that a job gets at its limit. */
          readonly signal?: 'TERM' | 'INT' | 'HUP' | 'QUIT' | 'USR1' | 'USR2' | 'ALRM' | 'CONT' | 'KILL' | string;
          /** From that signal to KILL. */
          readonly grace?: number | string;
        }
      | null;
    /** Jobs with a higher priority start first. */
    readonly priority?: number | string | null;
    /** How much nicer jobs are to other processes than the run is. Below 0 needs the right to be less nice. */
    readonly nice?: number | string | null;
    /** How often a failed job is tried again. An attempt of which no trace is left (`lost`) is always retried once. */
    readonly retry?:
      | number
      | string
      | {
          /** How many attempts may follow the first. */
          readonly max?: number | string;
          /** The causes of failure after which to try again. Default: all of them but `lost`, which is repeated once in any case. */
          readonly on?: readonly ('exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string)[];
          /** The wait before the first further attempt. */
          readonly backoff?: number | string;
          /** By how much each wait is longer than the one before. */
          readonly factor?: number | string;
          /** What further attempts ask for after certain failures. */
          readonly escalate?:
            | number
            | string
            | readonly (number | string)[]
            | {
                /** The GPUs that the attempt after the first such failure asks for, after the second, and so on; the last holds for the rest. */
                readonly gpus?: number | string | readonly (number | string)[];
                /** Whether to run on other GPUs than those that it failed on, if there are enough of them. */
                readonly other_gpu?: boolean | string;
                /** The causes of failure that count. Default: `oom`. */
                readonly on?: readonly ('exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string)[];
              };
        }
      | null;
    /** Paths that must exist before anything is queued, relative to the workdir. */
    readonly requires?: readonly (string | number)[] | null;
    /** Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made. */
    readonly produces?: readonly (string | number)[] | null;
    /** Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again. */
    readonly inputs?: readonly (string | number)[] | null;
    /** What people read in place of the id. Default: the cell's values joined by `_`. */
    readonly label?: string | number | null;
    /** Whether what a job writes to stderr goes to `err.log`, beside `out.log`. */
    readonly split?: boolean | string | null;
    /** Whether the logs of a job are compressed, with gzip, once it has ended. */
    readonly compress?: boolean | string | null;
    /** How much is kept of each log of a job: its beginning and its end. */
    readonly max_log?: string | null;
    /** Whether a job runs in a terminal of its own. */
    readonly tty?: boolean | string | null;
    /** Whether this job may fail without the run having failed. */
    readonly allow_failure?: boolean | string | null;
    /** Where a job runs whatever its run does with the others: `local` is the machine of the runner, also where `--on` names a cluster. */
    readonly on?: string | null;
    /** How much memory must be free on each GPU that a job gets. */
    readonly gpu_memory?: string | null;
    /** How much of the host's memory a job takes. */
    readonly memory?: string | null;
    /** How much a job takes of counters with names of their own; the host file says how much there is. */
    readonly resources?: {
      readonly [name: string]: number | string | null;
    } | null;
    /** The least time between two starts of jobs of a stage. */
    readonly stagger?: number | string | null;
    /** Before when a job does not start: the next such time of day, so long after the run has begun, or a day and time. */
    readonly begin?: number | string | null;
    /** Where a job leaves its numbers. */
    readonly metrics?:
      | {
          /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
          readonly file?: string | number;
          /** Where in a JSON file a list of objects stands, each a row. */
          readonly rows?: string;
          /** What stands in a line of the log; blanks stand for any number of blanks. */
          readonly log?: string;
          /** A regular expression for lines of the log; each named group is a number. */
          readonly regex?: string;
          /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
          readonly pick?:
            | string
            | {
                /** The metric that was greatest. */
                readonly max?: string;
                /** The metric that was least. */
                readonly min?: string;
              };
        }
      | readonly {
          /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
          readonly file?: string | number;
          /** Where in a JSON file a list of objects stands, each a row. */
          readonly rows?: string;
          /** What stands in a line of the log; blanks stand for any number of blanks. */
          readonly log?: string;
          /** A regular expression for lines of the log; each named group is a number. */
          readonly regex?: string;
          /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
          readonly pick?:
            | string
            | {
                /** The metric that was greatest. */
                readonly max?: string;
                /** The metric that was least. */
                readonly min?: string;
              };
        }[]
      | null;
  }[];
  /** What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches. */
  readonly command?: string | readonly (string | number | boolean)[] | null;
  /** Shell lines that run first, in the same shell as a string command. */
  readonly setup?: string | null;
  /** The folder a job runs in, relative to the project root. */
  readonly workdir?: string | number | null;
  /** Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded. */
  readonly env?: {
    readonly [name: string]:
      | string
      | number
      | boolean
      | {
          /** That the value is the one that `sweep run` finds in its environment. */
          readonly secret: true;
        }
      | null;
  } | null;
  /** Derived values, used as `{{name}}`. They may use axes and each other. A list inserts each item as its own word. */
  readonly vars?: {
    readonly [name: string]: string | number | boolean | readonly (string | number | boolean)[] | null;
  } | null;
  /** How many whole GPUs a job gets, or which part of one. */
  readonly gpus?: number | string | null;
  /** The only GPUs that a job may get, in order of preference. Default: any. */
  readonly gpu_ids?: number | string | readonly (number | string)[] | null;
  /** How many CPU slots a job takes. */
  readonly slots?: number | string | null;
  /** How many nodes of a cluster a job is spread over. What it asks for besides, such as `gpus`, it gets on each of them. */
  readonly nodes?: number | string | null;
  /** How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit. */
  readonly timeout?:
    | number
    | string
    | {
        /** How long a job may run. */
        readonly after?: number | string;
        /** The signal that a job gets at its limit. */
        readonly signal?: 'TERM' | 'INT' | 'HUP' | 'QUIT' | 'USR1' | 'USR2' | 'ALRM' | 'CONT' | 'KILL' | string;
        /** From that signal to KILL. */
        readonly grace?: number | string;
      }
    | null;
  /** Jobs with a higher priority start first. */
  readonly priority?: number | string | null;
  /** How much nicer jobs are to other processes than the run is. Below 0 needs the right to be less nice. */
  readonly nice?: number | string | null;
  /** How often a failed job is tried again. An attempt of which no trace is left (`lost`) is always retried once. */
  readonly retry?:
    | number
    | string
    | {
        /** How many attempts may follow the first. */
        readonly max?: number | string;
        /** The causes of failure after which to try again. Default: all of them but `lost`, which is repeated once in any case. */
        readonly on?: readonly ('exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string)[];
        /** The wait before the first further attempt. */
        readonly backoff?: number | string;
        /** By how much each wait is longer than the one before. */
        readonly factor?: number | string;
        /** What further attempts ask for after certain failures. */
        readonly escalate?:
          | number
          | string
          | readonly (number | string)[]
          | {
              /** The GPUs that the attempt after the first such failure asks for, after the second, and so on; the last holds for the rest. */
              readonly gpus?: number | string | readonly (number | string)[];
              /** Whether to run on other GPUs than those that it failed on, if there are enough of them. */
              readonly other_gpu?: boolean | string;
              /** The causes of failure that count. Default: `oom`. */
              readonly on?: readonly ('exit' | 'timeout' | 'oom' | 'missing-output' | 'spawn' | 'lost' | string)[];
            };
      }
    | null;
  /** Jobs that differ only in this axis run one after another, in the order of its values. */
  readonly chain?:
    | string
    | {
        /** The axis along which jobs follow one another. */
        readonly over: string;
        /** Whether the next job runs however the one before ended, or only if it succeeded. */
        readonly when?: 'always' | 'success';
        /** Whether the next job may run on any GPUs, or only on those that the one before had. */
        readonly gpu?: 'any' | 'same';
      }
    | null;
  /** Paths that must exist before anything is queued, relative to the workdir. */
  readonly requires?: readonly (string | number)[] | null;
  /** Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made. */
  readonly produces?: readonly (string | number)[] | null;
  /** Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again. */
  readonly inputs?: readonly (string | number)[] | null;
  /** What people read in place of the id. Default: the cell's values joined by `_`. */
  readonly label?: string | number | null;
  /** A wrapper template in place of the package's own, relative to this file. */
  readonly template?: string | null;
  /** Whether what a job writes to stderr goes to `err.log`, beside `out.log`. */
  readonly split?: boolean | string | null;
  /** Whether the logs of a job are compressed, with gzip, once it has ended. */
  readonly compress?: boolean | string | null;
  /** How much is kept of each log of a job: its beginning and its end. */
  readonly max_log?: string | null;
  /** Whether a job runs in a terminal of its own. */
  readonly tty?: boolean | string | null;
  /** Whether this job may fail without the run having failed. */
  readonly allow_failure?: boolean | string | null;
  /** Where a job runs whatever its run does with the others: `local` is the machine of the runner, also where `--on` names a cluster. */
  readonly on?: string | null;
  /** How much memory must be free on each GPU that a job gets. */
  readonly gpu_memory?: string | null;
  /** How much of the host's memory a job takes. */
  readonly memory?: string | null;
  /** How much a job takes of counters with names of their own; the host file says how much there is. */
  readonly resources?: {
    readonly [name: string]: number | string | null;
  } | null;
  /** How many jobs of a stage may run at once. */
  readonly limits?:
    | readonly {
        /** How many jobs may run at once. */
        readonly max: number | string;
        /** The axes whose combinations are counted apart. Default: none, so that all jobs of the stage count. */
        readonly by?: readonly string[];
      }[]
    | null;
  /** The least time between two starts of jobs of a stage. */
  readonly stagger?: number | string | null;
  /** Before when a job does not start: the next such time of day, so long after the run has begun, or a day and time. */
  readonly begin?: number | string | null;
  /** Where a job leaves its numbers. */
  readonly metrics?:
    | {
        /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
        readonly file?: string | number;
        /** Where in a JSON file a list of objects stands, each a row. */
        readonly rows?: string;
        /** What stands in a line of the log; blanks stand for any number of blanks. */
        readonly log?: string;
        /** A regular expression for lines of the log; each named group is a number. */
        readonly regex?: string;
        /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
        readonly pick?:
          | string
          | {
              /** The metric that was greatest. */
              readonly max?: string;
              /** The metric that was least. */
              readonly min?: string;
            };
      }
    | readonly {
        /** A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard. */
        readonly file?: string | number;
        /** Where in a JSON file a list of objects stands, each a row. */
        readonly rows?: string;
        /** What stands in a line of the log; blanks stand for any number of blanks. */
        readonly log?: string;
        /** A regular expression for lines of the log; each named group is a number. */
        readonly regex?: string;
        /** Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least. */
        readonly pick?:
          | string
          | {
              /** The metric that was greatest. */
              readonly max?: string;
              /** The metric that was least. */
              readonly min?: string;
            };
      }[]
    | null;
  readonly [key: `x-${string}`]: unknown;
}
