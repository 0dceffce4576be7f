import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadKnown } from '../../../src/app/sweep/known-sweep.ts';
import { lockRunFolder } from '../../../src/host/system/lock.ts';
import { encodeHeader } from '../../../src/journal/codec.ts';
import { lockPath } from '../../../src/journal/folder.ts';
import { SELF } from '../../rig/leases.ts';

describe('a run folder of which no run is told yet', () => {
  let root: string;
  const sweep = () => ({ name: 's', root, runFolder: join(root, '.sweep/s') });
  const loading = () => loadKnown(sweep(), {}, {});

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'sweep-known-'));
    const { runFolder } = sweep();
    mkdirSync(runFolder, { recursive: true });
    writeFileSync(join(runFolder, 'sweep.yaml'), 'command: "true"\n');
    writeFileSync(join(runFolder, 'journal.jsonl'), `${encodeHeader('s')}\n`);
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('is refused with what to do', async () => {
    await expect(loading()).rejects.toThrow(/journal\.jsonl tells of no run: give the sweep file to sweep run again$/);
  });

  it('is said to be beginning while its runner lives', async () => {
    const lock = lockRunFolder(lockPath(sweep().runFolder), SELF);
    if (!lock.ok) throw new Error('the lock is taken');
    await expect(loading()).rejects.toThrow('the run of s is just beginning: try again');
    lock.release();
    await expect(loading()).rejects.toThrow('tells of no run');
  });
});
