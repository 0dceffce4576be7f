/**
 * How a job comes to have a terminal, in two starts of the script before that of the job:
 *
 * - `--tty` is what runs under the limit. script(1) founds a session with a terminal, and copies between that, the FIFO `keys` and the
 *   log. The FIFO is its user's alone, and open for reading and writing, so that it never ends. Signals are passed on to the group of that
 *   session, and one that comes before it is there ends script(1). This has a group of its own, or timeout(1) would signal it as well.
 * - `--terminal` is the first process of that session, and becomes the job. It says so in `pid`, for who adopts or kills the job, by a line
 *   `session PID TICKS`; and to the keeper and `--tty` in a file without a name, on descriptor 7, which the job does not have: who kills
 *   all of a session must not have its number from what a job can write over.
 *
 * script(1) starts what `SHELL` names; the job has the caller's again, or none where the caller had none: bash gives itself a `SHELL` that
 * is not exported, so what counts is whether it is.
 *
 * @param signal  What timeout(1) announces the end of the time with, as a word of the shell.
 */
export function terminalPart(signal: string): string {
  const signals = [...new Set(['TERM', signal])].filter((name) => name !== 'KILL').join(' ');
  return `if [ "\${1-}" = --tty ]; then
  set +eu +o posix
  dir=\${0%/*} early=
  for name in ${signals}; do trap "early=$name" "$name"; done
${LEARN}  relay() {
    learn
    if [ -n "$session" ]; then kill -s "$1" -- "-$session"; else kill -TERM "$terminal"; fi
    again=1
  } 2> /dev/null
  mkfifo -m 600 -- "$dir/keys" || exit 125
  case \${SHELL@a} in *x*) theirs=$SHELL ;; *) theirs= ;; esac
  set -m
  SWEEP_SHELL=$theirs SHELL=$BASH SWEEP_SCRIPT=$0 \\
    script -qefc 'exec "$BASH" "$SWEEP_SCRIPT" --terminal' /dev/null <> "$dir/keys" &
  terminal=$!
  set +m
  for name in ${signals}; do trap "relay $name" "$name"; done
  [ -z "$early" ] || relay "$early"
  again=1
  while [ -n "$again" ]; do again=; wait "$terminal"; code=$?; done 2> /dev/null
  exit "$code"
elif [ "\${1-}" = --terminal ]; then
  echo $$ >&7 || exit 125
  { read -r stat < "/proc/$$/stat" && set -- \${stat##*) } && echo "session $$ \${20}" >> "\${0%/*}/pid"; } 2> /dev/null || :
  exec 7>&-
  stty sane rows 24 cols 80 2> /dev/null || :
  if [ -n "\${SWEEP_SHELL-}" ]; then SHELL=$SWEEP_SHELL; else unset SHELL; fi
  unset SWEEP_SHELL SWEEP_SCRIPT
  set -- --job
fi
`;
}

/** Opens the file without a name. */
export const OPEN_NOTE = `  exec 7> "$dir/session" && rm -f -- "$dir/session" || exit 125
`;

/** Reads the session of the terminal in the file without a name, from its beginning; it is empty as long as there is none. */
export const LEARN = `  learn() { session=; read -r session < /dev/fd/7; } 2> /dev/null
`;
