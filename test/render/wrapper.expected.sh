#!/usr/bin/env bash
# Job beam_math500_prm_s42 of the sweep beam.
# To run it by hand: bash run.sh (the same time limit holds; nothing is recorded).
if [ "${1-}" != --job ]; then
  set +eu +o posix
  set -- timeout -s INT -k 90 86400 "$BASH" "$0" --job
  [ "$SWEEP_RUN" = "$0" ] || exec "$@"
  dir=${0%/*} early= stop= over= left= code=143
  trap early=1 HUP INT TERM
  trap 'code=$?; trap "" PIPE; { echo "$code $0" >&9; } 2> /dev/null' EXIT
  set -C
  read -r boot < /proc/sys/kernel/random/boot_id
  read -r up < /proc/uptime
  begun=${up%%.*}
  read -r stat < "/proc/$$/stat" && exec 8> "$dir/pid" && exec 8>> "$dir/pid" || exit 125
  record=$stat$'\n'$boot$'\n'$up
  echo "$record" >&8 || exit 125
  set +C
  tell() {
    while read -r stat < "/proc/$group/stat" && set -- ${stat##*) } && [[ $1 = [RD] ]]; do sleep 0.01; done
    kill -TERM "$group"
  } 2> /dev/null
  declare -A parents strays bearers
  look() {
    parents=() strays=()
    [ -n "$over" ] || kill -0 -- "-$group" || return
    for file in /proc/[0-9]*/stat; do
      stat=
      read -rd '' stat < "$file"
      set -- ${stat##*) }
      [[ $1 = [!ZX] ]] || ((${18:-0} > 1)) || continue
      pid=${stat%% *}
      if [ "$3" = "$group" ]; then
        parents[$pid]=$2
      elif [ -n "$over" ] && [ "$pid" != "$$" ] && { [ "$4" = "$$" ] || [ "${20}" = "${bearers[$pid]}" ]; }; then
        strays[$pid]=$2
      fi
    done
  } 2> /dev/null
  lives() { ((${#parents[@]} + ${#strays[@]} > 0)); }
  anew() {
    [ -z "$over" ] || seek
    look
    lives
  }
  seek() {
    [ -n "$SWEEP_TOKEN" ] || return
    set -- /proc/[0-9]*/environ
    while [ "$#" -gt 0 ]; do
      for file in $(grep -lsF -e "SWEEP_TOKEN=$SWEEP_TOKEN" -- "${@:1:4096}"); do
        pid=${file//[!0-9]/}
        [ "$EUID" = 0 ] || [ -O "/proc/$pid" ] || continue
        stat=
        read -rd '' stat < "/proc/$pid/stat"
        fields=(${stat##*) })
        [ -z "${fields[19]}" ] || bearers[$pid]=${fields[19]}
      done
      shift "$(($# < 4096 ? $# : 4096))"
    done
  } 2> /dev/null
  remind() {
    for pid in "${!parents[@]}"; do
      [ -z "${parents[${parents[$pid]}]}" ] || continue
      heeded=0
      while read -r key mask; do [[ $key != Sig[BC]* ]] || ((heeded |= 0x$mask)); done < "/proc/$pid/status"
      ((heeded & 1 << 14)) || kill -TERM "$pid"
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
    ! [[ $code = 124 || $code = 137 ]] || ((${up%%.*} - begun < 86400)) || { over=1; seek; }
    look
    if [ -n "$stop$over" ] || [ "$code" = 124 ]; then
      [ "${#strays[@]}" = 0 ] || kill -s INT "${!strays[@]}"
      for ((tenths = 900; tenths > 0; tenths--)); do
        lives || anew || break
        remind
        sleep 0.1
        look
      done
      for ((tenths = 50; tenths > 0; tenths--)); do
        lives || break
        kill -KILL -- ${parents[*]:+"-$group"} "${!strays[@]}"
        sleep 0.1
        anew
      done
    fi 2> /dev/null
    ! lives || left=' left'
  fi
  trap '' HUP INT TERM
  end() { echo "$up" && times && echo "exit $code$stop$left"; }
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
set -eo pipefail
export HF_HOME='/mnt/models'
export NOTE='it'\''s $literal'
export SWEEP_NAME='beam'
export SWEEP_JOB='beam_math500_prm_s42'
export SWEEP_DIR='/home/me/tts/.sweep/beam/jobs/beam_math500_prm_s42'
export SWEEP_NODES='1'
export SWEEP_PARAM_DATASET='math500'
export SWEEP_PARAM_SCORER='prm'
export SWEEP_PARAM_SEED='42'
cd -- '/home/me/tts/code'
[ -d '/home/me/tts/results/math500' ] || mkdir -p -- '/home/me/tts/results/math500'
# What `set -e` ends the job with is told, since it says nothing itself: sweep_failed CODE LINE COMMAND
sweep_failed() {
  [[ $- = *e* && $BASH_SUBSHELL = 0 ]] || return 0
  local lines text where="line $2 of ${BASH_SOURCE[1]}"
  mapfile -t -s "$(($2 - 1))" -n 1 lines < "${BASH_SOURCE[1]}" || :
  if [[ ${BASH_SOURCE[1]} = "$0" && -n $sweep_command && $2 -gt $sweep_command ]]; then
    where="line $(($2 - sweep_command)) of the command"
  elif [[ ${BASH_SOURCE[1]} = "$0" ]]; then
    where="line $(($2 - sweep_setup)) of the setup"
  fi
  text=${lines#"${lines%%[![:space:]]*}"}
  if [[ $text = @([\)\}]|fi|done|esac)?([!_[:alnum:]]*) ]]; then
    # What ends something of several lines, where the command is told instead.
    where+=' or before'
    [[ $text = *\|* ]] || text=${3//$'\n'/ }
  fi
  printf 'sweep: %s: "%.200s" exited with %d\n' "$where" "$text" "$1" >&3
}
trap '{ sweep_failed "$?" "$LINENO" "$BASH_COMMAND"; } 3>&2 2> /dev/null || :' ERR

sweep_setup=$LINENO sweep_command=
source ~/conda/etc/profile.d/conda.sh
conda activate tts

{ sweep_command=$LINENO; } 2> /dev/null
python run.py --config-name=beam system.seed=42 | tee "$SWEEP_DIR/scores.txt"

{ for sweep_last in "$BASH_COMMAND"; do sweep_code=$?; done; [ "$sweep_code" = 0 ]; } 2> /dev/null || {
  # A last `a && b` or `! a` fails without an error. Its line is the one that spells the command which ran last.
  mapfile -t sweep_lines < "$0" || :
  sweep_line=$((LINENO - 4))
  while [[ ${sweep_lines[sweep_line - 1]} =~ ^[[:space:]]*(#.*)?$ && sweep_line -gt sweep_command ]]; do
    sweep_line=$((sweep_line - 1))
  done
  sweep_found=()
  for ((sweep_at = sweep_line; sweep_at > sweep_command; sweep_at--)); do
    [[ ${sweep_lines[sweep_at - 1]//[[:space:]]/} != *"${sweep_last//[[:space:]]/}"* ]] || sweep_found+=("$sweep_at")
  done
  [ "${#sweep_found[@]}" != 1 ] || sweep_line=${sweep_found[0]}
  sweep_failed "$sweep_code" "$sweep_line" "$sweep_last" || :
  exit "$sweep_code"
} 3>&2 2> /dev/null
