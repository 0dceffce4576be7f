import { expect, test } from 'vitest';
import { reservationsText, type ReservationJson } from '../../../src/report/status/reservations.ts';

const LOOK = { color: false, width: 100 };

function reservation(part: Partial<ReservationJson> = {}): ReservationJson {
  return {
    ...{ id: '3f9a01bc', user: 'alice', own: false, gpus: [0, '1:0'], uuids: ['GPU-0', 'MIG-1'], why: 'demo' },
    ...{ from: new Date(2026, 11, 1, 14).toISOString(), until: new Date(2026, 11, 1, 16).toISOString() },
    ...part,
  };
}

test('what is reserved is told one a row', () => {
  const reservations = [reservation(), reservation({ id: '00000001', user: 'bob', gpus: ['GPU-9'], why: null })];
  expect(reservationsText({ version: 1, reservations }, LOOK)).toBe(
    [
      'id        user   gpus   when                       why',
      '3f9a01bc  alice  0,1:0  2026-12-01 14:00 to 16:00  demo',
      '00000001  bob    GPU-9  2026-12-01 14:00 to 16:00',
      '',
    ].join('\n'),
  );
});

test('that nothing is reserved is told plainly', () => {
  expect(reservationsText({ version: 1, reservations: [] }, LOOK)).toBe('nothing is reserved\n');
});
