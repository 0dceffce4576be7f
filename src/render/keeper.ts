import type { Job } from '../model/plan.ts';
import { graceOf, niceWords, shellWord, timeoutWords } from '../model/text/shell.ts';
import { LEARN, OPEN_NOTE, terminalPart } from './job-terminal.ts';

/**
 * The first half of every wrapper script. Run as `bash run.sh` it is the *keeper* of the job, which is the second half:
 *
 * - It records only when the environment has `SWEEP_RUN=<its own absolute path>`; by hand it applies the same limit and
 *   leaves no trace. Beside itself it then writes `pid` (its /proc/PID/stat, the boot id, /proc/uptime), which it must
 *   create or it runs nothing, and at the end appends to it (/proc/uptime, `times`, `exit N[ stopped][ left]`).
 * - The limit and its KILL are those of timeout(1), and hold though whoever started the keeper is gone. `timeout 0` is no
 *   limit. `set -m` around its start gives it a process group of its own and default signals; left on, it would make
 *   `wait` return when the job is merely suspended.
 * - HUP, INT and TERM are passed on as one TERM, and `wait` is then taken up again. Before the start they prevent it.
 *   A timeout(1) that has forked but does not know its child yet dies of TERM and leaves the child behind; when it
 *   sleeps, it is past that.
 * - timeout(1) goes when the process that it started does. What else is in the group then has the grace to come to its
 *   end, and KILL after it. It has had its TERM, unless a shell, which blocks TERM meanwhile, was just forking it: so an
 *   orphan that neither catches nor blocks TERM, and yet lives, is sent one. Zombies, which an init may reap late or
 *   never, are not waited for, unless threads of theirs go on.
 * - When the limit is over, and only then, all processes are looked through: what is in the session but not in the group, or
 *   bears the token in its environment and is of this user (any, for root), gets the signal, the grace, and KILL, too.
 *   `bearers` has their start ticks, since a pid can be another's by then. What these start meanwhile has what is left of the
 *   grace; so all are looked through again when none that is known lives, and after each KILL, until nothing does or 50 were
 *   in vain. A name may hold brackets and newlines: it ends with the last bracket.
 * - `left` hints that processes of the group outlive it. The end is whole once its last line is. It goes to the open file, on
 *   descriptor 8, wherever that was moved to; as a rule it fits into a block that the file has already, so that a full disk
 *   cannot keep it out, and where it does not it is tried again for as long as the folder is there, and is no link that the job
 *   has left. What the job has put in the place of `pid` is put away, and `<>` waits for no reader of a FIFO (fifo(7)).
 * - However it ends, it tells whoever started it, on descriptor 9 if that is open: its exit code and path. The job has neither
 *   descriptor.
 * - The niceness is the job's alone: keeper and timeout(1) keep theirs, so that a busy machine does not hold a KILL back.
 * - Its own files, as the job's, have the umask of whoever started it.
 * - A job that is spread over nodes is told by USR1 in the place of TERM, by which srun(1) kills all of its processes at once; USR1 it passes on to
 *   them. So those of this node that bear the token have had it, and are not told again.
 * - With `tty` the session of the terminal counts as the group does: KILL goes to each of its members, and `left` hints at them. KILL of
 *   timeout(1) reaches none of them, so that it is passed on at once.
 */
