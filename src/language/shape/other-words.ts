/** What other programs call the keys of this language: key, then their words for it. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  matrix: 'axes axis grid params param parameters parameter_grid param_grid hyperparameters sweep variables product',
  command: 'cmd run script exec program execute shell',
  gpus: 'num_gpus n_gpus ngpus gpu_count gres',
  slots: 'cpu cpus cores num_cpus n_cpus cpus_per_task threads',
  nodes: 'num_nodes n_nodes nnodes node_count',
  memory: 'mem ram',
  gpu_memory: 'vram gpu_mem',
  timeout: 'time walltime wall_time time_limit max_time',
  retry: 'retries max_retries attempts',
  needs: 'depends depends_on dependencies requires_stage after',
  env: 'environment environ env_vars',
  workdir: 'cwd dir chdir working_dir working_directory',
  produces: 'output outputs artifacts',
  inputs: 'input deps',
  setup: 'before_script pre before',
  include: 'includes',
  when: 'if',
};

const KEY_OF = new Map(
  Object.entries(OTHER_WORDS).flatMap(([key, words]) => words.split(' ').map((word) => [word, key])),
);

/** The key that people mean who write `word`, if it is one of `known`; null where no other program has such a word. */
export function keyMeantBy(word: string, known: readonly string[]): string | null {
  const key = KEY_OF.get(word.toLowerCase().replaceAll('-', '_'));
  return key !== undefined && known.includes(key) ? key : null;
}
