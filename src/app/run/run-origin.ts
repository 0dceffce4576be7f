import { cpus, hostname, release, totalmem, type } from 'node:os';
import { basename } from 'node:path';
import type { MachineHost } from '../../host/host.ts';
import { driversOf } from '../../host/gpus/gpu-drivers.ts';
import { ownUserName } from '../../host/leases/user-name.ts';
import { keepDiff } from '../../journal/kept-diff.ts';
import { gpuId, type Gpu } from '../../model/resources.ts';
import type { CodeVersion, RunOrigin } from '../../model/run-start.ts';
import { bytes } from '../../model/units.ts';
import { processorsHere } from '../machine/processors.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { packageVersion } from '../sweep/package.ts';
import type { CodeNow } from '../world/git-version.ts';

/**
 * What the results of a run that begins now with `code` come from: that, of which the run folder keeps what is not committed, and its origin. `say`
 * hears why it cannot be kept.
 */
export async function provenanceNow(
  { runFolder }: Pick<LoadedSweep, 'runFolder'>,
  machine: Pick<MachineHost, 'gpus'>,
  code: CodeNow | null,
  say: (message: string) => void,
): Promise<{ readonly code: CodeVersion | null; readonly origin: RunOrigin }> {
  const origin = await originHere(machine.gpus());
  if (code === null) return { code, origin };
  const { version, difference } = code;
  const problem = version.dirty === null ? null : keepDiff(runFolder, version.dirty, difference);
  if (problem !== null) say(`what is not committed of the code is not kept with the results: ${problem}`);
  return { code: version, origin };
}

/** By whom this process was started, how, and on what machine, with the GPUs that its run may use. */
async function originHere(gpus: readonly Gpu[]): Promise<RunOrigin> {
  const [processor, drivers] = await Promise.all([processorsHere(), driversOf(gpus)]);
  const [, program = '', ...words] = process.argv;
  return {
    user: ownUserName(),
    command: cut([basename(program), ...words]),
    environment: Object.keys(process.env).sort(),
    sweep: packageVersion(),
    node: process.versions.node,
    machine: {
      host: hostname(),
      system: `${type()} ${release()}`,
      cpus: cpus().length,
      processor,
      memory: bytes(totalmem()),
      gpus: gpus.map((gpu) => ({ gpu: gpuId(gpu), uuid: gpu.uuid, name: gpu.name, memory: gpu.memory })),
      drivers,
    },
  };
}

/** Characters of a command that are recorded: a list of jobs may fill a megabyte. */
const MOST_CHARACTERS = 4096;

/** The words that have room, and `…` for those that have not. */
export function cut(words: readonly string[]): readonly string[] {
  let room = MOST_CHARACTERS;
  const end = words.findIndex((word) => (room -= word.length + 1) < 0);
  return end === -1 ? words : [...words.slice(0, end), '…'];
}
