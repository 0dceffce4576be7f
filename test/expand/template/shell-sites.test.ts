import { describe, expect, test } from 'vitest';
import { scriptIn, sitesIn, unclosedQuoteIn } from '../../../src/expand/template/shell-sites.ts';
import { INSERTION } from '../../../src/expand/template/site.ts';

/** What is said of each `@` in a shell text. */
function told(text: string): string[] {
  return sitesIn(text.replaceAll('@', INSERTION)).map((site) => {
    if (site.place === null) return `no: ${site.because}`;
    const only = site.only === null ? '' : `only ${site.only.takes} ${site.only.where}`;
    const readBy = site.readBy === null ? '' : `read by ${site.readBy.by}`;
    const said = [site.place, site.alone ? 'alone' : '', site.needsQuotes ? 'quoted' : '', only, readBy];
    return said.filter(Boolean).join(' ');
  });
}

describe('what is nested more deeply than anybody does', () => {
  const nested = (depth: number, within: string): string => `${'$('.repeat(depth)}${within}${')'.repeat(depth)}`;

  test('is not told apart, nor is what stands before it or after it', () => {
    expect(told(`echo @ ${nested(50, 'echo @')} @`)).toEqual(['bare alone', 'bare alone', 'bare alone']);
    const because = 'no: after shell text too intricate to tell how this place is read';
    expect(told(`echo @ ${nested(500, 'echo @')} @`)).toEqual([because, because, because]);
  });

  test('takes as much work as its length', () => {
    const letters = (depth: number): number =>
      scriptIn('$('.repeat(depth))
        .commands.flatMap(({ words }) => words)
        .reduce((sum, { text }) => sum + text.length, 0);
    expect(letters(2000)).toBeLessThan(2.2 * letters(1000));
  });
});

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
    ['echo "`ls @`"', 'inside backticks'],
    ['echo "$(ls @)"', 'inside `$(…)` within double quotes'],
    [`echo "$(ls '@')"`, 'inside `$(…)` within double quotes'],
    ["echo $'@'", "inside `$'…'`"],
    ['echo ${x:-@}', 'inside `${…}`'],
    ['echo "${x:-@}"', 'inside `${…}`'],
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
    'v[<@(echo a)]=1',
    'v[1|@]=1',
    'v[ 1 && @ ]=1',
    'x=1 v[1;@]=1',
    'v[1\n+@]=1',
    'v[(@)]=1',
    'v[ 1 + (2) * @ ]=1',
    'case x in a|esac) echo b;; esac; echo @',
    'echo $(case x in a|esac) echo b;; esac); echo @',
    'echo $(> f case); echo @',
    'echo @ $(cat',
    'echo @ )',
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

  test.each(["echo 'it's @'", 'echo "a" b" @', "echo @ '"])('in %j, which has an odd quote', (text) => {
    expect(told(text)).toEqual(['no: in a command with a quote that is never closed']);
  });
});

describe('a quote that is never closed', () => {
  test.each([
    ["echo it's", 7],
    ['echo "a" b"', 10],
    [`python -c "print('a')`, 10],
    ["x=$(echo 'a)", 9],
    ["# it's\necho 'a", 12],
  ])('in %j is told', (text, at) => {
    expect(unclosedQuoteIn(text)).toEqual({ at, long: null });
  });

  test('is told with the first before it that goes on over the end of its line', () => {
    expect(unclosedQuoteIn('a "b"\nc "d\ne "f\ng" "h"')).toEqual({ at: 21, long: 8 });
  });

  test.each([
    String.raw`echo it\'s "\""`,
    "cat <<EOF\nit's\nEOF",
    "cat <<'EOF'\nit's\nEOF\necho 'a",
    "# it's",
    "echo `echo it's`",
    "echo $'it\\'s'",
    'echo "$(echo "a b")"',
    `case x in a) echo 'a';; esac; echo "b`,
    `echo "\${x:-'}'}"`,
  ])('is not told in %j, where there is none or that is not certain', (text) => {
    expect(unclosedQuoteIn(text)).toBeNull();
  });
});

