import { type Allotment, LET_GO } from '../../model/executor.ts';
import { shellWord } from '../../model/text/shell.ts';
import { bytes } from '../../model/units.ts';
import { HIDDEN_GPUS } from './dispatcher.ts';
import { FOREIGN } from './environment.ts';
import { MEBIBYTE } from './request.ts';

/** What a pilot is told on its node. */
interface Pilot {
  readonly sweep: string;
  /** The absolute path of the folder that its command is run in. */
  readonly folder: string;
  /** The program and the arguments, which are followed by the option that tells the allotment. */
  readonly command: readonly string[];
  /** Shell lines that come before. */
  readonly setup: string | null;
  readonly usesGpus: boolean;
}

const SIGNAL = LET_GO.replace('SIG', '');

/** Seconds for which what a runner has left may clean up after TERM, and for which KILL is tried. */
const PATIENCE = 5;

/**
 * The batch script of a pilot: a runner whose jobs run within its allocation.
 *
 * - The sweeps of one node meet in a folder, so as not to get in each other's way. Whoever is on the node besides has other CPUs and GPUs: so the
 *   pilot has a folder of its own, by whose name in their environment all of its processes are known.
 * - What Slurm has put into the environment is about the pilot, and not about its jobs: 32 CPUs, where a job has one.
 * - Slurm signals the batch script alone, which passes it on.
 * - Where the runner is killed its jobs are ended with it, whatever Slurm knows of them: they would run on beside their next attempts elsewhere.
 */
export function pilotScript({ sweep, folder, command, setup, usesGpus }: Pilot): string {
  return `#!/bin/bash -l
# the pilot of ${sweep.replaceAll('\n', ' ')}: a runner, and its jobs beside it
cd ${shellWord(folder)} || exit 1
${setup === null ? '' : `${setup}\n`}sweep_cpus=\${SLURM_CPUS_PER_TASK:-\${SLURM_CPUS_ON_NODE:-1}}
sweep_memory=\${SLURM_MEM_PER_NODE:-$((\${SLURM_MEM_PER_CPU:-0} * sweep_cpus))}
sweep_allotted=$SLURM_JOB_ID/$sweep_cpus/$sweep_memory
for sweep_name in ${FOREIGN.map((prefix) => `\${!${prefix}@}`).join(' ')}; do
  [ "$sweep_name" = SLURM_CONF ] || unset "$sweep_name"
done
${usesGpus ? 'export CUDA_DEVICE_ORDER=PCI_BUS_ID\n' : HIDDEN_GPUS}sweep_host=$(mktemp -d "\${TMPDIR:-/tmp}/sweep-pilot.XXXXXX") || exit 1
sweep_runner=
tell() { again=1; [ -z "$sweep_runner" ] || kill -s "$1" "$sweep_runner"; }
trap 'tell ${SIGNAL}' ${SIGNAL}
trap 'tell TERM' TERM
SWEEP_HOST_DIR=$sweep_host ${command.map(shellWord).join(' ')} --allotted "$sweep_allotted" &
sweep_runner=$!
again=1
while [ -n "$again" ]; do again=; wait "$sweep_runner"; code=$?; done
trap '' ${SIGNAL} TERM
left() { grep -lszxF -e "SWEEP_HOST_DIR=$sweep_host" -- /proc/[0-9]*/environ | tr -dc '0-9\\n'; }
end() { kill -s "$1" -- $(left); } 2> /dev/null
[ -z "$(left)" ] || end TERM
for ((until = SECONDS + ${PATIENCE}; SECONDS < until; )); do [ -n "$(left)" ] || break; sleep 0.5; done
for ((until = SECONDS + ${PATIENCE}; SECONDS < until; )); do [ -n "$(left)" ] || break; end KILL; sleep 0.1; done
rm -rf -- "$sweep_host"
exit "$code"
`;
}

/** What a pilot has been given, as its batch script tells it: its job, CPUs, and MiB, 0 for what is not said; null where that is no such text. */
export function parseAllotment(text: string): Allotment | null {
  const [, id = '', cpus, memory] = /^(\d+)\/(\d+)\/(\d+)$/.exec(text) ?? [];
  if (cpus === undefined) return null;
  return {
    id,
    cpus: Math.max(1, Number(cpus)),
    memory: Number(memory) === 0 ? null : bytes(Number(memory) * MEBIBYTE),
  };
}
