import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/cli/commander.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { DOCUMENTS, faultsBy } from '../rig/documents.ts';

/** Each command with its words, and those below it. */
function commandsBelow(above: Command, words: readonly string[] = []): [string, Command][] {
  return above.commands.flatMap((command) => {
    const path = [...words, command.name()];
    return [[path.join(' '), command] as [string, Command], ...commandsBelow(command, path)];
  });
}

/** What its options say of JSON. */
function saidOfJson({ options }: Command): string | null {
  const ofJson = options.filter(({ long, argChoices }) => long === '--json' || argChoices?.includes('json') === true);
  return ofJson.length === 0 ? null : ofJson.map(({ description }) => description).join('\n');
}

const COMMANDS = commandsBelow(buildProgram(() => undefined));

describe('what commands print for programs', () => {
  it('has a schema, whichever command it is', () => {
    const printing = COMMANDS.filter(([, command]) => saidOfJson(command) !== null).map(([name]) => name);
    expect(printing.toSorted()).toEqual(Object.keys(DOCUMENTS).toSorted());
  });

  it.each(Object.entries(DOCUMENTS))('is told by the help of `sweep %s`', (name, schemas) => {
    const said = saidOfJson(new Map(COMMANDS).get(name)!) ?? '';
    for (const schema of schemas) expect(said).toContain(`schemas/${schema}.schema.json`);
  });

  it.each([...new Set(Object.values(DOCUMENTS).flat())])(
    'has a schema that is one, and takes not just anything: %s',
    (schema) => {
      expect(faultsBy(schema, {})).not.toBe('');
    },
  );
});
