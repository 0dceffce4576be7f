import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHarmless } from '../../../src/expand/template/evaluations.ts';
import { quote } from '../../../src/expand/template/quote.ts';
import { quoted } from '../../../src/model/text/shell.ts';
import { sitesIn } from '../../../src/expand/template/shell-sites.ts';
import { INSERTION, type Site } from '../../../src/expand/template/site.ts';
import { canonical } from '../../../src/expand/cells/value.ts';
import { cases, someOf } from '../../rig/cases.ts';
import { commandOf, jobsOf } from '../../rig/expansion.ts';

const NASTY = [
  '',
  ' ',
  '  a  b ',
  "'",
  "''",
  '"',
  '""',
  '`',
  '\\',
  '\\\\',
  "\\'",
  "it's",
  `"it's"`,
  '$',
  '$HOME',
  '${HOME}',
  '$(echo hi)',
  '`echo hi`',
  '$((1+1))',
  "$'a'",
  ';',
  '; echo hi',
  '&',
  '&&',
  '|',
  '||',
  '>',
  '>f',
  '<',
  '(',
  ')',
  '()',
  '{',
  '}',
  '{a,b}',
  '{1..3}',
  '1..3',
  'a,b',
  '[',
  ']',
  '[a-z]',
  '*',
  '?',
  '**',
  '~',
  '~/x',
  '~root',
  '#',
  '# x',
  'a#b',
  '!',
  '!!',
  '!x',
  '=',
  'a=b',
  'PATH=x',
  'a+=b',
  '-',
  '--',
  '-n',
  '-e',
  '--help',
  '-x=y',
  '\n',
  'a\nb',
  'a\n',
  '\n\n',
  '\t',
  'a\tb\t',
  'é',
  '世界',
  '😀',
  '\u00a0',
  '\u2028',
  'if',
  'then',
  'done',
  'esac',
  'in',
  'time',
  'function',
  '2',
  '1',
  '0x10',
  '1e-4',
  '%',
  '%s',
  '%d',
  '\\n',
  '\\0',
  '^',
  'a:b',
  '@',
  '+',
  '..',
  '../x',
  './x',
  '/',
  'C:\\x',
  '"$(x)"',
  "'$(x)'",
  '\\$x',
  '${x:-y}',
  '<<EOF',
  'EOF',
  '`',
  'a\'b"c`d$e\\f',
];

const HOSTILE_CHARACTERS = Array.from('\'"`$(){}[]<>|&;!*?~#=,.\\ \n\t-+:@%^/aZ09_é世😀');

/** Different values, those above and hundreds of random ones. */
const VALUES: readonly string[] = [
  ...new Map(
    [
      ...NASTY,
      ...fc.sample(fc.string({ unit: fc.constantFrom(...HOSTILE_CHARACTERS), minLength: 1, maxLength: 12 }), {
        numRuns: cases(400),
        seed: 7,
      }),
    ].map((value) => [canonical(value), value]),
  ).values(),
];

/** Prints its arguments, each ended by NUL, after how many they are. */
const PRINTER = String.raw`p() { printf '%s\0' "$#" "$@"; }`;

const same = (value: string): string[] => [value];

