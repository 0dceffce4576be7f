const TOKEN = /\s*(\$\(\(|\$\{[^{}]*\}|\$\w+|[A-Za-z_]\w*\[|[A-Za-z_]\w*|\d+|[-+*/%()\]])/y;

/**
 * The value of an arithmetic expression of bash in `+`, `-`, `*`, `/`, `%` and brackets; null for any other, and where a part is unknown.
 * `valueOf` says what the shell expands `$x`, `${x}` and `${x[…]}` to; a bare name stands for its variable.
 */
export function arithmetic(text: string, valueOf: (expansion: string) => string | null): number | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const reader = new Reader(tokens, valueOf);
  const value = reader.sum();
  return reader.isAtEnd ? value : null;
}

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return null;
    tokens.push(token);
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #valueOf: (expansion: string) => string | null;
  #at = 0;

  constructor(tokens: readonly string[], valueOf: (expansion: string) => string | null) {
    this.#tokens = tokens;
    this.#valueOf = valueOf;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): number | null {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign !== null; sign = this.#take('+', '-')) {
      const next = this.#product();
      value = value === null || next === null ? null : sign === '+' ? value + next : value - next;
    }
    return value;
  }

  #product(): number | null {
    let value = this.#factor();
    for (let sign = this.#take('*', '/', '%'); sign !== null; sign = this.#take('*', '/', '%')) {
      value = applied(sign, value, this.#factor());
    }
    return value;
  }

  #factor(): number | null {
    if (this.#take('-') !== null) {
      const value = this.#factor();
      return value === null ? null : 0 - value;
    }
    if (this.#take('+') !== null) return this.#factor();
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === undefined) return null;
    if (token === '(') return this.#closed(this.sum(), ')');
    if (token === '$((') return this.#closed(this.#closed(this.sum(), ')'), ')');
    if (token.endsWith('[')) {
      const index = this.#closed(this.sum(), ']');
      return index === null ? null : wholeNumber(this.#valueOf(`\${${token}${index}]}`));
    }
    if (/^\d/.test(token)) return wholeNumber(token);
    return /^[$A-Za-z_]/.test(token) ? wholeNumber(this.#valueOf(token.startsWith('$') ? token : `$${token}`)) : null;
  }

  #closed(value: number | null, bracket: string): number | null {
    return this.#take(bracket) === null ? null : value;
  }

  #take(...signs: readonly string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token === undefined || !signs.includes(token)) return null;
    this.#at += 1;
    return token;
  }
}

function applied(sign: string, value: number | null, next: number | null): number | null {
  if (value === null || next === null || (sign !== '*' && next === 0)) return null;
  if (sign === '*') return value * next;
  return (sign === '/' ? Math.trunc(value / next) : value % next) + 0;
}

/** A number that bash takes for a decimal one: no more than fits, and not octal. */
function wholeNumber(text: string | null): number | null {
  return text !== null && /^-?(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null;
}
