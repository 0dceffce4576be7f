import { hostGpus, type HostGpusOptions } from '../../app/host-gpus.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { gpusText } from '../../report/status/gpus.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal.ts';

export interface GpusOptions extends HostGpusOptions {
  readonly json?: boolean;
}

/** `sweep gpus`: every GPU of this host, and who holds it. Changes nothing. */
export async function gpusCommand(options: GpusOptions): Promise<ExitCode> {
  const gpus = await hostGpus(options, notices);
  print(options.json === true ? JSON.stringify(gpus) : gpusText(gpus, lookOfOutput()));
  return EXIT.done;
}