/** Shell texts with `{{v}}`, and the arguments that `p` must get. */
const CONTEXTS: readonly (readonly [text: string, expected: (value: string) => string[]])[] = [
  ['p {{v}}', same],
  ['p {{v}} {{v}}', (value) => [value, value]],
  ['p a{{v}}b', (value) => [`a${value}b`]],
  ['p {{v}}{{v}}', (value) => [value + value]],
  ['p --k={{v}}', (value) => [`--k=${value}`]],
  ["p '{{v}}'", same],
  ["p 'x {{v}}y'", (value) => [`x ${value}y`]],
  ['p "{{v}}"', same],
  [String.raw`p "\"{{v}} ` + '${x}{{v}}"', (value) => [`"${value} ${value}`]],
  [`p 'a"'{{v}}"b'{{v}}"`, (value) => [`a"${value}b'${value}`]],
  ['x={{v}}; p "$x"', same],
  ['x=({{v}} {{v}}); p "${x[@]}"', (value) => [value, value]],
  ['x=$(printf \'%s.\' {{v}}); p "$x"', (value) => [`${value}.`]],
  ['(p {{v}})', same],
  ["p {{v}} # it's", same],
  ['for x in {{v}}; do p "$x"; done', same],
  ['case {{v}} in "{{v}}") p {{v}} ;; esac', same],
  ['[[ {{v}} == "{{v}}" ]] && p {{v}}', same],
  ['p {{v}}>&1', same],
  ['x=k; p $x{{v}}', (value) => [`k${value}`]],
  ["p $'it\\'s' {{v}}", (value) => ["it's", value]],
  ['cat >/dev/null <<E\nit\'s "$(echo)\nE\np {{v}}', same],
  ['p `echo "x"` ${y:-z} $((1 << 2)) {{v}}', (value) => ['x', 'z', '4', value]],
  ['p \\\n  {{v}} \\\n  "{{v}}"', (value) => [value, value]],
  ['env printf "1\\0%s\\0" {{v}}', same],
];

