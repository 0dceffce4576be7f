import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { followedLines, jobLines, jobOfFollowedLine } from '../../src/app/control/jobs-file.ts';
import { Refusal } from '../../src/app/refusal.ts';
import { notesInWords } from '../../src/language/import/imported.ts';
import { readImport } from '../../src/language/import/read-import.ts';
import { parseHostFile } from '../../src/language/host-file.ts';
import { sweepText } from '../../src/language/write/sweep-text.ts';
import { checkWrapper } from '../../src/render/check.ts';
import { compileWrapper } from '../../src/render/wrapper.ts';
import { formatDiagnostics } from '../../src/report/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { parseSpec } from '../../src/language/parse.ts';
import { liveJob } from '../rig/attempts.ts';
import { expandText } from '../rig/expansion.ts';
import { manifestsIn } from '../rig/slurm-scripts.ts';
import { expectHarmless, takesAny, textLike } from './hostile.ts';

const SWEEPS = [
  `name: beam
matrix: {strategy: [baseline, "be/am", 0.10, null], seed: {from: 42, count: 3}}
exclude: [{strategy: baseline, seed: [42, 43]}]
vars: {config: "{{strategy}}/x", flags: [--a, 2]}
command: python run.py --config={{config}} --seed={{seed}}
timeout: {after: 24h, grace: 30s}
retry: 2
chain: seed
produces: ["out/{{strategy}}/{{seed}}.json"]
env: {A: "{{seed}}", B: 'b'}
`,
  `name: stages
matrix: {scorer: {prm: {gpus: 0.5}, entropy: {}}, width: [1, 2]}
zip: [{model: [a, b], config: [c, null]}]
command: ./run.sh {{scorer}} "{{model}}" '{{width}}' $(echo {{config}})
stages:
  prepare: {over: model, stagger: 30s}
  eval: {needs: prepare, rules: [{when: {width: 1}, memory: 1GB, label: "{{scorer}} of {{model}}"}]}
  report: {needs: [{stage: eval, when: always}, prepare], over: []}
`,
];

/** What a person is told of what is wrong. */
function expectToBeShown(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): void {
  expectHarmless(formatDiagnostics(diagnostics, sources, { color: false }));
}

describe('a sweep file', () => {
  test('is read and expanded, or told what is wrong with it; no name of a sweep or of a job leads out of its folder', () => {
    takesAny(textLike(...SWEEPS), (text) => {
      const { draft, diagnostics } = expandText(text);
      const { sources } = parseSpec(text, 's.yaml');
      expectToBeShown(diagnostics, sources);
      if (draft === null) return;
      expect(draft.sweep).toMatch(/^[a-z0-9][a-z0-9_.-]*$/);
      for (const { id } of draft.jobs) expect(id).toMatch(/^(?!\.{1,2}$)[A-Za-z0-9._+-]{1,120}$/);
    });
  });
});

describe('a wrapper template', () => {
  const TEMPLATE = readFileSync(join(import.meta.dirname, '../../templates/wrapper.sh.hbs'), 'utf8');
  const OWN = '{{#each exports}}export {{name}}={{quote value}}\n{{/each}}{{#if setup}}{{setup}}{{/if}}\n{{command}}\n';
  const context = { sweep: 'beam', root: '/p', jobFolder: '/p/.sweep/beam/jobs/job' };

  test('is told what is wrong with it, or makes a script; it reaches nothing but what it is given', () => {
    takesAny(textLike(TEMPLATE, OWN, OWN), (text) => {
      const faults = checkWrapper(text, 't.hbs');
      expectToBeShown(faults, new Map([['t.hbs', text]]));
      if (faults.length > 0) return;
      const script = rendered(text);
      if (script !== null) expect(script).not.toMatch(/function Object|\[native code\]/);
    });
  });

  /** Null where it asks for something that is not there, which is told as it runs. */
  function rendered(text: string): string | null {
    const wrapper = compileWrapper(text);
    try {
      return wrapper.renderJob(liveJob({ command: 'true' }), context);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
      return null;
    }
  }
});

describe('a host file', () => {
  const HOST = `slots: 4
memory: 8GiB
gpus: [0, 1]
free_memory: 90%
share: pack
paused: {gpus: [1]}
resources: {license: 2}
vars: {data: /data}
hooks: {on_failure: "notify-send x"}
executors: {east: {kind: slurm, partition: gpu, tasks: 4}}
default_executor: east
`;

  test('is read, or told what is wrong with it', () => {
    takesAny(textLike(HOST), (text) => {
      const { host, diagnostics } = parseHostFile(text, 'h.yaml');
      expectToBeShown(diagnostics, new Map([['h.yaml', text]]));
      if (host === null) expect(diagnostics).not.toEqual([]);
    });
  });
});

describe('a file of jobs', () => {
  const LINES = [
    'python train.py --seed 1\n# a comment\n\n  ./eval.sh "a b" > out.txt  \r\n',
    '3, train.py, env, "--lr 1e-3, --x", 0-3\n-1,eval.sh,,,4,5\n',
  ];

  test('is a job a line, or is refused at the line', () => {
    takesAny(textLike(...LINES), (text) => {
      try {
        for (const { command } of jobLines(text, 'jobs.txt')) expect(command.kind).toBe('shell');
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        expect((error as Refusal).message).toMatch(/^jobs\.txt:\d+: /);
      }
    });
  });

  test('that is followed has a job for each line that is whole', () => {
    takesAny(textLike(...LINES), (text) => {
      const lines = followedLines(text);
      expect(lines.length).toBeLessThanOrEqual(text.split('\n').length - 1);
      for (const line of lines)
        if (!line.includes('\0')) expect(jobOfFollowedLine(line, 'jobs.txt').command.kind).toBe('shell');
    });
  });
});

describe('what people have instead of a sweep', () => {
  const FOLDER = join(import.meta.dirname, '../fixtures/import');

  test.each(['lines', 'slurm', 'wandb'])('as %s becomes a sweep that can be read, or is told why not', (kind) => {
    const folder = join(FOLDER, kind);
    const files = readdirSync(folder).filter((file) => !file.includes('.sweep.'));
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    takesAny(textLike(...texts), (text) => {
      const { sweeps, notes, diagnostics } = readImport(text, 'file', manifestsIn(folder));
      expectToBeShown(diagnostics, new Map([['file', text]]));
      const [sweep] = sweeps;
      if (sweep === undefined) return expect(diagnostics).not.toEqual([]);
      notesInWords([...notes, ...(sweep.notes ?? [])]);
      const written = sweepText({ schema: null, name: 'imported', ...sweep });
      expect(parseSpec(written, 's.yaml').diagnostics.filter(({ code }) => code === 'syntax')).toEqual([]);
    });
  });
});
