/** What is expected of a row of a guide: that a line says something and exits so, or that a file may have it as a line. */
export type Check = { readonly says: RegExp; readonly code?: number } | 'host file' | 'sweep file';

/** A guide, the files of a project in which its lines are run, and what is expected of each, by what stands in the first column. */
export interface Guide {
  readonly page: string;
  /** Where the sweep of its page is saved. */
  readonly sweep: string;
  readonly files: Readonly<Record<string, string>>;
  /** Lines of shell that are run before. */
  readonly before: string;
  /** A file that is there when that has come to where the table begins; null for nothing to wait for. */
  readonly awaits: string | null;
  readonly checks: Readonly<Record<string, Check>>;
}

const NUMBER = /^\d+\n$/;
const says = (text: RegExp, code = 0): Check => ({ says: text, code });

/** Added jobs: 1 has succeeded, 2 has failed, 3 and 4 run until somebody stops them, and 5 to 9 wait for 3. */
const QUEUE = {
  'first.txt': 'python eval.py --quick\npython fail.py\npython long.py one\npython long.py two\n',
  'rest.txt': 'true\n'.repeat(5),
  'jobs.txt': 'echo a\necho b\n',
};

const TASK_SPOOLER: Guide = {
  page: 'docs/from-task-spooler.md',
  sweep: 'grid.yaml',
  files: { ...QUEUE, '.sweep-host.yaml': 'slots: 20\n' },
  before: 'sweep add --file first.txt && sweep add --after 3 --file rest.txt && sweep wait 1',
  awaits: 'began-two',
  checks: {
    'tsp CMD…': says(NUMBER),
    "tsp sh -c '…'": says(NUMBER),
    'for … tsp': says(/^\d+\n\d+\n$/),
    '-f': says(/^python eval\.py\n$/),
    '-n': says(NUMBER),
    '-L [label]': says(NUMBER),
    '-d': says(NUMBER),
    '-D [id,…]': says(NUMBER),
    '-W [id,…]': says(NUMBER),
    '-N [num]': says(NUMBER),
    '-G [num], --gpus': says(NUMBER),
    '-g [id,…], --gpu_indices': says(NUMBER),
    'tsp timeout 3600 CMD': says(NUMBER),
    '-E': says(NUMBER),
    '-z': 'sweep file',
    'a commit for each job': 'sweep file',
    '-O [name]': says(NUMBER),
    '-B': says(NUMBER),
    '--setenv, --unsetenv': says(NUMBER),
    '--set_logdir, --get_logdir': says(NUMBER),
    'tsp, -l': says(/^succeeded +1 +python eval\.py --quick .* exit 0$/m),
    '-M json': says(/"id":"2","label":"python fail\.py","status":"failed"/),
    '-M tab': says(/^adhoc\t2\tpython fail\.py\tfailed\t1\t/m),
    '-g': says(/^ +0 +NVIDIA A100/m),
    '-t [id]': says(/^python eval\.py --quick\n$/),
    '-c [id]': says(/^python eval\.py --quick\n$/),
    '-c, -t without id': says(/^/),
    '-i [id]': says(/pid +\d+\n[^]*log +\.sweep\/adhoc\/jobs\/1\/1\/out\.log/),
    '-s [id]': says(/waits:[^]*python long\.py one/),
    '-p [id]': says(/^3\t\d+$/m),
    '-o [id]': says(/^1\t\.sweep\/adhoc\/jobs\/1\/1\/out\.log$/m),
    '-a [id], --get_label': says(/^2\tpython fail\.py$/m),
    '-F [id], --full_cmd': says(/"command":"python eval\.py --quick"/),
    '-q, --last_queue_id': says(NUMBER),
    '-R, --count_running': says(/\d+ running/),
    '--getenv': says(/^ +env +.*PATH/m),
    TS_ENV: says(NUMBER),
    '-h': says(/^Usage: sweep add/),
    '-V': says(/^\d+\.\d+\.\d+\n$/),
    '-m, TS_MAILTO': 'host file',
    TS_ONFINISH: 'host file',
    '-w [id]': says(/^$/),
    '-u [id]': says(/^to go first: true\n$/),
    '-U [id-id]': says(/^to go first: true, true\n$/),
    '-r [id]': says(/^cancelled: true\n$/),
    '-k [id]': says(/^cancelled: python long\.py two\n$/),
    '-T': says(/^cancelled: /),
    '-S [num]': says(/^set for the run of adhoc: slots=3/),
    TS_SLOTS: 'host file',
    '--set_gpu_free_perc': 'host file',
    TS_VISIBLE_DEVICES: 'host file',
    '-K': says(/^the run of adhoc is stopping\n$/),
    TS_SAVELIST: says(NUMBER),
    TS_MAXCONN: says(/^\d+\n\d+\n$/),
    '-C, TS_MAXFINISHED': says(/^removed:\nadhoc: /),
    '--get_gpu_free_perc': says(/"objection":/),
    TS_SOCKET: says(/^1\n$/),
  },
};

