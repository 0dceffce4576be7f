import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { manPage } from '../../scripts/man-page.ts';
import type { Command } from '../../src/cli/commander.ts';
import { buildProgram } from '../../src/cli/program.ts';

const program = buildProgram(() => undefined);
const page = manPage(program);

/** All commands that help names, by their whole names. */
function commandsOf(command: Command, above: string): readonly (readonly [string, Command])[] {
  const name = above === '' ? command.name() : `${above} ${command.name()}`;
  const below = command.commands.length === 0 ? [] : command.createHelp().visibleCommands(command);
  return [[name, command], ...below.flatMap((one) => commandsOf(one, name))];
}

/** The page as a terminal shows it, without bold and underlined letters; as it is written where groff is not installed. */
function shown(): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const args = ['-man', '-ww', '-Tutf8', '-P-c', '-P-b', '-P-u', '-rLL=100n', '-Kutf8'];
  const { error, ...seen } = spawnSync('groff', args, { input: page, encoding: 'utf8' });
  if (error === undefined) return seen;
  const stdout = page
    .replaceAll(/^\.(?:SH|SS|B|I) "?(.*?)"?$/gm, '$1')
    .replaceAll(/^\..*$/gm, '')
    .replaceAll(/\\&|\\(?=-)/g, '')
    .replaceAll('\\e', '\\');
  return { status: 0, stdout, stderr: '' };
}

describe('the manual page', () => {
  it('is taken by groff without a complaint', () => {
    expect(shown()).toMatchObject({ status: 0, stderr: '' });
  });

  it('has each command that help names, with its description, its arguments, options and examples', () => {
    const text = shown().stdout.replaceAll(/\s+/g, ' ').replaceAll('‐', '-');
    const commands = commandsOf(program, '').slice(1);
    expect(commands.length).toBeGreaterThan(25);
    for (const [name, command] of commands) {
      const help = command.createHelp();
      expect(text).toContain(`${name} ${command.usage()}`);
      expect(text).toContain(command.description());
      for (const argument of help.visibleArguments(command))
        expect(text).toContain(argument.description.replaceAll(/\s+/g, ' '));
      for (const option of help.visibleOptions(command)) expect(text).toContain(option.flags);
    }
    expect(text).toContain('EXIT STATUS 0 everything is done or was fresh');
    expect(text).toContain('Example: sweep run sweeps/beam.yaml --gpus virtual:2');
  });

  it('names no command that is for sweep itself', () => {
    expect(page).not.toContain('sweep serve');
  });

  it('is the same whenever it is made', () => {
    expect(manPage(buildProgram(() => undefined))).toBe(page);
  });
});
