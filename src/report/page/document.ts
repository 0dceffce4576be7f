import { createHash } from 'node:crypto';
import { escapeHtml } from './html.ts';

/** What a page is made of. Style and script are this package's own; nothing else of it may be run or styled by what anybody wrote. */
export interface PageParts {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  /** What the script draws, packed and deflated, in base64. */
  readonly content: string;
  /** What is there without scripts, as HTML. */
  readonly body: string;
}

/** How the document of every page begins. */
export const PAGE_BEGINNING = '<!doctype html>\n<html lang="en" data-made-by="sweep report">';

/**
 * A document that asks nothing of any network: its policy lets the one script and the one style in it count, by their hashes, and forbids all
 * else (Content Security Policy Level 3).
 */
export function pageDocument({ title, style, script, content, body }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    PAGE_BEGINNING,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    body,
    `<script type="text/plain" id="content">${content}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>\n',
  ].join('\n');
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
