import { doctor, type DoctorOptions } from '../../app/doctor.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { checkupText } from '../../report/status/checkup.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

export interface DoctorFlags extends DoctorOptions {
  readonly json?: boolean | undefined;
}

/** `sweep doctor`: what is missing on this machine. Exits 1 where something stops runs. */
export async function doctorCommand({ json, ...options }: DoctorFlags): Promise<ExitCode> {
  const checkup = await doctor(options);
  print(json === true ? JSON.stringify(checkup) : checkupText(checkup.findings, lookOfOutput()));
  return checkup.sound ? EXIT.done : EXIT.failed;
}
