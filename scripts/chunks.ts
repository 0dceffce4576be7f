import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/** A file of the bundle. */
export interface DistFile {
  readonly name: string;
  readonly text: string;
}

/** Chunks that become one file: all that a command loads from its start to its end. */
export interface Group {
  readonly name: string;
  /** The modules whose chunks they are, as the bundle was given them. */
  readonly of: readonly string[];
}

interface Output {
  readonly text: string;
  /** What makes a name that it exports one that no other does: short, since it stands wherever the name is used. */
  readonly mark: string;
  readonly exports: readonly string[];
  /** The files that it loads at once. */
  readonly imports: readonly string[];
  readonly entryPoint: string | null;
}

type Outputs = ReadonlyMap<string, Output>;

interface Grouping {
  readonly outputs: Outputs;
  /** The group of each chunk that has one. */
  readonly groupOf: ReadonlyMap<string, string>;
  /** The files of the groups that are made. */
  readonly named: ReadonlyMap<string, string>;
}

/**
 * Makes one file of each group's chunks; a chunk of several groups goes to the first. esbuild makes a chunk of whatever the same entry points
 * share, of which a command loads dozens, mostly tiny; and for each module node looks for a file, reads it and links it. What a chunk exports,
 * its group exports under a name of its own, and who asks for the chunk gets it from the group.
 */
export async function mergeChunks(
  files: readonly DistFile[],
  metafile: Metafile,
  groups: readonly Group[],
): Promise<readonly DistFile[]> {
  const outputs = outputsOf(files, metafile);
  const members = membersOf(outputs, groups);
  const groupOf = new Map([...members].flatMap(([group, names]) => names.map((name) => [name, group] as const)));
  // A group asks for those before it, by the name that has the hash of what they are.
  const named = new Map<string, string>();
  const grouping: Grouping = { outputs, groupOf, named };
  const merged: DistFile[] = [];
  for (const [group, names] of members) {
    if (names.length === 0) continue;
    const text = await bundled(names.map((name) => lent(name, outputs)).join(''), (path) =>
      groupOf.get(path) === group ? (outputs.get(path)?.text ?? null) : borrowed(path, grouping),
    );
    const name = `${group}-${createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase()}.js`;
    named.set(group, name);
    merged.push({ name, text });
  }
  for (const [name, { text }] of outputs) {
    if (groupOf.has(name)) continue;
    const rest = await bundled(text, (path) => borrowed(path, grouping));
    merged.push({ name, text: rest });
  }
  return merged;
}

function outputsOf(files: readonly DistFile[], metafile: Metafile): Outputs {
  const described = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  return new Map(
    files.map(({ name, text }, index) => {
      const { exports = [], imports = [], entryPoint = null } = described.get(name) ?? {};
      const loaded = imports.filter(({ kind, external }) => kind === 'import-statement' && external !== true);
      return [
        name,
        {
          text: withOriginsKept(text),
          mark: `_${index.toString(36)}`,
          exports,
          imports: loaded.map(({ path }) => basename(path)),
          entryPoint,
        },
      ];
    }),
  );
}

/** The lines in which esbuild says from which file what follows is, as comments that it keeps when it reads them again. */
function withOriginsKept(text: string): string {
  return text.replaceAll(/^\/\/ (?=src\/|node_modules\/)/gmu, '//! ');
}

/** The chunks of each group. Files that something asks for by name are none. */
function membersOf(outputs: Outputs, groups: readonly Group[]): ReadonlyMap<string, readonly string[]> {
  const taken = new Set<string>();
  return new Map(
    groups.map(({ name, of }) => {
      const starts = [...outputs].filter(([, { entryPoint }]) => entryPoint !== null && of.includes(entryPoint));
      const loaded = new Set(starts.flatMap(([start]) => [...loadedWith(start, outputs)]));
      const chunks = [...loaded].filter((chunk) => outputs.get(chunk)?.entryPoint === null && !taken.has(chunk));
      for (const chunk of chunks) taken.add(chunk);
      return [name, chunks];
    }),
  );
}

/** All files that are loaded before one is. */
function loadedWith(name: string, outputs: Outputs, found = new Set<string>()): ReadonlySet<string> {
  for (const path of outputs.get(name)?.imports ?? []) {
    if (found.has(path)) continue;
    found.add(path);
    loadedWith(path, outputs, found);
  }
  return found;
}

/** What a file has in place of a chunk that went to a group; null where it goes on asking for the file. */
function borrowed(path: string, { outputs, groupOf, named }: Grouping): string | null {
  const group = named.get(groupOf.get(path) ?? '');
  if (group === undefined) return null;
  const { exports = [], mark = '' } = outputs.get(path) ?? {};
  const names = exports.map((name) => `${name}${mark} as ${name}`);
  return `export { ${names.join(', ')} } from './${group}';\n`;
}

/** What a group exports of one of its chunks. */
function lent(chunk: string, outputs: Outputs): string {
  const { exports = [], mark = '' } = outputs.get(chunk) ?? {};
  return `export { ${exports.map((name) => `${name} as ${name}${mark}`).join(', ')} } from './${chunk}';\n`;
}

/** The same in ASCII, where regular expressions are all that is not yet: a file with one other character node keeps at two bytes each. */
function inAscii(text: string): string {
  return text.replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A module with those that `textOf` knows in it; all others it goes on importing. */
async function bundled(contents: string, textOf: (path: string) => string | null): Promise<string> {
  const chunks: Plugin = {
    name: 'chunks',
    setup(bundling) {
      bundling.onResolve({ filter: /^\.\// }, ({ path, kind }) => {
        const known = kind === 'dynamic-import' ? null : textOf(basename(path));
        return known === null ? { path, external: true } : { path: basename(path), namespace: 'chunk' };
      });
      bundling.onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({ contents: textOf(path) ?? '' }));
    },
  };
  const { outputFiles } = await build({
    stdin: { contents, loader: 'js' },
    ...{ bundle: true, write: false, format: 'esm', platform: 'node', target: 'node20.9', charset: 'ascii' },
    ...{ legalComments: 'inline', logLevel: 'warning', plugins: [chunks] },
  });
  return inAscii(outputFiles[0]?.text ?? '');
}
