import { expect, test } from 'vitest';
import { answersDuring } from '../../../src/app/world/control-channel.ts';
import type { Answer, Request } from '../../../src/model/request.ts';

test('a runner whose run has ended says what it is busy with, leaves requests to the next one, and leaves itself when it is cancelled', () => {
  let left = 0;
  const rest = { busy: 'logs are compressed', leave: () => void (left += 1) };
  const answerTo = (request: Request): Answer | null => {
    let given: Answer | null = null;
    answersDuring(rest)({ signal: 'asked', id: 'r', request, answer: (answer) => (given = answer) });
    return given;
  };
  const message = (busy: string) => `the run has ended, and ${busy}: try again when that is done`;
  expect(answerTo({ do: 'kill', jobs: [] })).toEqual({
    ok: false,
    message: message('logs are compressed'),
    again: true,
  });
  rest.busy = 'results are moved';
  expect(answerTo({ do: 'set', slots: 1 })).toEqual({ ok: false, message: message('results are moved'), again: true });
  expect(left).toBe(0);
  expect(answerTo({ do: 'cancel' })).toEqual({ ok: true, jobs: [] });
  expect(left).toBe(1);
});
