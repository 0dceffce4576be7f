import { describe, expect, test } from 'vitest';
import { INSERTION, sitesIn } from '../../../src/expand/template/shell-sites.ts';

/** What is said of each `@` in a shell text. */
function told(text: string): string[] {
  return sitesIn(text.replaceAll('@', INSERTION)).map((site) => {
    if (site.place === null) return `no: ${site.because}`;
    return [site.place, site.alone ? 'alone' : '', site.needsQuotes ? 'quoted' : ''].filter(Boolean).join(' ');
  });
}

describe('a value can be quoted', () => {
  test.each([
    ['@', ['bare alone']],
    ['echo @', ['bare alone']],
    ['echo a@b', ['bare']],
    ['echo --k=@ @@', ['bare', 'bare', 'bare']],
    ["echo '@'", ['single']],
    ['echo "@"', ['double']],
    [`echo 'a"@' "b'@" @`, ['single', 'double', 'bare alone']],
    [String.raw`echo \' @ \" @`, ['bare alone', 'bare alone']],
    [String.raw`echo "\"@"`, ['double']],
    ['echo "$x @" "${x}@" "$(date) @"', ['double', 'double', 'double']],
    ['echo $(cat @) @', ['bare alone', 'bare alone']],
    ['(cd @ && ls "@")', ['bare alone', 'double']],
    ['diff <(sort @) >(cat @)', ['bare alone', 'bare alone']],
    ['a=(@ x)', ['bare alone']],
    ['x=@;y', ['bare']],
    ['@|@&@;@\n@', ['bare alone', 'bare alone', 'bare alone', 'bare alone', 'bare alone']],
    ['echo a#@ $# @ ${#x} @', ['bare', 'bare alone', 'bare alone']],
    ["echo x # it's\necho @", ['bare alone']],
    ['cat <<EOF\nit\'s "$(\nEOF\necho @', ['bare alone']],
    ["cat <<'A' <<-B\nit's\nA\n\tx \"\n\tB\necho @", ['bare alone']],
    ["cat <<< 'a' @\necho @", ['bare alone', 'bare alone']],
    ["echo $'it\\'s' @", ['bare alone']],
    ['echo `echo "` @', ['bare alone']],
    ["echo ${x:-'}'} @", ['bare alone']],
    ['echo $((1 << 2)) @ $[3*(1+2)] @', ['bare alone', 'bare alone']],
    ['((x = 1 << 2)); echo @', ['bare alone']],
    ['case @ in a|b) echo @;; (c) echo "@";; esac; echo @', ['bare alone', 'bare alone', 'double', 'bare alone']],
    ['x=$(case y in a) echo @;; esac); echo @', ['bare alone', 'bare alone']],
    ['echo a\\\n@', ['bare']],
    ['echo \\\n  @ \\\n  @', ['bare alone', 'bare alone']],
    [String.raw`echo \$@`, ['bare']],
  ])('in %j', (text, sites) => {
    expect(told(text)).toEqual(sites);
  });

  test.each([
    ['echo @>f', ['bare alone quoted']],
    ['echo @<f', ['bare alone quoted']],
    ['echo $HOME@', ['bare quoted']],
  ])('in %j, with quotes in any case', (text, sites) => {
    expect(told(text)).toEqual(sites);
  });
});

describe('a value cannot be quoted', () => {
  test.each([
    ['echo `ls @`', 'inside backticks'],
    ['echo "`ls @`"', 'inside `$(…)` within double quotes'],
    ['echo "$(ls @)"', 'inside `$(…)` within double quotes'],
    [`echo "$(ls '@')"`, 'inside `$(…)` within double quotes'],
    ["echo $'@'", "inside `$'…'`"],
    ['echo ${x:-@}', 'inside `${…}`'],
    ['echo "${x:-@}"', 'inside `$(…)` within double quotes'],
    ['echo $((@ + 1))', 'inside arithmetic, which would evaluate it'],
    ['echo $[@]', 'inside arithmetic, which would evaluate it'],
    ['((@))', 'inside arithmetic, which would evaluate it'],
    ['for ((i = 0; i < @; i++)); do :; done', 'inside arithmetic, which would evaluate it'],
    ['echo # @', 'in a comment, which a value with a newline would end'],
    ['cat <<EOF\n@\nEOF', 'in a here-document'],
    ["cat <<'EOF'\n@\nEOF", 'in a here-document'],
    ['cat <<@', 'in a here-document'],
    ['echo $@', 'right after `$`'],
    ['echo "$@"', 'right after `$`'],
    ['echo \\@', 'right after `\\`'],
    ['echo "\\@"', 'right after `\\`'],
    ['echo "$HOME@"', 'right after `$NAME`, whose name it would continue'],
  ])('in %j', (text, because) => {
    expect(told(text)).toEqual([`no: ${because}`]);
  });

  test.each([
    'echo "$(case x in a) :;; esac)" @',
    `echo "\${x:-'}'}" @`,
    '((echo "))"); true) @',
    "echo $((echo ')') | cat) @",
    'cat <<E"$x"\nE$x\necho @',
    'cat <<EOF\na\\\nEOF\necho @',
    'echo "$\\\n(" @',
    'echo ${ x; } @',
    'x=$(cat <<EOF\nEOF)\nEOF\n) @',
  ])('after %j, which is too intricate to be sure', (text) => {
    expect(told(text)).toEqual(['no: after shell text too intricate to tell how this place is read']);
  });
});
