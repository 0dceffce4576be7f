import { describe, expect, test } from 'vitest';
import { Door, type Knock, type Verdict } from '../../src/ui/door.ts';

const NAME = '17001';

/** A door, and a browser that has come in. */
function entered(hosts: readonly string[] = []): { readonly door: Door; readonly cookie: string } {
  const door = new Door(NAME, hosts);
  const verdict = door.judge(knock({ target: `/?token=${door.token}` }));
  if (verdict.kind !== 'let-in' || verdict.cookie === null) throw new Error('not let in');
  return { door, cookie: verdict.cookie.split(';')[0]! };
}

function knock(part: Partial<Knock> = {}): Knock {
  const { method = 'GET', target = '/', headers = {} } = part;
  return { method, target, headers: { host: 'localhost:17001', ...headers } };
}

const told = (verdict: Verdict): number | string => (verdict.kind === 'refused' ? verdict.status : verdict.kind);

const JSON_BODY = { 'content-type': 'application/json' };

describe('a token', () => {
  test('is exchanged once, for a cookie that no script reads and no other site sends', () => {
    const door = new Door(NAME, []);
    const { token } = door;
    const verdict = door.judge(knock({ target: `/?token=${token}` }));
    expect(verdict).toMatchObject({
      kind: 'let-in',
      cookie: expect.stringMatching(/^sweep-17001=[\w-]{43}; HttpOnly; SameSite=Strict$/) as unknown,
    });
    expect(told(door.judge(knock({ target: `/?token=${token}` })))).toBe(401);
    expect(door.token).not.toBe(token);
  });

  test('that has been used leads whoever is in to the page, as where it is called up again', () => {
    const { door, cookie } = entered();
    const verdict = door.judge(knock({ target: '/?token=used', headers: { cookie } }));
    expect(verdict).toEqual({ kind: 'let-in', cookie: null });
  });

  test('lets in nobody at another path, by another method, or through another page’s script', () => {
    const door = new Door(NAME, []);
    const target = `?token=${door.token}`;
    expect(told(door.judge(knock({ target: `/events${target}` })))).toBe(401);
    expect(told(door.judge(knock({ method: 'POST', target: `/${target}`, headers: JSON_BODY })))).toBe(403);
    const script = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect(told(door.judge(knock({ target: `/${target}`, headers: script })))).toBe(403);
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(told(door.judge(knock({ target: `/${target}`, headers: link })))).toBe('let-in');
  });
});

describe('a cookie', () => {
  test.each([
    ['none', undefined],
    ['a guessed one', 'sweep-17001=guessed'],
    ['that of a server at another port', 'sweep-17002=COOKIE'],
    ['an empty one', 'sweep-17001='],
  ])('is asked for: %s is refused', (_, said) => {
    const { door, cookie } = entered();
    const value = cookie.slice(cookie.indexOf('=') + 1);
    const headers = said === undefined ? {} : { cookie: said.replace('COOKIE', value) };
    expect(told(door.judge(knock({ headers })))).toBe(401);
  });

  test('is found among others', () => {
    const { door, cookie } = entered();
    expect(told(door.judge(knock({ headers: { cookie: `a=b; ${cookie}; c=d` } })))).toBe('in');
  });

  test('is no more after many others have come in', () => {
    const { door, cookie } = entered();
    for (let at = 0; at < 32; at += 1) door.judge(knock({ target: `/?token=${door.token}` }));
    expect(told(door.judge(knock({ headers: { cookie } })))).toBe(401);
  });
});

describe('a host', () => {
  test.each([
    ['localhost', 'in'],
    ['localhost:1', 'in'],
    ['LOCALHOST:8080', 'in'],
    ['127.0.0.1:17001', 'in'],
    ['[::1]:17001', 'in'],
    ['hub.example', 'in'],
    ['evil.example', 403],
    ['evil.example:17001', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1.nip.example:80', 403],
    ['localhost@evil.example', 403],
    ['127.0.0.2', 403],
    ['', 403],
  ])('%s: %s', (host, expected) => {
    const { door, cookie } = entered(['Hub.example']);
    expect(told(door.judge(knock({ headers: { host, cookie } })))).toBe(expected);
  });

  test('must be named', () => {
    const { door, cookie } = entered();
    expect(told(door.judge({ method: 'GET', target: '/', headers: { cookie } }))).toBe(403);
  });
});

describe('what asks for something', () => {
  const own = { 'sec-fetch-site': 'same-origin', ...JSON_BODY };
  test.each([
    ['the page itself', own, 'in'],
    ['another site', { ...own, 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of this host', { ...own, 'sec-fetch-site': 'same-site' }, 403],
    ['an address that is typed', { ...own, 'sec-fetch-site': 'none' }, 403],
    ['an old browser, of the page itself', { ...JSON_BODY, origin: 'http://localhost:17001' }, 'in'],
    ['an old browser, of another page', { ...JSON_BODY, origin: 'http://localhost:17002' }, 403],
    ['an old browser, of a page without origin', { ...JSON_BODY, origin: 'null' }, 403],
    ['a program that does not say', JSON_BODY, 403],
    ['a form', { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }, 415],
    ['a form without a type', { 'sec-fetch-site': 'same-origin' }, 415],
  ])('%s: %s', (_, headers, expected) => {
    const { door, cookie } = entered();
    expect(told(door.judge(knock({ method: 'POST', target: '/act', headers: { ...headers, cookie } })))).toBe(expected);
  });

  test.each([
    ['GET', { 'sec-fetch-site': 'same-origin' }, 'in'],
    ['GET', { 'sec-fetch-site': 'none' }, 'in'],
    ['GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    ['GET', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' }, 403],
    ['PUT', {}, 405],
    ['HEAD', {}, 405],
    ['OPTIONS', {}, 405],
    ['DELETE', { 'sec-fetch-site': 'same-origin' }, 405],
  ])('by %s, from %o: %s', (method, headers, expected) => {
    const { door, cookie } = entered();
    const verdict = door.judge(knock({ method, target: '/events?view=home', headers: { ...headers, cookie } }));
    expect(told(verdict)).toBe(expected);
  });
});

describe('a path', () => {
  test.each(['//evil.example/', 'http://evil.example/', '*', '', 'ui.js'])('%s is none', (target) => {
    const { door, cookie } = entered();
    expect(told(door.judge(knock({ target, headers: { cookie } })))).toBe(400);
  });

  test('leads nowhere else by dots', () => {
    const { door, cookie } = entered();
    const pathOf = (target: string) => {
      const verdict = door.judge(knock({ target, headers: { cookie } }));
      return verdict.kind === 'in' ? verdict.path : verdict;
    };
    expect(pathOf('/../../etc/passwd')).toBe('/etc/passwd');
    expect(pathOf('/%2e%2e/%2e%2e/etc/passwd')).toBe('/etc/passwd');
    expect(pathOf('/..%2f..%2fetc/passwd')).toBe('/..%2f..%2fetc/passwd');
  });
});
