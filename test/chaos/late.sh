# Each bash reads this before its script (BASH_ENV): a keeper begins late, as on a machine with too much to do.
if [[ $0 = */run.sh && ! -e ${0%/*}/pid ]]; then sleep "0.$((RANDOM % 5))"; fi
