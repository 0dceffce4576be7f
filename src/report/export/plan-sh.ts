import { neededBy, NEEDS_VERSION, stagesInNeed, toldNeed } from '../../model/needed-job.ts';
import type { Job, Plan } from '../../model/plan.ts';
import { niceWords, shellWord, timeoutWords } from '../../model/text/shell.ts';
import { notCarriedOver, type Wish } from './unsupported-keys.ts';
import { inOneLine, wholeGpus } from './shell.ts';
import { waitsIn, type Waits } from './wait-conditions.ts';

/** What a script of a whole plan must know of a job beyond the plan. */
export interface JobText {
  /** The second half of its wrapper: bash text that sets up and runs its command. */
  readonly script: string;
  /** The absolute path of its own folder. */
  readonly folder: string;
  /** What it must make, as absolute paths. */
  readonly outputs: readonly string[];
}

/**
 * The plan as one bash script that runs every job, one after another in the order of the plan, and needs nothing but bash and
 * coreutils: each under its limit, once, with a log of its own; skipped where its needs are not met.
 */
export function planSh(plan: Plan, textOf: (job: Job) => JobText): string {
  const waits = waitsIn(plan);
  const inNeed = stagesInNeed(plan);
  const needed = new Set(plan.jobs.flatMap(neededBy));
  const jobs = plan.jobs.map((job) => {
    const told = { isNeeded: needed.has(job.id), isInNeed: inNeed.has(job.stage) };
    return jobPart(job, textOf(job), waits.of(job), told);
  });
  return [head(plan), ...jobs, FOOT].join('\n');
}

function head(plan: Plan): string {
  const { sweep, jobs } = plan;
  const lost = notCarriedOver(plan, NO_WORD_FOR).map((line) => `${line}\n`);
  return `#!/usr/bin/env bash
# The sweep ${sweep}: ${jobs.length === 1 ? '1 job' : `${jobs.length} jobs, one after another`}. Needs nothing but bash 4.4 and coreutils.
#
#   bash THIS_FILE [LOGS]    LOGS is the folder for what the jobs print, and for what SWEEP_NEEDS names (default: ${sweep}-logs)
#
# Each job runs once, whatever has run before, and is skipped when what it needs has not succeeded.
# Exits 1 if a job failed or was skipped; 130 or 143 when interrupted.
${lost.join('')}logs=\${1:-${sweep}-logs}
mkdir -p -- "$logs" && logs=$(cd -- "$logs" && pwd) || exit 2
total=${jobs.length} number=0 succeeded=0 failed=0 skipped=0 tolerated=0 child=
${MACHINERY}`;
}

/** What one job after another, each once, has no use for or no means of. */
const NO_WORD_FOR: readonly Wish[] = [
  ...(['gpu_ids', 'gpu_memory', 'memory', 'nodes', 'resources', 'stagger', 'begin', 'retry', 'priority'] as const),
  ...(['split', 'compress', 'max_log'] as const),
];