const GPU_JOB_SCHEDULER: Guide = {
  page: 'docs/from-gpu-job-scheduler.md',
  sweep: 'llm.yaml',
  files: {
    'first.txt': 'python eval.py\npython fail.py\npython long.py one\npython long.py two\n',
    'jobs.txt': '# mine\n1,train.py,,--llm a --epochs 100,0-1\n0,train.py,myenv,--llm b,\n',
    'more.txt': 'python train.py\n',
    'bin/conda': '#!/bin/sh\nwhile [ "$1" != python ]; do shift; done\nexec "$@"\n',
  },
  before: 'sweep add --gpus 0.4 --file first.txt && sweep wait 1',
  awaits: 'began-two',
  checks: {
    start: says(/^\d+\n\d+\n$/),
    '--gpus NUM': 'host file',
    '--jobs-file': says(NUMBER),
    'new lines in jobs.txt': says(/^\d+\n\d+\n$/),
    '--llm-config': says(/qwen2\.5-3b-inst.* 0\.5 /),
    '--state-file': says(NUMBER),
    '--mem-threshold': 'host file',
    '--load-threshold': 'host file',
    '--monitor-interval': says(NUMBER),
    '--state-interval': 'host file',
    '--max-assign-attempts': says(/./),
    '--assign-retry-wait': says(/./),
    'add script.py': says(NUMBER),
    '--conda myenv': says(NUMBER),
    '--args "…"': says(NUMBER),
    '--priority 0': says(NUMBER),
    '--gpus "0,1,2,3"': says(NUMBER),
    '--output-file jobs.txt': says(NUMBER),
    'priority,script,conda_env,arguments,allowed_gpus': says(/^\d+\n\d+\n$/),
    '--cuda with the GPUs that it got': says(NUMBER),
    '"qwen2.5-3b-inst": 0.5': says(NUMBER),
    '"default_requirement": 1.0': 'sweep file',
    'retry with backoff': 'sweep file',
    deduplication: says(/3 jobs, 3 new/),
    status: says(/adhoc/),
    screens: says(/^running +3 /m),
    'screen -r NAME': 'sweep file',
    'pause 0': says(/^paused, for all your runs: GPU 0\n$/),
    'resume 0': says(/^nothing is paused\n$/),
    'external control by the state file': says(/^set for the run of adhoc: gpus=0,1/),
    'gpu_scheduler.log': says(/^\d\d:\d\d:\d\d +\w+ /m),
    '/tmp/gpu_scheduler_logs/job_*.log': says(/^python eval\.py\n$/),
    'state kept over restarts': says(NUMBER),
    'load balancing': says(/"gpus":\[/),
  },
};

const SUBMIT_SH: Guide = {
  page: 'docs/from-submit-sh.md',
  sweep: 'sweep.yaml',
  files: { 'scripts/run_tts_eval.py': '' },
  before:
    'sweep run sweep.yaml --gpus virtual:2 --only strategy=baseline --only dataset=math500 --only model=qwen25_7b',
  awaits: null,
  checks: {
    '--strategy, --dataset': says(/12 jobs/),
    '--model qwen3_8b': says(/26 jobs/),
    'no --model': says(/26 jobs/),
    '--scorers all': says(/24 jobs/),
    '--scorers entropy,prm': says(/32 jobs/),
    'no --scorers': says(/4 jobs/),
    '--window, --aggregation': says(/24 jobs/),
    'no --window': says(/28 jobs/),
    '--seed 7': says(/52 jobs/),
    '--seeds 4': says(/208 jobs/),
    '--gpu 0,1': says(/52 jobs/),
    '--timeout 100000': says(/1d 03h/),
    '--label': says(/mine_42/),
    '--dry-run': says(/52 jobs, 51 new/),
    '-h': says(/^Usage: sweep run/),
    'wrappers in /tmp': says(/^52 wrapper scripts in wrappers\n$/),
    'a timeout by strategy': 'sweep file',
    'two GPUs for prm': 'sweep file',
    'tsp -S by the GPUs': says(/52 jobs/),
    '-D from job to job': 'sweep file',
    'a missing config file': 'sweep file',
    'exit code of the last echo': says(/4 succeeded/),
    'conda activation': 'sweep file',
    'system.seed=42': says(/jobs/),
    'GPUs that others use': 'host file',
    tsp: says(/^succeeded +baseline_math500_s42/m),
    'tsp -c, -i': says(/^python scripts\/run_tts_eval\.py/m),
    'tsp -k, -r': says(/nothing runs/, 75),
  },
};

export const GUIDES: readonly Guide[] = [TASK_SPOOLER, GPU_JOB_SCHEDULER, SUBMIT_SH];
