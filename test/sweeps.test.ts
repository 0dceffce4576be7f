import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PlanJson } from '../src/report/plan/plan.ts';
import { cases, inLong, someOf } from './rig/cases.ts';
import { Project } from './rig/project.ts';

const SWEEPS = join(import.meta.dirname, '..', 'sweeps');

/** The sweep files of this repository, in a project of their own. */
function projectOfSweeps(): Project {
  const paths = readdirSync(SWEEPS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return new Project(
    Object.fromEntries(paths.map((path) => [`sweeps/${path}`, readFileSync(join(SWEEPS, path), 'utf8')])),
  );
}

/** What the jobs of sweeps/thinkbooster.yaml run. */
const SCRIPT = 'scripts/run_tts_eval.py';

async function planOf(file: string): Promise<PlanJson> {
  const { stdout } = await projectOfSweeps().sweep('plan', file, '--no-files', '--json', ...CHOICE);
  return JSON.parse(stdout) as PlanJson;
}

const FOLDERS: Readonly<Record<string, string>> = { offline_bon: 'offline_best_of_n', online_bon: 'online_best_of_n' };
const STRATEGIES = ['baseline', 'self_consistency', 'offline_bon', 'online_bon', 'beam_search', 'adaptive_scaling'];
const SCORERS = ['entropy', 'perplexity', 'sequence_prob', 'pd_gap', 'prm', 'multi_scorer', 'llm_critic'];
const DATASETS = [
  ...['aime2024', 'aime2025', 'amc23', 'math500', 'olympiadbench'],
  ...['gaokao2023en', 'minerva_math', 'gpqa_diamond', 'mbpp_plus', 'human_eval_plus'],
];
/** The datasets that are tried, and how they are chosen. */
const TRIED = DATASETS.slice(0, cases(DATASETS.length));
const CHOICE = ['--set', `matrix.dataset=[${TRIED.join(', ')}]`];
const MODELS = {
  qwen25_7b: 'vllm_nothink_qwen25_7b',
  qwen3_8b_thinking: 'vllm_thinking_qwen3_8b',
  qwen3_8b: 'vllm_qwen3_8b',
  qwen25_math_7b: 'vllm_qwen25_math_7b_instruct',
  qwen25_math_15b: 'vllm_qwen25_math_15b_instruct',
};
const WINDOWS = ['3', '5', 'all'].flatMap((window) => ['mean', 'min'].map((by) => ({ window, by })));
const SEEDS = [42, 43, 44];

/** A job as the submit script would queue it. */
interface Submission {
  readonly config: string;
  readonly label: string;
  readonly gpus: number;
  readonly timeout: number;
  readonly seed: number;
}

/** What the submit script would queue, called once for every combination that it knows, one nested loop for each option. */
function* submissions(): Generator<Submission> {
  for (const strategy of STRATEGIES) {
    const hasScorer = strategy !== 'baseline' && strategy !== 'self_consistency';
    const timeout = strategy === 'adaptive_scaling' ? 259_200 : hasScorer ? 86_400 : 14_400;
    const folder = FOLDERS[strategy] ?? strategy;
    for (const dataset of TRIED) {
      for (const [model, fragment] of Object.entries(MODELS)) {
        for (const scorer of hasScorer ? SCORERS : [null]) {
          const gpus = scorer === 'prm' || scorer === 'multi_scorer' ? 2 : 1;
          const scored = scorer === null ? '' : `_${scorer}`;
          for (const scope of scorer === null ? [null] : [null, ...WINDOWS]) {
            const within = scope === null ? '' : `window_${scope.window}/${scope.by}/`;
            const windowed = scope === null ? '' : `_w${scope.window}_${scope.by}`;
            const config = `experiments/${folder}/${dataset}/${within}${strategy}_${fragment}_${dataset}${scored}`;
            const of = model === 'qwen25_7b' ? '' : `_${model}`;
            for (const seed of SEEDS) {
              yield { config, label: `${strategy}_${dataset}${of}${scored}${windowed}_s${seed}`, gpus, timeout, seed };
            }
          }
        }
      }
    }
  }
}

describe('the sweeps of this repository', () => {
  const files = readdirSync(SWEEPS).filter((name) => name.endsWith('.yaml'));

  it.each(someOf(files))('are checked without a warning: %s', async (file) => {
    const { code, stderr } = await projectOfSweeps().sweep('check', '--strict', '--no-files', `sweeps/${file}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(readdirSync(SWEEPS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml')))(
    'tell editors their schema: %s',
    (path) => {
      const up = '../'.repeat(path.split('/').length);
      const [first] = readFileSync(join(SWEEPS, path), 'utf8').split('\n');
      expect(first).toBe(`# yaml-language-server: $schema=${up}schemas/sweep.schema.json`);
    },
  );
});

inLong(() => {
  describe('sweeps/thinkbooster.yaml', () => {
    const file = 'sweeps/thinkbooster.yaml';

    it('has the jobs that the submit script would queue, in its order, and keeps the usual model out of ids', async () => {
      const { jobs } = await planOf(file);
      const planned = jobs.map(({ command, label, gpus, timeout, params }): Submission => {
        const config = /--config-name=(\S+) /.exec(String(command))?.[1] ?? '';
        return { config, label, gpus, timeout: timeout ?? 0, seed: Number(params['seed']) };
      });
      expect(planned).toEqual([...submissions()]);
      expect(jobs[0]?.command).toBe(
        'python scripts/run_tts_eval.py --config-path=../config ' +
          '--config-name=experiments/baseline/aime2024/baseline_vllm_nothink_qwen25_7b_aime2024 system.seed=42',
      );
      expect(jobs[0]?.id).toBe('dataset-aime2024+seed-42+strategy-baseline');
      expect(jobs[3]?.id).toBe('dataset-aime2024+model-qwen3_8b_thinking+seed-42+strategy-baseline');
    });

    it('counts the configs that are missing, lists them where they are few, and queues nothing', async () => {
      const project = projectOfSweeps();
      project.write(SCRIPT, '');
      const configs = [...new Set([...submissions()].map(({ config }) => `config/${config}.yaml`))];
      const isThere = (_: string, index: number) => index % 80 === 3;
      for (const config of configs.filter(isThere)) project.write(config, 'made: true\n');
      const missing = configs.filter((config, index) => !isThere(config, index));
      const { code, stderr } = await project.sweep('check', file, ...CHOICE);
      expect(code).toBe(2);
      expect(listedIn(stderr)).toEqual(missing.slice(0, 4));
      expect(stderr).toContain(`\nand ${(missing.length - 1).toLocaleString('en')} more like it, such as:\n`);
      expect(stderr).toMatch(new RegExp(`^${missing.length} errors in ${file}$`, 'm'));
      expect(stderr.split('\n').length).toBeLessThan(24);
      expect((await project.sweep('run', file, '--gpus', 'virtual:2', ...CHOICE)).code).toBe(2);
      expect(project.traces()).toEqual(['config', 'scripts', 'sweeps']);

      const few = missing.filter((_, index) => index % Math.ceil(missing.length / 8) === 0);
      expect(few.length).toBeGreaterThan(4);
      for (const config of missing.filter((one) => !few.includes(one))) project.write(config, 'made: true\n');
      expect(listedIn((await project.sweep('check', file, ...CHOICE)).stderr)).toEqual(few);
    });

    it('is checked without a complaint once every config is there', async () => {
      const project = projectOfSweeps();
      project.write(SCRIPT, '');
      for (const { config } of submissions()) project.write(`config/${config}.yaml`, 'made: true\n');
      expect(await project.sweep('check', file, ...CHOICE)).toMatchObject({ code: 0, stderr: '' });
    });
  });
});

/** The files that a check says do not exist. */
function listedIn(complaints: string): string[] {
  return [...complaints.matchAll(/`([^`]*)` does not exist/g)].map(([, path = '']) => path);
}

describe('sweeps/digits.yaml', () => {
  it('hands to each evaluation the folds of its seed, to each choice the evaluations of its model, and all choices to one report', async () => {
    const { stdout } = await projectOfSweeps().sweep('plan', 'sweeps/digits.yaml', '--no-files', '--json');
    const { jobs } = JSON.parse(stdout) as PlanJson;
    const of = (stage: string): PlanJson['jobs'] => jobs.filter((job) => job.stage === stage);
    expect(['prepare', 'evaluate', 'choose', 'report'].map((stage) => of(stage).length)).toEqual([3, 216, 3, 1]);
    for (const { needs, params, command } of of('evaluate')) {
      const prepared = `prepare+seed-${params['seed'] as string}`;
      expect(needs).toMatchObject([{ id: prepared }]);
      expect(command).toContain(`/jobs/${prepared}/digits.npz `);
    }
    for (const { needs, params } of of('choose')) {
      const own = of('evaluate').filter((job) => job.params['model'] === params['model']);
      expect(own).toHaveLength(72);
      expect(needs.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    }
    const [report] = of('report');
    expect(String(report?.command).match(/\/jobs\/choose\+model-\w+\/best\.json/g)).toHaveLength(3);
  });
});

describe('sweeps/llm-jobs.yaml', () => {
  const file = 'sweeps/llm-jobs.yaml';

  it('takes the share of a GPU from the table of models that it extends', async () => {
    const { stdout } = await projectOfSweeps().sweep('plan', file, '--all');
    const shares = new Map(
      [...stdout.matchAll(/^(\w+)_gsm8k_0 +(\S+)/gm)].map(([, model = '', gpus = '']) => [model, gpus]),
    );
    expect(Object.fromEntries(shares)).toEqual({
      qwen25_05b: '0.1',
      qwen25_15b: '0.2',
      qwen25_7b: '0.5',
      qwen3_8b: '0.5',
      qwen25_32b: '1',
      qwen25_72b: '2',
    });
  });

  inLong(() => {
    it('refuses a model that the table does not have', async () => {
      const project = projectOfSweeps();
      project.write(file, project.read(file).replace('qwen25_05b, ', 'qwen25_05b, qwen9_900b, '));
      const { code, stderr } = await project.sweep('check', file);
      expect(code).toBe(2);
      expect(stderr).toContain('the var `weights` is not set by any rule that applies, in the cell qwen9_900b_gsm8k_0');
    });
  });

  inLong(() => {
    it('runs from end to end as the script that the plan comes to', async () => {
      const project = projectOfSweeps();
      const { stdout } = await project.sweep('plan', file, '--format', 'sh');
      project.write('all.sh', stdout);
      project.write('sweep.yaml', 'command: bash all.sh\n');
      expect((await project.sweep('run', 'sweep.yaml', '--gpus', 'none')).code).toBe(0);
      const folders = readdirSync(project.path('.sweep/llm-jobs/jobs'));
      const results = folders.map(
        (id) => JSON.parse(project.read(`.sweep/llm-jobs/jobs/${id}/metrics.json`)) as object,
      );
      expect(results).toHaveLength(30);
      expect(results).toContainEqual({ model: 'Qwen/Qwen3-8B', accuracy: expect.any(Number) as number });
    });
  });
});