const MACHINERY = `visible=\${CUDA_VISIBLE_DEVICES-unset}
export CUDA_DEVICE_ORDER=PCI_BUS_ID SWEEP_ATTEMPT=1
unset SWEEP_RUN
declare -A about    # of each job that others need: what these are told of it, but for its end
declare -A end      # of each job so far: succeeded, failed, tolerated (a failure that is allowed) or skipped
succeed=()          # of the next job: these must have succeeded
fail=()             #   of each of these lists one must have failed
outputs=()          #   these it must make
in_need=            #   whether it is told what it needs
needs=()            #   which these are
told=               #   what others are told of it
moot=               #   why it cannot run at all
may_fail=           #   whether its failure is allowed

# The first $1 of the GPUs that this script may use.
devices() {
  if [ "$visible" = unset ]; then seq -s, 0 $(($1 - 1)); else cut -d, -f"1-$1" <<< "$visible"; fi
}

# Whether the next job may run; says why not.
ready() {
  local id list
  if [ -n "$moot" ]; then echo "$moot"; return 1; fi
  for id in "\${succeed[@]}"; do
    case \${end[$id]-} in succeeded | tolerated) ;; *) echo "$id has not succeeded"; return 1 ;; esac
  done
  for list in "\${fail[@]}"; do
    for id in $list; do
      case \${end[$id]-} in failed | tolerated) continue 2 ;; esac
    done
    echo "none of what it waits for has failed"
    return 1
  done
}

# What the next job needs, as JSON.
tell_needs() {
  local id outcome separator=
  printf '{"version":${NEEDS_VERSION},"needs":['
  for id in "\${needs[@]}"; do
    outcome=\${end[$id]-}
    printf '%s\n%s,"outcome":"%s","metrics":null}' "$separator" "\${about[$id]}" "\${outcome/tolerated/failed}"
    separator=,
  done
  printf '\n]}\n'
}

# job ID LABEL GPUS FOLDER LIMIT...: runs the script on stdin under the limit.
job() {
  local id=$1 label=$2 gpus=$3 folder=$4 script=$logs/$1.sh log=$logs/$1.log began=$SECONDS code why path
  shift 4
  number=$((number + 1))
  cat > "$script" || exit 2
  if ! why=$(ready); then
    echo "[$number/$total] $label: skipped, $why"
    end[$id]=skipped skipped=$((skipped + 1))
  else
    echo "[$number/$total] $label"
    mkdir -p -- "$folder"
    export SWEEP_GPU_COUNT=$gpus SWEEP_GPUS= CUDA_VISIBLE_DEVICES=
    if [ "$gpus" -gt 0 ]; then SWEEP_GPUS=$(devices "$gpus") CUDA_VISIBLE_DEVICES=$(devices "$gpus"); fi
    unset SWEEP_NEEDS
    if [ -n "$in_need" ]; then
      export SWEEP_NEEDS=$logs/$id.needs.json
      tell_needs > "$SWEEP_NEEDS" || exit 2
    fi
    "$@" bash "$script" > "$log" 2>&1 < /dev/null &
    child=$!
    wait "$child"
    code=$?
    child=
    why="exit $code"
    if [ "$code" = 124 ]; then why="over its limit"; fi
    if [ "$code" = 0 ]; then
      for path in "\${outputs[@]}"; do
        if [ ! -s "$path" ] || [ "$path" -ot "$script" ]; then code=1 why="it did not make $path"; break; fi
      done
    fi
    if [ "$code" = 0 ]; then
      end[$id]=succeeded succeeded=$((succeeded + 1))
    elif [ -n "$may_fail" ]; then
      echo "  failed after $((SECONDS - began)) s, which is allowed: $why; see $log"
      end[$id]=tolerated tolerated=$((tolerated + 1))
    else
      echo "  failed after $((SECONDS - began)) s: $why; see $log"
      end[$id]=failed failed=$((failed + 1))
    fi
  fi
  if [ -n "$told" ]; then about[$id]=$told; fi
  succeed=() fail=() outputs=() needs=() in_need= told= may_fail= moot=
}

summary() {
  echo "$succeeded succeeded, $failed failed, $tolerated failed as allowed, $skipped skipped, of $total jobs"
}

# interrupted CODE: passes a signal on to the job that runs, and ends.
interrupted() {
  trap '' INT TERM
  if [ -n "$child" ]; then kill -TERM "$child"; wait "$child"; fi
  summary
  exit "$1"
}
trap 'interrupted 130' INT
trap 'interrupted 143' TERM
`;

const FOOT = `summary
[ $((failed + skipped)) = 0 ]
`;

function jobPart(
  job: Job,
  { script, folder, outputs }: JobText,
  { failed }: Waits,
  { isNeeded, isInNeed }: { readonly isNeeded: boolean; readonly isInNeed: boolean },
): string {
  const end = delimiterFor(script);
  const limit = [...timeoutWords(job.timeout), ...niceWords(job.nice)];
  const words = [job.id, inOneLine(job.label), String(wholeGpus(job)), folder, ...limit];
  const succeed = job.needs.filter((need) => need.when === 'success').map((need) => need.job);
  const lines = [
    ...assignment('succeed', succeed),
    ...assignment(
      'fail',
      failed.map((ids) => ids.join(' ')),
    ),
    ...assignment('outputs', outputs),
    ...(isInNeed ? ['in_need=yes', ...assignment('needs', neededBy(job))] : []),
    ...(isNeeded ? [`told=${shellWord(JSON.stringify(toldNeed(job, folder, outputs)).slice(0, -1))}`] : []),
    ...(job.moot === null ? [] : [`moot='nothing of ${job.moot} can fail for it'`]),
    ...(job.allowFailure ? ['may_fail=yes'] : []),
    `job ${words.map(shellWord).join(' ')} << '${end}'`,
    `${script}${script.endsWith('\n') ? '' : '\n'}${end}\n`,
  ];
  return lines.join('\n');
}

function assignment(name: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`${name}=(${values.map(shellWord).join(' ')})`];
}

/** The end of a here-document that its text does not hold as a line. */
function delimiterFor(text: string): string {
  const lines = new Set(text.split('\n'));
  let delimiter = 'END_OF_JOB';
  while (lines.has(delimiter)) delimiter += '_';
  return delimiter;
}
