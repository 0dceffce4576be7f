import { expect, it } from 'vitest';
import { systemFault } from '../../src/disk/read-fault.ts';

const error = (code: string, syscall: string) =>
  Object.assign(new Error(`${code}: no, ${syscall} '/a'`), { code, syscall, path: '/a' });

it.each([
  ['EACCES', 'scandir', '/a may not be read by this user'],
  ['ELOOP', 'stat', '/a cannot be read: links lead in a circle'],
  ['EACCES', 'mkdir', "EACCES: no, mkdir '/a'"],
  ['ENOSPC', 'scandir', "ENOSPC: no, scandir '/a'"],
])('%s of %s is told as %j', (code, syscall, words) => {
  expect(systemFault(error(code, syscall))).toBe(words);
});
