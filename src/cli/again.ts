/**
 * This command once more, as a program and its arguments.
 *
 * @param options  What it says besides.
 */
export function commandAgain(...options: readonly string[]): [string, ...string[]] {
  const [program = process.execPath, script = '', command = '', ...more] = process.argv;
  return [program, ...process.execArgv, script, command, ...options, ...more];
}
