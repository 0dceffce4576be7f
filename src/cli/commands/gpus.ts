import { hostGpus, type HostGpusOptions } from '../../app/host-gpus.ts';
import { pausedText, pauseGpus as pause, resumeGpus as resume, type Paused } from '../../app/pause-gpus.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { gpusText } from '../../report/status/gpus.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

export interface GpusOptions extends HostGpusOptions {
  readonly json?: boolean;
}

/** `sweep gpus`: every GPU of this host, and who holds it. Changes nothing. */
export async function gpusCommand(options: GpusOptions): Promise<ExitCode> {
  const gpus = await hostGpus(options, notices);
  print(options.json === true ? JSON.stringify(gpus) : gpusText(gpus, lookOfOutput()));
  return EXIT.done;
}

/** `sweep gpus pause [ID…]`: has no run start anything on these GPUs, or on this host at all, until they are resumed. */
export async function pauseGpus(said: readonly string[]): Promise<ExitCode> {
  return tell(await pause(said, notices));
}

/** `sweep gpus resume [ID…]`: lifts the pause of these GPUs, or all there is. */
export async function resumeGpus(said: readonly string[]): Promise<ExitCode> {
  return tell(await resume(said, notices));
}

function tell(paused: Paused): ExitCode {
  for (const line of pausedText(paused)) print(line);
  return EXIT.done;
}
