import type { Text } from '../../../language/spec.ts';
import { type Compiler, markedText } from '../../template/compile.ts';
import { scriptIn } from '../../template/shell-sites.ts';
import type { SimpleCommand, Word } from '../../template/simple-commands.ts';
import { spanIn } from '../../template/template.ts';
import type { Body } from '../merge.ts';
import { type PlacedPath, stays } from './program-file.ts';

/** Operators, outside of quotes, behind which something else may have run before. */
const COMES_LATER = /[;\n(`]|&&|\|\|/;
const QUOTED = /'[^']*'|"(?:[^"\\]|\\.)*"|\\[\s\S]/g;
/** A folder of the tree, without what a shell would make something else of. */
const FOLDER = /^(?![/~-])([A-Za-z0-9_@%+:,./=-]*[A-Za-z0-9_@%+:,=-])\/+[^/]*$/;

/**
 * The folder that the shell needs for the output of a body's first pipeline, be it by `> logs/x.txt` or by `tee`: without it that command
 * cannot even start. Null where there is none, where a value is part of it, or where something may make it before.
 */
export function outputFolder({ command, setup, template }: Body, compiler: Compiler): PlacedPath | null {
  const said = command?.value;
  if (said?.kind !== 'shell' || template?.value != null || !stays(setup?.value ?? null, compiler)) return null;
  const compiled = compiler.compile(said.text, 'shell');
  if (compiled === null) return null;
  const script = markedText(compiled);
  const begin = script.search(/\S/);
  const bare = script.replace(QUOTED, (quoted) => '_'.repeat(quoted.length));
  const length = COMES_LATER.exec(bare.slice(begin))?.index ?? Infinity;
  const written = scriptIn(script).commands.flatMap(writtenBy);
  const folders = written.flatMap(({ text, at }) => (at < begin + length ? (FOLDER.exec(text)?.[1] ?? []) : []));
  const [path] = folders;
  return path === undefined ? null : { path, text: placed(said.text, path) };
}

/** The words of a command that name what it writes to. */
function writtenBy({ kind, words, outputs }: SimpleCommand): readonly Word[] {
  const [name, ...rest] = words;
  return kind === 'plain' && name?.text === 'tee' ? [...outputs, ...rest] : outputs;
}

/** The same text, placed where the folder stands in it. */
function placed(text: Text, folder: string): Text {
  const at = text.text.indexOf(`${folder}/`);
  return at < 0 ? text : { ...text, span: spanIn(text, at, at + folder.length) };
}
