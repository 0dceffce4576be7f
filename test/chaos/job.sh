# A job of the crash harness: `. job.sh SECONDS`. It takes what it was given, each by a lock that the kernel frees when no process
# of the job lives any more, and complains where another has it.

complain() { echo "$SWEEP_NAME/$SWEEP_JOB attempt $SWEEP_ATTEMPT: $1" >> "$MARKS/violations"; }

# take WHAT COUNT OF: so many of what there is
take() {
  local left=$2 number lock
  for ((number = 0; number < $3 && left > 0; number++)); do
    exec {lock}>> "$MARKS/locks/$1-$number"
    if flock -n "$lock"; then ((left -= 1)); else exec {lock}>&-; fi
  done
  ((left == 0))
}

umask 0
take "job-$SWEEP_NAME-$SWEEP_JOB" 1 1 || complain 'another attempt of it is alive'
for gpu in ${CUDA_VISIBLE_DEVICES//,/ }; do
  take "gpu-$gpu" 1 1 || complain "another job has GPU $gpu"
done
take "slots-$UID" "$SLOTS" 2 || complain 'more slots are taken than there are'
[ -z "${MEMORY-}" ] || take memory "$MEMORY" 2 || complain 'more memory is taken than there is'
[ -z "${LICENSE-}" ] || take "license-$UID" "$LICENSE" 2 || complain 'more licenses are taken than there are'
printf . >> "$MARKS/begun"
sleep "$1"
echo "$SWEEP_NAME $SWEEP_JOB $SWEEP_ATTEMPT" >> "$MARKS/done"
