/** Whether a path names files by pattern. */
export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** The folder that all files of a glob lie in; `.` for the project root. */
export function globRoot(glob: string): string {
  const segments = glob.split('/');
  const fixed = segments.slice(0, segments.findIndex(isGlob)).join('/');
  return fixed !== '' ? fixed : glob.startsWith('/') ? '/' : '.';
}

/** Whether a path matches a glob: `*` and `?` within a segment, `**` over segments, `[…]` and `{a,b}`. */
export function globMatcher(glob: string): (path: string) => boolean {
  let source = '';
  let braces = 0;
  for (const token of glob.match(/\*\*\/|\*\*|\[(?:[!^])?\]?[^\]]*\]|[^]/g) ?? []) {
    if (token === '**/') source += '(?:.*/)?';
    else if (token === '**') source += '.*';
    else if (token === '*') source += '[^/]*';
    else if (token === '?') source += '[^/]';
    else if (token.length > 1) source += `[${token[1] === '!' || token[1] === '^' ? '^' : ''}${charactersOf(token)}]`;
    else if (token === '{') [source, braces] = [`${source}(?:`, braces + 1];
    else if (token === '}' && braces > 0) [source, braces] = [`${source})`, braces - 1];
    else if (token === ',' && braces > 0) source += '|';
    else source += token.replace(/[.+^$()|[\]{}\\]/, '\\$&');
  }
  const pattern = new RegExp(`^${source}${')'.repeat(braces)}$`, 's');
  return (path) => pattern.test(path);
}

function charactersOf(bracket: string): string {
  return bracket.slice(/^\[[!^]/.test(bracket) ? 2 : 1, -1).replaceAll(/[\\\]^[]/g, '\\$&');
}
