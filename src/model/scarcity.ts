/** What the system has run out of, by the codes of errno(3). */
const SCARCE: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no room left on the disk, be it for data or for more files',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'this process has too many files open',
  ENFILE: 'the system has too many files open',
  EAGAIN: 'the system allows no more processes',
  ENOMEM: 'there is not enough memory for another process',
};

/**
 * What the system has run out of where that is why an error was thrown, in words without a path; null for any other error.
 * It is nobody's fault, and passes. A file that is none on a disk, such as one in /proc, answers EAGAIN where it has nothing to say.
 */
export function scarcityIn(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && 'syscall' in error && error.syscall === 'read' && code === 'EAGAIN') return null;
  const said = Object.hasOwn(SCARCE, code) ? SCARCE[code] : undefined;
  return said === undefined ? null : `${said} (${code})`;
}
