import { cancelReservations, reservations, reserveGpus, type ReserveOptions } from '../../app/machine/reservations.ts';
import { acceptedPolicy } from '../../app/sweep/accept.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { reservationsText, type ReservationsJson } from '../../report/status/reservations.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

export interface JsonFlag {
  readonly json?: boolean;
}

/** As commander has them: what must be there may not be. */
export interface ReserveFlags extends Partial<ReserveOptions>, JsonFlag {}

/** `sweep reserve --gpus 2 --from 14:00 --for 2h`: these GPUs are given to the runs of this user alone then. */
export async function reserveCommand({ gpus, for: length, ...flags }: ReserveFlags): Promise<ExitCode> {
  if (gpus === undefined || length === undefined) {
    const hint =
      'hint: such as sweep reserve --gpus 2 --from 14:00 --for 2h; sweep reserve list shows what is reserved';
    throw new Refusal(EXIT.invalid, `say which GPUs, and for how long: --gpus and --for\n${hint}`);
  }
  const reservation = await reserveGpus({ ...flags, gpus, for: length }, acceptedPolicy(notices), notices);
  return tell({ version: 1, reservations: [reservation] }, flags);
}

/** `sweep reserve list`: what is reserved on this host. */
export async function reserveListCommand(options: JsonFlag): Promise<ExitCode> {
  return tell(await reservations(notices), options);
}

/** `sweep reserve cancel [ID…]`: gives reservations back, and shows what is left. */
export async function reserveCancelCommand(ids: readonly string[], options: JsonFlag): Promise<ExitCode> {
  return tell(await cancelReservations(ids, notices), options);
}

function tell(document: ReservationsJson, { json }: JsonFlag): ExitCode {
  print(json === true ? JSON.stringify(document) : reservationsText(document, lookOfOutput()));
  return EXIT.done;
}
