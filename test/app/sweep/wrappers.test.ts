import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { wrapperScripts } from '../../../src/app/sweep/wrappers.ts';
import { treeOf } from '../../../src/model/attempt.ts';
import { sketchPlan } from '../../rig/plan.ts';

it('a wrapper script is made from the template in the copy of the code that the job runs in', () => {
  const root = mkdtempSync(join(tmpdir(), 'wrappers-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const place = { sweep: 's', root, runFolder: join(root, '.sweep/s') };
  const write = (folder: string, text: string): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'own.sh.hbs'), text);
  };
  write(root, '# project');
  write(treeOf(place, 'one'), '# first');
  write(treeOf(place, 'two'), '# second');
  const scriptOf = wrapperScripts(place);
  const job = { ...sketchPlan([{ id: 'a' }]).jobs[0]!, template: 'own.sh.hbs' };
  const texts = [undefined, 'one', 'two', 'one'].map(
    (snapshot) => /^# (?:project|first|second)$/m.exec(scriptOf(job, snapshot))?.[0],
  );
  expect(texts).toEqual(['# project', '# first', '# second', '# first']);
});
