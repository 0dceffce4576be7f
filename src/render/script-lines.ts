/** Where the parts of a job begin in its script: below these lines of the template that comes with this program. */
const SETUP = 'sweep_setup=$LINENO ';
const COMMAND = '{ sweep_command=$LINENO; }';
/** What comes behind a command that is closed. */
const CLOSING = '{ for sweep_last in ';

/**
 * Where the lines of a wrapper script are in the sweep: `line 3 of the command`, by the number that a shell tells, from 1.
 * Null for a line of neither setup nor command, and for each line of a script that a template of the sweep's own made.
 */
export function linesOfScript(script: string): (line: number) => string | null {
  const lines = script.split('\n');
  const command = lines.findIndex((line) => line.startsWith(COMMAND)) + 1;
  const setup = lines.slice(0, command).findIndex((line) => line.startsWith(SETUP)) + 1;
  const closing = lines.findLastIndex((line) => line.startsWith(CLOSING)) + 1;
  const end = closing > command ? closing : lines.length;
  return (line) => {
    if (command === 0 || line >= end || line === command) return null;
    if (line > command) return `line ${line - command} of the command`;
    return setup > 0 && line > setup ? `line ${line - setup} of the setup` : null;
  };
}
