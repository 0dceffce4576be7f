import { describe, expect, test } from 'vitest';
import { scarcityIn } from '../../src/model/scarcity.ts';

const failing = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

describe('what the system has run out of', () => {
  test('is told by the error of a call', () => {
    expect(scarcityIn(failing('EAGAIN', 'spawn bash'))).toBe('the system allows no more processes (EAGAIN)');
    expect(scarcityIn(failing('EMFILE', 'open'))).toBe('this process has too many files open (EMFILE)');
  });

  test('is nothing where a file that is none on a disk has nothing to say, or the error is another one', () => {
    expect(scarcityIn(failing('EAGAIN', 'read'))).toBeNull();
    expect(scarcityIn(failing('EACCES', 'open'))).toBeNull();
    expect(scarcityIn('EAGAIN')).toBeNull();
  });
});
