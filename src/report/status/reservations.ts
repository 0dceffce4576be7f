import { instant } from '../../model/units.ts';
import { spanOfTime } from '../text/clock-time.ts';
import { type Look, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import { visible } from '../text/visible.ts';

/** What `sweep reserve list --json` prints. */
export interface ReservationsJson {
  readonly version: 1;
  /** Those that are not over, the first first. */
  readonly reservations: readonly ReservationJson[];
}

/** GPUs that a user has reserved. Times are ISO 8601 in UTC. */
export interface ReservationJson {
  readonly id: string;
  readonly user: string;
  /** Whether it is that of the user who asks. */
  readonly own: boolean;
  /** Their indices, `1:0` for a MIG instance; the UUID of one that no driver shows. */
  readonly gpus: readonly (number | string)[];
  readonly uuids: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly why: string | null;
}

const COLUMNS: readonly Column[] = [
  { title: 'id' },
  { title: 'user' },
  { title: 'gpus' },
  { title: 'when' },
  { title: 'why', least: 16 },
];

/** The reservations of a host, for people, a row each. */
export function reservationsText({ reservations }: ReservationsJson, { color, width }: Look): string {
  if (reservations.length === 0) return 'nothing is reserved\n';
  const style = styleFor(color);
  const rows = reservations.map(({ id, user, gpus, why, ...times }) => {
    const [from, until] = [times.from, times.until].map((time) => instant(Date.parse(time)));
    const when = from === undefined || until === undefined ? '' : spanOfTime(from, until);
    return [id, visible(user), gpus.map((gpu) => visible(String(gpu))).join(','), when, visible(why ?? '')];
  });
  const lines = table(COLUMNS, rows, width, (text, _, row) => (row === -1 ? style.dim(text) : text));
  return `${lines.join('\n')}\n`;
}
