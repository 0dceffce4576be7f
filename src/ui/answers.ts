import type { ServerResponse } from 'node:http';
import { escapeHtml } from '../report/page/html.ts';

/** What every answer says of itself: it is shown in no other page, kept nowhere, and its address told to nobody. */
const COMMON = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * What pages may do (Content Security Policy Level 3): run and look by this server's own files alone, ask this server alone, stand in no other
 * page, and make no HTML out of text (Trusted Types).
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Sets what all answers have. */
export function prepare(response: ServerResponse): void {
  for (const [name, value] of Object.entries(COMMON)) response.setHeader(name, value);
  response.setHeader('content-security-policy', POLICY);
}

export function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(body);
}

export function answerJson(response: ServerResponse, status: number, document: object): void {
  answer(response, status, 'application/json', JSON.stringify(document));
}

const HTML = 'text/html; charset=utf-8';

/** Answers with a page that only says something. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  answer(response, status, HTML, documentOf('sweep', `<main class="told"><p>${escapeHtml(text)}</p></main>`));
}

/**
 * Has a browser ask for the page anew, by an address without the token, as this page: after a redirect the cookie would not be sent where the
 * first address stood in another page or in a file.
 */
export function answerLetIn(response: ServerResponse, cookie: string | null): void {
  const again = '<meta http-equiv="refresh" content="0;url=./">';
  const body = '<main class="told"><p><a href="./">go on</a></p></main>';
  answer(response, 200, HTML, documentOf('sweep', body, again), cookie === null ? {} : { 'set-cookie': cookie });
}

/** The page itself, in which its script shows everything. */
export function answerPage(response: ServerResponse, project: string, start: string): void {
  const body = [
    `<div id="app" data-start="${escapeHtml(start)}" data-project="${escapeHtml(project)}"></div>`,
    '<noscript><p class="notice">This page needs scripts.</p></noscript>',
    '<script src="./ui.js"></script>',
  ].join('\n');
  answer(response, 200, HTML, documentOf(`sweep: ${project}`, body));
}

/** A document of the program's own. An attribute may hold any text, as `escapeHtml` has it. */
function documentOf(title: string, body: string, head = ''): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeHtml(title)}</title>`,
    head,
    '<link rel="stylesheet" href="./ui.css">',
    '</head>',
    '<body>',
    body,
    '</body>',
    '</html>\n',
  ].join('\n');
}
