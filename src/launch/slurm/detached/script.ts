import { join } from 'node:path';
import type { Job } from '../../../model/plan.ts';
import { isGlob } from '../../../model/text/glob.ts';
import { quoted } from '../../../model/text/shell.ts';
import type { AttemptFolder } from '../../folder.ts';

/** Where the node notes what the inputs of an attempt held when it began. */
export function fileOfInputs({ path }: Pick<AttemptFolder, 'path'>): string {
  return join(path, 'inputs');
}

/** Where the script of a task finds what it must know beyond its attempt: beside the first one. */
export function fileOfTerms({ path }: Pick<AttemptFolder, 'path'>): string {
  return join(path, 'task.sh');
}

/** What the script of a task looks for before it begins. */
export interface AwaitedEnd {
  readonly when: 'success' | 'allowed' | 'failure';
  /** Of those of one stage one must have failed; empty where each counts by itself. */
  readonly stage: string;
  /** The path of what that task leaves as it ends, absolute, but for how it ended. */
  readonly path: string;
}

/** What the script of a task must know to see it through, as shell text: when it may begin, what counts as success, when it is tried again. */
export function termsOf(
  {
    inputs,
    produces,
    retry,
    timeout,
    allowFailure,
  }: Pick<Job, 'inputs' | 'produces' | 'retry' | 'timeout' | 'allowFailure'>,
  awaited: readonly AwaitedEnd[],
): string {
  const list = (words: readonly string[]): string => `(${words.map((word) => ` ${quoted(word)}`).join('')} )`;
  return `sweep_awaits=${list(awaited.flatMap(({ when, stage, path }) => [when, stage, path]))}
sweep_inputs=${list(inputs.map((path) => (isGlob(path) ? '' : path)))}
sweep_produces=${list(produces)}
sweep_retries=${retry.max}
sweep_retried=${list(retry.on)}
sweep_limit=${timeout === null ? 0 : Math.max(1, Math.floor(timeout.after))}
sweep_allowed=${allowFailure ? 1 : ''}
`;
}

/**
 * What a task does in its batch script that nobody sees through, before its wrapper script is started: the needs are judged that Slurm could not, the next
 * attempt gets a folder where this is no first start, and the inputs are read. It is told the folder of the first attempt and its number, and leaves those of
 * this one.
 *
 * @param ends  The folder of the files that tasks leave as they end, absolute, as a word of the shell.
 */