export function keeperHalf(
  title: string,
  { timeout, nice, tty, request }: Pick<Job, 'timeout' | 'nice' | 'tty' | 'request'>,
): string {
  const grace = graceOf(timeout);
  const isSpread = request.nodes > 1;
  const stop = isSpread ? 'USR1' : 'TERM';
  const said = timeout?.signal ?? 'TERM';
  const signal = shellWord(said === 'TERM' ? stop : said);
  // A timeout(1) that does not pass it on dies of it.
  const told = isSpread && signal !== stop ? '-- "-$group"' : '"$group"';
  const over =
    timeout === null
      ? ''
      : `    ! [[ $code = 124 || $code = 137 ]] || ((\${up%%.*} - begun < ${Math.floor(timeout.after)})) || { over=1; seek; }
`;
  return `#!/usr/bin/env bash
# ${title}
# To run it by hand: bash run.sh (the same time limit holds; nothing is recorded).
${tty ? terminalPart(signal) : ''}if [ "\${1-}" != --job ]; then
  set +eu +o posix
  set -- ${[...timeoutWords(timeout, signal), ...niceWords(nice)].map(shellWord).join(' ')} "$BASH" "$0" --job
  [ "$SWEEP_RUN" = "$0" ] || exec "$@"
  dir=\${0%/*} early= stop= over= left= code=143
${tty ? '  set -- "${@:1:$#-1}" --tty\n' : ''}  trap early=1 HUP INT TERM
  trap 'code=$?; trap "" PIPE; { echo "$code $0" >&9; } 2> /dev/null' EXIT
  set -C
  read -r boot < /proc/sys/kernel/random/boot_id
  read -r up < /proc/uptime
  begun=\${up%%.*}
  read -r stat < "/proc/$$/stat" && exec 8> "$dir/pid" && exec 8>> "$dir/pid" || exit 125
  record=$stat$'\\n'$boot$'\\n'$up
  echo "$record" >&8 || exit 125
${tty ? `${OPEN_NOTE}${LEARN}` : ''}  set +C
  tell() {
    while read -r stat < "/proc/$group/stat" && set -- \${stat##*) } && [[ $1 = [RD] ]]; do sleep 0.01; done
    kill -${stop} ${told}
  } 2> /dev/null
  declare -A parents strays bearers
  look() {
    parents=() strays=()
${tty ? '    learn\n' : '    [ -n "$over" ] || kill -0 -- "-$group" || return\n'}    for file in /proc/[0-9]*/stat; do
      stat=
      read -rd '' stat < "$file"
      set -- \${stat##*) }
      [[ $1 = [!ZX] ]] || ((\${18:-0} > 1)) || continue
      pid=\${stat%% *}
      if [ "$3" = "$group" ]${tty ? ' || [ "$4" = "$session" ]' : ''}; then
        parents[$pid]=$2
      elif [ -n "$over" ] && [ "$pid" != "$$" ] && { [ "$4" = "$$" ] || [ "\${20}" = "\${bearers[$pid]}" ]; }; then
        strays[$pid]=$2
      fi
    done
  } 2> /dev/null
  lives() { ((\${#parents[@]} + \${#strays[@]} > 0)); }
  anew() {
    [ -z "$over" ] || seek
    look
    lives
  }
${timeout === null ? '' : SEEK}  remind() {
    for pid in "\${!parents[@]}"; do
      [ -z "\${parents[\${parents[$pid]}]}" ] || continue
      heeded=0
      while read -r key mask; do [[ $key != Sig[BC]* ]] || ((heeded |= 0x$mask)); done < "/proc/$pid/status"
      ((heeded & 1 << ${BIT_OF[stop]})) || kill -${stop} "$pid"
    done
  } 2> /dev/null
  if [ -n "$early" ]; then
    stop=' stopped'
  else
    set -m
    "$@" 8>&- 9>&- &
    set +m
    group=$!
    trap 'stop=" stopped" again=1; tell' HUP INT TERM
    [ -z "$early" ] || { stop=' stopped'; tell; }
    again=1
    while [ -n "$again" ]; do again=; wait "$group"; code=$?; done 2> /dev/null
    read -r up < /proc/uptime
${over}    look
    if [ -n "$stop$over" ] || [ "$code" = 124 ]; then
${tty ? '      [ "$code" != 137 ] || kill -KILL "${!parents[@]}"\n' : ''}${isSpread ? '' : `      [ "\${#strays[@]}" = 0 ] || kill -s ${signal} "\${!strays[@]}"\n`}      for ((tenths = ${Math.ceil(grace * 10)}; tenths > 0; tenths--)); do
        lives || anew || break
        remind
        sleep 0.1
        look
      done
      for ((tenths = 50; tenths > 0; tenths--)); do
        lives || break
        kill -KILL -- \${parents[*]:+"-$group"} "\${!strays[@]}"${tty ? ' "${!parents[@]}"' : ''}
        sleep 0.1
        anew
      done
    fi 2> /dev/null
    ! lives || left=' left'
  fi
  trap '' HUP INT TERM
${tty ? '  rm -f -- "$dir/keys"\n' : ''}  end() { echo "$up" && times && echo "exit $code$stop$left"; }
  gone() { [ ! -d "$dir" ] || [ -L "$dir" ]; }
  until
    if [ "$dir/pid" -ef /dev/fd/8 ] || gone; then
      end >&8
    else
      [ ! -e "$dir/pid" ] && [ ! -L "$dir/pid" ] || rm -rf -- "$dir/pid" || mv -- "$dir/pid" "$dir/pid.$RANDOM"
      { echo "$record" && end; } 1<> "$dir/pid"
    fi || gone
  do sleep 2; chmod u+rwx "$dir"; echo >&8; done 2> /dev/null
  exit "$code"
fi
shift
unset SWEEP_RUN
`;
}

/** The bit by which /proc/PID/status tells of a signal. */
const BIT_OF = { TERM: 14, USR1: 9 } as const;

/** Finds who bears the token: one grep(1) in the environments of all processes. */
const SEEK = `  seek() {
    [ -n "$SWEEP_TOKEN" ] || return
    set -- /proc/[0-9]*/environ
    while [ "$#" -gt 0 ]; do
      for file in $(grep -lsF -e "SWEEP_TOKEN=$SWEEP_TOKEN" -- "\${@:1:4096}"); do
        pid=\${file//[!0-9]/}
        [ "$EUID" = 0 ] || [ -O "/proc/$pid" ] || continue
        stat=
        read -rd '' stat < "/proc/$pid/stat"
        fields=(\${stat##*) })
        [ -z "\${fields[19]}" ] || bearers[$pid]=\${fields[19]}
      done
      shift "$(($# < 4096 ? $# : 4096))"
    done
  } 2> /dev/null
`;