/** Of the texts above, those with which bash starts a process for each value. */
const FORKS = /\$\((?!\()|`|^\(|^cat|^env/;

describe('a bare value', () => {
  test.each(['a', '42', '1e-4', 'a/b_c.d-e', '--lr=0.1', '-1', '-abc', '50%', 'a:b@c+d'])('stays %s', (value) => {
    expect(quote(value, 'bare')).toBe(value);
  });

  test.each(['', 'a b', 'a=b', 'a,b', '1..3', '~', '-n', '-eq', 'done', '#', '*'])('becomes %j in quotes', (value) => {
    expect(quote(value, 'bare')).toBe(`'${value}'`);
  });
});

describe('in a shell string', () => {
  test.each(CONTEXTS)('%j gives the program every value unchanged', (text, expected) => {
    const values = FORKS.test(text) ? someOf(VALUES) : VALUES;
    const jobs = jobsOf(`matrix: {v: ${JSON.stringify(values)}}\ncommand: ${JSON.stringify(text)}`);
    const script = [PRINTER, ...jobs.map(commandOf)].join('\n');
    const { stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], { maxBuffer: 1 << 26 });
    expect(stderr.toString()).toBe('');
    const want = values.flatMap((value) => [String(expected(value).length), ...expected(value)]);
    expect(stdout.toString().split('\0').slice(0, -1)).toEqual(want);
  });

  test('a list var gives each item as a word of its own, and nothing when it is empty', () => {
    const jobs = jobsOf(
      [
        'matrix: {v: [a b, "it\'s", ""], n: [0, 1]}',
        'vars: {words: ["{{v}}", "-{{v}}", x]}',
        'command: p {{words}}; x=({{words}}); p "${x[@]}"',
        'rules: [{when: {n: 0}, vars: {words: []}}]',
      ].join('\n'),
    );
    const { stdout } = spawnSync('bash', ['-c', [PRINTER, ...jobs.map(commandOf)].join('\n')]);
    const want = ['a b', "it's", ''].flatMap((v) => ['0', '0', '3', v, `-${v}`, 'x', '3', v, `-${v}`, 'x']);
    expect(stdout.toString().split('\0').slice(0, -1)).toEqual(want);
  });

  test('an empty list leaves no trace, nor do the blanks before it, but one that is part of a word', () => {
    const made = (command: string) =>
      commandOf(jobsOf(`vars: {none: []}\nmatrix: {v: [a]}\ncommand: '${command}'`)[0]!);
    expect(made('p {{v}} {{none}}')).toBe('p a');
    expect(made('p {{v}} \t{{none}}  {{none}} b')).toBe('p a b');
    expect(made('p a\\  {{none}}')).toBe('p a\\ ');
    expect(made('p "" {{none}}')).toBe('p ""');
  });

  test('job.args gives every axis as a word of its own', () => {
    const [job] = jobsOf('matrix: {lr: [1e-4], name: ["a b"], none: [null]}\ncommand: p {{job.args}}');
    expect(job === undefined ? '' : commandOf(job)).toBe("p --lr=1e-4 '--name=a b'");
  });
});

test('in an argv list every value stands unchanged', () => {
  const jobs = jobsOf(`matrix: {v: ${JSON.stringify(VALUES)}}\ncommand: [run, "{{v}}", "--k={{v}}", "{{{v}}}"]`);
  expect(jobs.map((job) => job.command)).toEqual(
    VALUES.map((value) => ({ kind: 'argv', argv: ['run', value, `--k=${value}`, value] })),
  );
});

describe('whatever the shell text, a value that may be inserted is never run', () => {
  const BREAK_OUTS = [
    ";'echo PWNED>&2;'",
    "';echo PWNED>&2;'",
    '";echo PWNED>&2;"',
    ';echo PWNED>&2;',
    '$(echo PWNED>&2)',
    '`echo PWNED>&2`',
    '\necho PWNED>&2\n',
    ')\necho PWNED>&2\n',
    '}";echo PWNED>&2;"${x',
    'EOF\necho PWNED>&2\n',
    '|| echo PWNED>&2 ||',
    'x[$(echo PWNED>&2)]',
    'x[$(echo PWNED>&2)]=1',
    '($(echo PWNED>&2))',
    '1+x[$(echo PWNED>&2)]',
  ];

  function takes(site: Site, value: string): boolean {
    return site.place !== null && site.readBy === null && (site.only === null || isHarmless(value, site.only));
  }

  /** Runs `text` with a value at each insertion that may stand there without a word; null if one of them may not. */
  function runs(text: string, value: string): string | null {
    const sites = sitesIn(text);
    let place = 0;
    if (!sites.every((site) => takes(site, value))) return null;
    const script = text.replaceAll(INSERTION, () => {
      const site = sites[place++];
      if (site === undefined || site.place === null) return '';
      return site.needsQuotes ? quoted(value) : quote(value, site.place);
    });
    return spawnSync('bash', ['-c', script], {
      cwd: tmpdir(),
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 120_000,
    }).stderr.toString();
  }

  /** Commands in which bash evaluates what it is given, each with a word at `@`. */
  const EVALUATING = [
    'v[@]=1',
    'v[ 1 + @ ]+=2 x=1',
    'v[ @ + $[1+(2)] ]+=2 x=1',
    'v=([ @ + $[1+(2)] ]=1)',
    'v=(a [@]=1 b)',
    'declare -a v=([@]=1)',
    'declare -a v=@',
    'declare v[@]=1',
    'declare -A m; m[@]=1; unset "m[@]"',
    'let x=@',
    'declare -i x=@; x=@',
    'declare -n r=@; echo "$r"',
    'for x in @; do export @; done',
    '[[ @ -eq 1 || -v @ ]]',
    '[ -v @ ]',
    'printf -v @ x',
    'read -r @ <<< x',
    'mapfile @ <<< x',
    'unset @',
    'f() { local -i n=@; local @; }; f',
    'RANDOM=@',
    '> /dev/null v[@]=1',
    'if v[@]=1; then test -v @; fi',
  ];

  const { script } = fc.letrec<{ script: string; line: string; word: string; quoted: string; command: string }>(
    (tie) => ({
      word: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          'a',
          '$x',
          '\\$',
          "\\'",
          '\\"',
          '\\\n',
          "''",
          "'it \"'",
          "'`'",
          '"`echo b`"',
          "$'q\\''",
          '${#x}',
          'a#b',
          '1',
          '$',
          '{',
          '}',
          '@',
        ),
        tie('quoted').map((inner) => `"${inner}"`),
        tie('command').map((inner) => `$(${inner})`),
        tie('command').map((inner) => `<(${inner})`),
        tie('word').map((inner) => `\${x:-${inner}}`),
        fc.constantFrom('$((1+2))', '$(( (1<<2) ))', '$[1+(2)]', "`echo 'b'`"),
      ),
      quoted: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('a', "'", '$x', '\\"', '\\\\', '\n', '#', '(', ')', '${x:-y}', '$', "$'"),
        fc.tuple(tie('quoted'), tie('quoted')).map(([a, b]) => a + b),
        tie('command').map((inner) => `$(${inner})`),
      ),
      line: fc.oneof(
        { maxDepth: 3 },
        fc.array(tie('word'), { minLength: 1, maxLength: 3 }).map((words) => `echo ${words.join(' ')}`),
        fc.tuple(tie('word'), tie('word')).map(([a, b]) => `echo ${a}${b}`),
        fc.constantFrom(
          '# it\'s a "comment',
          'cat <<EOF\nit\'s $x "\nEOF',
          "cat <<'EOF'\n`it's\nEOF",
          "cat <<-E\n\t'\n\tE",
          '((x=1<<2))',
        ),
        tie('word').map((word) => `case ${word} in a) echo b;; (c) echo d;; esac`),
        tie('command').map((inner) => `(${inner})`),
        tie('word').map((word) => `x=${word}`),
        fc.tuple(fc.constantFrom(...EVALUATING), tie('word')).map(([text, word]) => text.replaceAll('@', () => word)),
        tie('word').map((word) => `cat <<<${word}`),
      ),
      command: fc.array(tie('line'), { minLength: 1, maxLength: 2 }).map((lines) => `${lines.join('\n')}\n`),
      script: fc.array(tie('line'), { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')),
    }),
  );

  test('if it is well-formed', () => {
    let tried = 0;
    fc.assert(
      fc.property(script, fc.nat(), fc.constantFrom(...BREAK_OUTS), (text, at, value) => {
        const place = at % (text.length + 1);
        const stderr = runs(text.slice(0, place) + INSERTION + text.slice(place), value);
        if (stderr !== null) tried += 1;
        expect(stderr ?? '').not.toMatch(/^PWNED$/m);
      }),
      { numRuns: cases(500) },
    );
    expect(tried).toBeGreaterThan(cases(100) - 10);
  });

  test.each(EVALUATING)('not in %j either', (line) => {
    for (const value of someOf(BREAK_OUTS.filter((text) => /^(?:x\[|\(|1)/.test(text)))) {
      for (const word of [INSERTION, `"${INSERTION}"`]) {
        for (const text of line
          .split('@')
          .map((_, index, pieces) => placing(pieces, index, word))
          .slice(1)) {
          expect(runs(text, value) ?? '').not.toMatch(/^PWNED$/m);
        }
      }
    }
  });

  /** The text with `word` before the piece of that index, and harmless words in the other places. */
  function placing(pieces: readonly string[], at: number, word: string): string {
    return pieces.map((piece, index) => `${index === 0 ? '' : index === at ? word : 'a'}${piece}`).join('');
  }

  test('if it is a jumble', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      '`',
      '$(',
      ')',
      '(',
      '${x:-',
      '}',
      '$((',
      '))',
      "$'",
      '\\',
      ' ',
      '\n',
      ' #',
      '<<EOF\n',
      '\nEOF\n',
      'echo ',
      'case x in ',
      'x) ',
      ';; ',
      'esac',
      ';',
      '|',
      'a',
      '$x',
      '<<<',
      '{',
      '#',
      '\\\n',
      '&&',
      'v[',
      ']=1',
      '[[ ',
      ' -eq 1 ]]',
      'let ',
      'declare -i x=',
      INSERTION,
      INSERTION,
      INSERTION,
    );
    let tried = 0;
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 14 }), fc.constantFrom(...BREAK_OUTS), (pieces, value) => {
        const stderr = runs(pieces.join(''), value);
        if (stderr !== null) tried += 1;
        expect(stderr ?? '').not.toMatch(/^PWNED$/m);
      }),
      { numRuns: cases(500) },
    );
    expect(tried).toBeGreaterThan(cases(100) - 10);
  });
});