export function beginning(ends: string): string {
  return `sweep_ended=${ends}/$SLURM_ARRAY_TASK_ID
rm -f -- "$sweep_ended".*
. "$sweep_dir/task.sh" || exit 125
sweep_end() { : > "$sweep_ended.$1"; exit "$2"; }
sweep_may_begin() {
  local -A failed=()
  while [ "$#" -gt 0 ]; do
    case $1 in
      success) [ -e "$3.succeeded" ] || return 1 ;;
      allowed) [ -e "$3.succeeded" ] || [ -e "$3.failed" ] || return 1 ;;
      failure) [ ! -e "$3.failed" ] || failed[$2]=1; failed[$2]=\${failed[$2]-} ;;
    esac
    shift 3
  done
  for sweep_one in "\${failed[@]}"; do [ -n "$sweep_one" ] || return 1; done
}
sweep_may_begin "\${sweep_awaits[@]}" || sweep_end skipped 1
sweep_first=$SWEEP_ATTEMPT sweep_failures=0
sweep_job=\${sweep_dir%/*}
while [ -e "$sweep_job/$SWEEP_ATTEMPT/pid" ]; do
  sweep_last=$(tail -n 1 -- "$sweep_job/$SWEEP_ATTEMPT/pid")
  [ "$sweep_last" != 'given up' ] || exit 125
  case $sweep_last in 'exit '*' stopped'*) ;; 'exit '*) ((sweep_failures++)) ;; esac
  ((SWEEP_ATTEMPT++))
done
if [ "$SWEEP_ATTEMPT" != "$sweep_first" ]; then
  sweep_dir=$sweep_job/$SWEEP_ATTEMPT
  mkdir -- "$sweep_dir" && cp -- "$sweep_job/$sweep_first/run.sh" "$sweep_dir/" || exit 125
  [ -z "$SWEEP_NEEDS" ] || cp -- "$sweep_job/$sweep_first/needs.json" "$sweep_dir/" || exit 125
  SWEEP_RUN=$sweep_dir/run.sh
  [ -z "$SWEEP_NEEDS" ] || SWEEP_NEEDS=$sweep_dir/needs.json
fi
sweep_sha() { sha256sum | { read -r sum rest; printf %s "$sum"; }; }
sweep_digest() {
  local one
  if [ -f "$1" ]; then
    if [ -r "$1" ]; then sweep_sha < "$1"; else printf unreadable; fi
  elif [ -d "$1" ]; then
    for one in "$1"/*; do
      [ ! -e "$one" ] || printf '%s\\0%s\\n' "\${one##*/}" "$(sweep_digest "$one")"
    done | sweep_sha
  elif [ -e "$1" ]; then
    sweep_sha < /dev/null
  else
    printf missing
  fi
}
sweep_read() (
  shopt -s nullglob dotglob
  export LC_ALL=C
  for sweep_one in "\${sweep_inputs[@]}"; do
    [ -z "$sweep_one" ] || sweep_digest "\${sweep_one%/}"
    echo
  done
)
sweep_read > "$sweep_dir/inputs" || exit 125
: > "$sweep_dir/began" && touch -r "$sweep_dir/began" -d '-1 second' -- "$sweep_dir/began" || exit 125
`;
}

/**
 * What it does in the place of becoming its wrapper script: it passes TERM on, and sees how that ends. It exits with 0 where what needs a success may run, asks
 * Slurm to be started anew where a retry is due, and leaves a file that tells how it ended.
 *
 * @param start  The words that start the wrapper script.
 */
export function seeingThrough(start: string): string {
  return `sweep_begun=$SECONDS
set -m
${start} &
set +m
sweep_keeper=$! sweep_again=1
trap 'sweep_again=1; kill -TERM "$sweep_keeper"' TERM
while [ -n "$sweep_again" ]; do sweep_again=; wait "$sweep_keeper"; sweep_code=$?; done 2> /dev/null
trap - TERM
case $(tail -n 1 -- "$sweep_dir/pid") in
  'exit '*' stopped'*) sweep_end stopped "$((sweep_code > 0 ? sweep_code : 143))" ;;
esac
sweep_has_produced() {
  local one
  for one in "\${sweep_produces[@]}"; do
    if [ -d "$one" ]; then [ -n "$(ls -A -- "$one")" ]; else [ -f "$one" ] && [ -s "$one" ]; fi || return 1
    [ -n "$(find -L "$one" \\( -newer "$sweep_dir/began" -o -cnewer "$sweep_dir/began" \\) -print -quit)" ] || return 1
  done
}
sweep_cause=exit
if [ "$sweep_code" = 0 ]; then
  sweep_has_produced && sweep_end succeeded 0
  sweep_cause=missing-output
elif ((sweep_limit > 0 && SECONDS - sweep_begun >= sweep_limit)); then
  sweep_cause=timeout
fi
if ((sweep_failures < sweep_retries)); then
  for sweep_one in "\${sweep_retried[@]}"; do
    [ "$sweep_one" = "$sweep_cause" ] || continue
    # Slurm ends this one as it puts it back into the queue; a controller that is too busy is asked again.
    for ((sweep_asked = 0; sweep_asked < 6; sweep_asked++)); do
      scontrol requeue "$SLURM_JOB_ID" && sleep 120
      sleep 5
    done
    break
  done
fi
[ -z "$sweep_allowed" ] || sweep_end failed 0
sweep_end failed "$((sweep_code > 0 ? sweep_code : 1))"
`;
}
