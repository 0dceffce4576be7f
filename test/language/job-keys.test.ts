import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLAIN_OF_JOB, PLAIN_OF_REQUEST } from '../../src/expand/keys/plain-keys.ts';
import { JOB_KEY_NAMES, JOB_KEYS, type JobKey } from '../../src/model/job-keys.ts';
import { tableUnder } from '../rig/pages.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/sweep.schema.json'), 'utf8')) as {
  readonly $defs: { readonly stage: { readonly properties: object } };
};

/** What a stage has besides job keys. */
const OF_STAGES = ['over', 'needs', 'exclude', 'rules'];

describe('the job keys', () => {
  it('are those that the schema lets a stage have', () => {
    const keys = Object.keys(schema.$defs.stage.properties).filter((key) => !OF_STAGES.includes(key));
    expect([...JOB_KEY_NAMES].sort()).toEqual(keys.sort());
  });
});

describe('the reference', () => {
  const rows = tableUnder('### How job keys behave', 'docs/language.md');
  const allKeys = tableUnder('## All keys', 'docs/language.md');
  const plain = Object.values({ ...PLAIN_OF_JOB, ...PLAIN_OF_REQUEST });

  it('tells of every job key how it behaves, in order', () => {
    expect([...rows.keys()]).toEqual(JOB_KEY_NAMES);
  });

  it.each(JOB_KEY_NAMES)(
    'tells how layers of it merge, its default, and whether a change reruns the job: %s',
    (key) => {
      const [, byDefault] = allKeys.get(key) ?? [];
      expect(rows.get(key)).toEqual([layeringOf(key), byDefault, JOB_KEYS[key].fingerprint ? 'yes' : 'no']);
    },
  );

  it.each(plain.map(({ key, fallback }) => [key, fallback]))('tells the default that is given: %s', (key, fallback) => {
    expect(rows.get(key)?.[1]).toBe(fallback === null ? 'none' : `\`${String(fallback)}\``);
  });
});

function layeringOf(key: JobKey): string {
  const { merge } = JOB_KEYS[key];
  return typeof merge === 'object' ? 'part by part' : { replace: 'replaced', map: 'entry by entry' }[merge];
}
