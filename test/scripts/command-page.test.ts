import { describe, expect, it } from 'vitest';
import { commandPage } from '../../scripts/command-page.ts';
import { Command, Option } from '../../src/cli/commander.ts';

/** A small program that has all that a help can have. */
function program(): Command {
  const whole = new Command('mow')
    .helpCommand(false)
    .description('Mows.')
    .addHelpText('after', '\nExit codes:\n  0  mown\n  1  rained off');
  const lawn = new Command('lawn')
    .helpCommand(false)
    .description('mow a lawn, *slowly*')
    .argument('<name>', 'its name, such as `north|south`')
    .argument('[height...]', 'in mm: <5 is too short')
    .option('--twice', 'both ways')
    .addOption(new Option('--secret').hideHelp())
    .addHelpText('after', '\nExits with 1 in\nrain.')
    .addHelpText('after', '\nExample:\n  mow lawn north\n  mow lawn south 30');
  lawn.addCommand(new Command('edge').description('trim its edge'));
  whole.addCommand(lawn);
  return whole.addCommand(new Command('oil'), { hidden: true });
}

describe('the page on the command line', () => {
  const page = commandPage(program());

  it('begins with a table of the commands, and what they exit with', () => {
    expect(page).toContain('| [`mow lawn`](#mow-lawn) | mow a lawn, \\*slowly\\* |\n');
    expect(page).toContain('## Exit codes\n\n```text\n0  mown\n1  rained off\n```\n');
  });

  it('has a section for each command, with its usage, arguments, options, notes and examples', () => {
    expect(page).toContain(
      '\n## mow lawn\n\nMow a lawn, \\*slowly\\*.\n\n```sh\nmow lawn [options] [command] <name> [height...]\n```\n',
    );
    expect(page).toContain(
      '| `name` | its name, such as `north\\|south` |\n| `height…` | in mm: \\<5 is too short |\n| `--twice` | both ways |',
    );
    expect(page).toContain('\n\nExits with 1 in rain.\n\n```sh\nmow lawn north\nmow lawn south 30\n```\n');
    expect(page).toContain('\n### mow lawn edge\n\nTrim its edge.\n');
  });

  it('names nothing that help hides', () => {
    expect(page).not.toMatch(/secret|mow oil/);
  });
});
