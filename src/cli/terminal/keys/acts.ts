import { askRun } from '../../../app/control/ask-run.ts';
import { Refusal } from '../../../app/refusal.ts';
import type { KnownSweep } from '../../../app/sweep/known-sweep.ts';
import type { Request } from '../../../model/request.ts';
import type { Act } from '../../../report/live/open-view.ts';

/** What becomes of the keys of a view. */
export interface ActsSetting {
  readonly known: KnownSweep;
  /** Hears why something that was asked for is not done. */
  readonly say: (message: string) => void;
  readonly leave: () => void;
}

/** Does what keys ask for by the requests that commands make: `sweep set`, `sweep kill`. What comes of them is told by the events of the run. */
export function actsOn({ known, say, leave }: ActsSetting): (act: Act) => void {
  return (act) => {
    if (act.do === 'leave') return leave();
    const request: Request = act.do === 'set' ? act : { do: 'kill', jobs: [act.job] };
    askRun(null, known, request).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      say(error.message);
    });
  };
}
