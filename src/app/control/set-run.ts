import { parseGpuSelection } from '../../host/gpus/gpu-selection.ts';
import type { MachineSetting } from '../../model/request.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { sweepMeant, type Place } from '../sweep/known-sweep.ts';
import { askRun } from './ask-run.ts';

/** What a run is to use of the machine; what is left out stays as it is, and null is back to what its command or the host file says. */
export type SettingWanted = { readonly [Part in keyof MachineSetting]?: MachineSetting[Part] | undefined };

/** What `sweep set --json` prints. */
export interface SetJson extends Partial<MachineSetting> {
  readonly version: 1;
  readonly sweep: string;
  readonly request: 'set';
  readonly runner: true;
  readonly jobs: readonly [];
}

const MOST_SLOTS = 999_999_999;

/**
 * Sets what the run of a sweep may use from now on; what runs goes on. Refuses what cannot be set, and where no runner drives it.
 *
 * @param said  The sweep, as people name it; undefined for the only one.
 */
export async function setRun(said: string | undefined, wanted: SettingWanted, place: Place): Promise<SetJson> {
  const setting = checked(wanted);
  const known = sweepMeant(said, place);
  await askRun(null, known, { do: 'set', ...setting });
  return { version: 1, sweep: known.name, request: 'set', runner: true, jobs: [], ...setting };
}

function checked({ slots, gpus }: SettingWanted): Partial<MachineSetting> {
  if (slots === undefined && gpus === undefined) {
    throw new Refusal(EXIT.invalid, 'say what to set: slots=N or gpus=LIST');
  }
  if (slots != null && !(Number.isInteger(slots) && slots >= 0 && slots <= MOST_SLOTS)) {
    throw new Refusal(EXIT.invalid, `slots=${slots} is no whole number from 0 on`);
  }
  const parsed = gpus == null ? null : parseGpuSelection(gpus);
  if (parsed?.ok === false) throw new Refusal(EXIT.invalid, `gpus= ${parsed.message}`);
  return { ...(slots === undefined ? {} : { slots }), ...(gpus === undefined ? {} : { gpus }) };
}