/** What is said of the only `@` of a text beyond how it is quoted. */
function beyondQuoting(text: string): string {
  return told(text)
    .join()
    .replace(/^(?:bare|single|double)(?: alone)?(?: quoted)? ?/, '');
}

describe('bash evaluates, in quotes or not,', () => {
  test.each([
    ['v[@]=1', 'only integer in a subscript'],
    ['v["@"]+=1', 'only integer in a subscript'],
    ['v[ @ ]=1', 'only integer in a subscript'],
    ['v[1 + @]=1', 'only integer in a subscript'],
    ['v[ @ + $[1] ]=1', 'only integer in a subscript'],
    ['x=1 v[@]=1', 'only integer in a subscript'],
    ['if true; then v[@]=1; fi', 'only integer in a subscript'],
    ['f() { v[@]=1; }; f', 'only integer in a subscript'],
    ['f () { v[@]=1; }', 'only integer in a subscript'],
    ['cat < f | while read x; do v[@]=$x; done', 'only integer in a subscript'],
    ['case $x in a) v[@]=1 ;; esac', 'only integer in a subscript'],
    ['x=$(case y in a) v[@]=1;; esac)', 'only integer in a subscript'],
    ['declare -n y=@$(case 1 in 1) echo a;; esac)', 'only name as what a nameref refers to'],
    ['declare -n y=$(case 1 in 1) echo a;; (2) echo b;; esac)@', 'only name as what a nameref refers to'],
    ['declare -n y=$(case 1 in 1) case 2 in 2) echo a;; esac;; esac)@', 'only name as what a nameref refers to'],
    ['declare -n y=$(case 1 in 1|2) (echo a) ;; esac)@', 'only name as what a nameref refers to'],
    ['let x=1 $(case 1 in\n# one\n1) echo 1\nesac) @', 'only integer as an argument of `let`'],
    ['echo $(v[@]=1)', 'only integer in a subscript'],
    ['> f v[@]=1', 'only integer in a subscript'],
    ['v=([@]=1)', 'only integer in a subscript'],
    ['v+=(\n  a\n  [@]=1\n)', 'only integer in a subscript'],
    ['declare -a v=([@]=1)', 'only integer in a subscript'],
    ['declare "v[@]=1"', 'only integer in a subscript'],
    ['declare -A m; declare m[@]=1', 'only integer in a subscript'],
    ['let x=@', 'only integer as an argument of `let`'],
    ['\\let "x = @"', 'only integer as an argument of `let`'],
    ['builtin let @', 'only integer as an argument of `let`'],
    ['x=1 command let @', 'only integer as an argument of `let`'],
    ['[[ @ -eq 1 ]]', 'only integer beside `-eq` in `[[ … ]]`'],
    ['[[ 1 -ne "@" ]]', 'only integer beside `-ne` in `[[ … ]]`'],
    ['[[ -n $x && @ -lt 1 ]]', 'only integer beside `-lt` in `[[ … ]]`'],
    ['[[ ( @ -le 1 || a > b ) ]]', 'only integer beside `-le` in `[[ … ]]`'],
    ['while ! [[ $x -gt @ ]]; do :; done', 'only integer beside `-gt` in `[[ … ]]`'],
    ['[[ a == b ||\n  x -ge @ ]]', 'only integer beside `-ge` in `[[ … ]]`'],
    ['[[ -v @ ]]', 'only name after `-v`'],
    ['[ -v @ ]', 'only name after `-v`'],
    ['test -n x -a -v "@"', 'only name after `-v`'],
    ['declare -i x=@', 'only integer as the value of an integer variable'],
    ['typeset -xi x="@"', 'only integer as the value of an integer variable'],
    ['f() { local -i x=@; }', 'only integer as the value of an integer variable'],
    ['declare -i x; x=@', 'only integer as the value of an integer variable'],
    ['declare -ia v=(1 @)', 'only integer as the value of an integer variable'],
    ['declare -i n; for n in 1 @; do :; done', 'only integer as the value of an integer variable'],
    ['RANDOM=@', 'only integer as the value of an integer variable'],
    ['declare -n r=@', 'only name as what a nameref refers to'],
    ['declare -n r; r=@', 'only name as what a nameref refers to'],
    ['declare -a v=@', 'only scalar as the value of an array'],
    ['declare @=1', 'only name as the name of a variable for `declare`'],
    ['export x_@=1', 'only name as the name of a variable for `export`'],
    ['export @', 'only assignment as an argument of `export`'],
    ['printf -v @ x', 'only name as the name of a variable for `printf -v`'],
    ['printf -v@ x', 'only name as the name of a variable for `printf -v`'],
    ['read -r @ <<< x', 'only name as the name of a variable for `read`'],
    ['read -a @ <<< x', 'only name as the name of a variable for `read`'],
    ['mapfile -t @ < f', 'only name as the name of a variable for `mapfile`'],
    ['readarray @ < f', 'only name as the name of a variable for `readarray`'],
    ['unset -v @', 'only name as the name of a variable for `unset`'],
    ['getopts ab @', 'only name as the name of a variable for `getopts`'],
    ['wait -n -p @', 'only name as the name of a variable for `wait -p`'],
  ])('what stands in %j', (text, only) => {
    expect(beyondQuoting(text)).toBe(only);
  });

  test.each([
    'echo v[@]',
    'ls v[@]=1',
    'grep -v @ f',
    'grep -eq @ f',
    'sort -v @',
    '[ @ -eq 1 ]',
    '[[ @ == 1 ]]',
    '[[ -n @ ]]',
    'printf "%s -v" @',
    'printf %d @',
    'read -p @ x',
    'read -r -t @ x',
    'getopts @ x',
    'echo let @',
    'make let x=@',
    'x=@',
    'declare x=@',
    'export x=@',
    'declare -A m; m[@]=1',
    'v=(a @ b)',
    'echo a [@]=1',
    'x=1; echo declare -i x=@',
    'mapfile -d @ v',
    'wait @',
    'for x in @; do :; done',
    '(cd @; ls)',
    'case @ in a) ;; esac',
    'echo done; @ x',
  ])('nothing in %j', (text) => {
    expect(beyondQuoting(text)).toBe('');
  });
});

