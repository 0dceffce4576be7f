import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escapeHtml } from '../report/page/html.ts';

/** A file that leads a browser to an address. */
export interface LeadingFile {
  readonly path: string;
  readonly remove: () => void;
}

/** Writes a file that only this user can read, and that leads to an address: what a program is started with, everybody can read. */
export function leadTo(address: string): LeadingFile {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-ui-'));
  const path = join(folder, 'open.html');
  const head = `<meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${escapeHtml(address)}">`;
  writeFileSync(path, `<!doctype html>\n${head}<title>sweep</title>\n`, { mode: 0o600 });
  return {
    path,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Has the browser of this desktop open a file: by `$BROWSER`, else by xdg-open. `fail` hears why it did not. */
export function openInBrowser(path: string, fail: (message: string) => void): void {
  const said = process.env['BROWSER'] ?? '';
  const program = said === '' ? 'xdg-open' : said;
  const child = spawn(program, [path], { stdio: 'ignore', detached: true });
  child.once('error', (error) => {
    fail(`${program} cannot be started: ${error.message}`);
  });
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) fail(`${program} has failed with exit code ${code}`);
  });
  child.unref();
}
