# Each bash reads this before its script (BASH_ENV). A keeper begins late: by chance, as on a machine with too much to do, and where its
# runner has died meanwhile, only when the next one has given it up; or that of a first attempt when CHAOS_LATE says.
waits() {
  case $CHAOS_LATE in
    'by chance')
      read -r _ _ _ parent _ < "/proc/$$/stat"
      mapfile -d '' starter < "/proc/$parent/cmdline"
      [[ ${starter[*]} != *sweep-spawner* ]]
      ;;
    'when given up') [ "$SWEEP_ATTEMPT" = 1 ] ;;
    'as it is given up') [ "$SWEEP_ATTEMPT" = 1 ] && [ ! -e "$MARKS/giving-up" ] ;;
  esac
}
if [[ $0 = */run.sh && ! -e ${0%/*}/pid ]]; then
  [ "$CHAOS_LATE" != 'by chance' ] || sleep "0.$((RANDOM % 4))"
  for ((tenths = 200; tenths > 0; tenths--)); do
    [[ -d ${0%/*} && ! -e ${0%/*}/pid ]] && waits || break
    sleep 0.1
  done
fi
