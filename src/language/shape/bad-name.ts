import { GIVEN } from '../../model/text/given-names.ts';
import type { Path } from '../tree/node.ts';
import { LONGEST_NAME } from './value-hints.ts';
import { shorten } from './words.ts';

/** What is wrong with a name in the map at `path`, and the nearest that can be one. */
export function badName(path: Path, name: string): { code: string; message: string; hint?: string } {
  const fault = (message: string) => ({ code: 'bad-name', message: `\`${shorten(name)}\` ${message}` });
  if (name.length > LONGEST_NAME) return fault(`cannot be a name: names have at most ${LONGEST_NAME} characters`);
  const isAxis = namesAxes(path);
  const reserved = isAxis ? GIVEN.exec(name)?.[0] : undefined;
  if (reserved !== undefined) {
    return fault(`cannot be the name of an axis: those that begin with \`${reserved}.\` are given by sweep itself`);
  }
  const plain = name.normalize('NFKD').replaceAll(/\p{Mark}/gu, '');
  const spelled = isAxis ? plain.replaceAll(/[^\w.]+|\.(?=\.|$)/g, '_') : plain.replaceAll(/\W+/g, '_');
  const better = spelled.replace(/^(?=[\d.])/, '_').replace(GIVEN, '$&_');
  return {
    ...fault('cannot be a name: names are made of letters, digits and `_` and do not begin with a digit'),
    ...(/[A-Za-z0-9]/.test(better) ? { hint: `write \`${better}\`` } : {}),
  };
}

/** Whether what a map of the file gives names to are axes. */
function namesAxes([place, , more]: Path): boolean {
  return (place === 'matrix' || place === 'zip') && more === undefined;
}
