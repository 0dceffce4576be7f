import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/language/policy-file.ts';
import { NO_POLICY, quotaOf, tellHours, type Policy } from '../../src/model/sharing/policy.ts';

function read(source: string): Policy {
  const { policy, diagnostics } = parsePolicy(source, 'host.yaml');
  expect(diagnostics).toEqual([]);
  return policy!;
}

describe('a policy file', () => {
  it('says what each user may hold, when GPUs are given out, and what may be reserved', () => {
    const policy = read(
      'quotas: {default: {gpus: 4, slots: 16}, alice: {gpus: 8}}\nhours: [{gpus: 0-2, from: "20:00", to: "08:30"}, {gpus: [3, 1:0], from: 12:00, to: "13:00"}]\nreserve: {max: 24h, ahead: 14d}\n',
    );
    expect(Object.fromEntries(policy.quotas)).toEqual({ default: { gpus: 4, slots: 16 }, alice: { gpus: 8 } });
    expect(policy.hours).toEqual([
      { gpus: ['0', '1', '2'], from: 1200, to: 510 },
      { gpus: ['3', '1:0'], from: 720, to: 780 },
    ]);
    expect(policy.reserve).toEqual({ max: 86_400, ahead: 1_209_600 });
  });

  it.each(['', '# nothing\n', '{}\n'])('may lay nothing down: %j', (source) => {
    expect(read(source)).toEqual(NO_POLICY);
  });

  it('must be a map', () => {
    expect(parsePolicy('- quotas\n', 'host.yaml').diagnostics).toMatchObject([
      { code: 'not-a-map', message: 'a policy file must be a map, not a list' },
    ]);
  });
});

describe('the quota of a user', () => {
  const policy = read(
    'quotas: {default: {gpus: 4, slots: 16}, alice: {gpus: 8}, 60001: {gpus: null}, bob: {slots: 2}}\n',
  );
  it.each([
    ['that of all others, where none is his own', 7, 'carol', { gpus: 4, slots: 16 }],
    ['his own, and that of all others where his own says nothing', 7, 'alice', { gpus: 8, slots: 16 }],
    ['no limit, where his own says so', 60_001, '60001', { gpus: null, slots: 16 }],
    ['found by his number, too', 60_001, 'dora', { gpus: null, slots: 16 }],
    ['his own of one thing, and of the other not', 7, 'bob', { gpus: 4, slots: 2 }],
  ])('is %s', (_, uid, user, quota) => {
    expect(quotaOf(policy, { uid, user })).toEqual({ user, ...quota });
  });

  it('is none, where none is laid down that limits anything', () => {
    expect(quotaOf(read('quotas: {alice: {gpus: 8}}\n'), { uid: 7, user: 'carol' })).toBeNull();
    expect(quotaOf(read('quotas: {default: {gpus: null}}\n'), { uid: 7, user: 'carol' })).toBeNull();
  });
});

describe('hours', () => {
  it('are told as people write them', () => {
    expect(tellHours([{ from: 1200, to: 485 }])).toBe('from 20:00 to 08:05');
    expect(
      tellHours([
        { from: 720, to: 780 },
        { from: 1200, to: 480 },
        { from: 720, to: 780 },
      ]),
    ).toBe('from 12:00 to 13:00 and from 20:00 to 08:00');
  });
});