describe('a value is read a second time', () => {
  test.each([
    ['bash -c "echo @"', '`bash -c`'],
    ["sh -c 'echo @'", '`sh -c`'],
    ['/bin/bash -lc "@ x"', '`bash -lc`'],
    ['bash -eo pipefail -c "@ x"', '`bash -c`'],
    ['xargs -n 1 sh -c "echo @"', '`sh -c`'],
    ['timeout 5 bash -c "echo @"', '`bash -c`'],
    ['find . -exec sh -c "echo @" \\;', '`sh -c`'],
    ['if bash -c "test @"; then :; fi', '`bash -c`'],
    ['bash -c echo\\ @', '`bash -c`'],
    ['eval "x=@"', '`eval`'],
    ['eval echo @', '`eval`'],
    ['trap "rm @" EXIT', '`trap`'],
    ['ssh -p 22 host "ls @"', 'the shell of the other host'],
    ['ssh host ls @', 'the shell of the other host'],
    ['su -c "ls @" me', '`su -c`'],
    ['su - me -c "ls @"', '`su -c`'],
    ['python -c "print(\'@\')"', '`python -c`'],
    ['python3.11 -W ignore -c "print(@)"', '`python3.11 -c`'],
    ["perl -ne 'print if /@/' f", '`perl -ne`'],
    ["awk -F, '{ print @ }' f", '`awk`'],
    ['sbatch --wrap="python @"', '`sbatch --wrap`'],
    ['PS4=@; set -x', 'bash, which expands `PS4`'],
    ['bash -c @', '`bash -c`'],
    ['echo @ | sh', '`sh`'],
    ['printf "%s" @ |& bash -s -x', '`bash`'],
    ['sh <<< @', '`sh`'],
    ['bash -x <<<"ls @"', '`bash`'],
    ['source <(echo @)', '`source`'],
    ['. <( printf "%s" "@" )', '`.`'],
    ['tmux new -d @', '`tmux`'],
    ['tmux -L s send-keys -t 0 "ls @" Enter', '`tmux`'],
    ['env -S @', '`env -S`'],
    ['git -c alias.x="!@" x', 'an alias of `git`'],
    ['srun --wrap "echo @"', '`srun --wrap`'],
    ['python3 - <<< "print(@)"', '`python3`'],
    ['echo "print(@)" | python3 -u -', '`python3`'],
    ['perl <<< @', '`perl`'],
    ['echo @ | xargs -I{} sh -c "echo {}"', '`sh -c`'],
    ['printf "%s\\n" @ | xargs -n1 -I % bash -c "ls %"', '`bash -c`'],
    ['parallel -j 4 "echo @" ::: 1 2', '`parallel`'],
    ['bash -c -- "echo @"', '`bash -c`'],
    ['"$SHELL" -c "echo @"', '`bash -c`'],
    ['${SHELL:-/bin/bash} -c "echo @"', '`bash -c`'],
    ['fish -c "echo @"', '`fish -c`'],
    ['trap -- "rm @" EXIT', '`trap`'],
    ['alias ll="ls @"', '`alias`'],
    ['BASH_ENV=@ bash run.sh', 'bash, which expands `BASH_ENV`'],
    ['declare -a "v=(@)"', 'bash, which reads elements of an array'],
    ['eval $(echo @)', '`eval`'],
    ['echo @ | bash -s -- a', '`bash`'],
    ['echo @ | env X=1 timeout -k 5 60s bash', '`bash`'],
    ['exec nice -n 5 sh <<< @', '`sh`'],
    ['echo @ | bash /dev/stdin', '`bash`'],
    ['. /dev/stdin <<< @', '`.`'],
    ['echo @ | xargs -i sh -c "echo {}"', '`sh -c`'],
    ['echo @ | xargs --replace=% sh -c "echo %"', '`sh -c`'],
    ['printf "%s\\0" @ | xargs -0 -n1 bash -c', '`bash -c`'],
  ])('in %j', (text, by) => {
    expect(beyondQuoting(text)).toBe(`read by ${by}`);
  });

  test.each([
    'bash -c \'echo "$1"\' _ @',
    'bash script.sh -c "cfg @"',
    'python train.py -c "configs/@.yaml"',
    'python -m train -c "@"',
    'ssh @ ls',
    'ssh -i @ host ls',
    "awk -v x=@ '{ print x }' @",
    'awk -f @ f',
    'echo bash -c "@"',
    'perl script.pl -e "@"',
    'grep -c "@" f',
    'a=@ awk \'{ print ENVIRON["a"] }\'',
    'echo eval "@"',
    'echo @ | sort; sh run.sh',
    'echo @ || sh',
    'cat @ | sh',
    'sh run.sh <<< @',
    'cat <<< @ | sh run.sh',
    'source <(cat @)',
    'tmux new -d -s @ ls',
    'tmux new -d python train.py @',
    'git -c user.name=@ commit',
    'python3 run.py <<< @',
    'python3 -m json.tool <<< @',
    'echo @ | xargs -I{} sh -c \'echo "$1"\' _ {}',
    'echo @ | xargs -n 1 python train.py',
    'parallel -j @ python train.py ::: 1 2',
    'parallel python train.py ::: @',
    'trap - @',
    'eval $(date -d @)',
    'env @ bash run.sh',
    'echo @ | timeout 5 bash run.sh',
    'echo @ | bash run.sh -s',
    'source ./env.sh <<< @',
    'echo @ | xargs -0 -n1 sh -c \'echo "$1"\' _',
    'echo @ | xargs --replace sh -c \'echo "$1"\' _ {}',
    'declare -a v=(@)',
  ])('not in %j', (text) => {
    expect(told(text).every((site) => !site.includes('read by'))).toBe(true);
  });
});
