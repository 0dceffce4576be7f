import { describe, expect, it } from 'vitest';
import { deferring } from '../../../src/app/run/defer.ts';

describe('what is deferred', () => {
  it('is called last to first, each when the one before has ended, before the answer is given', async () => {
    const called: string[] = [];
    const answer = await deferring((defer) => {
      defer(() => void called.push('opened first'));
      defer(async () => {
        await Promise.resolve();
        called.push('opened last');
      });
      called.push('used');
      return Promise.resolve(42);
    });
    expect(answer).toBe(42);
    expect(called).toEqual(['used', 'opened last', 'opened first']);
  });

  it('is called also when the use fails', async () => {
    const called: string[] = [];
    const failing = deferring((defer) => {
      defer(() => void called.push('closed'));
      return Promise.reject(new Error('no use'));
    });
    await expect(failing).rejects.toThrow('no use');
    expect(called).toEqual(['closed']);
  });

  it('is called also when what is called before it fails', async () => {
    const called: string[] = [];
    const failing = deferring((defer) => {
      defer(() => void called.push('closed'));
      defer(() => {
        throw new Error('cannot close');
      });
      return Promise.resolve();
    });
    await expect(failing).rejects.toThrow('cannot close');
    expect(called).toEqual(['closed']);
  });
});
