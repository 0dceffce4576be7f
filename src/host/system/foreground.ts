import { readStat } from './proc-stat.ts';

/**
 * Whether the terminal that controls this process is its own to read and to draw on: its process group is in the foreground, and no shell
 * has put it behind. Also where no terminal controls it, such as in a container: then nobody else does.
 */
export function isInForeground(): boolean {
  const stat = readStat('self');
  return stat === null || stat.terminal === 0 || stat.foreground === -1 || stat.foreground === stat.group;
}
