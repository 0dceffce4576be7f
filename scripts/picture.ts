/**
 * Draws docs/live.svg: the live view of a real run, of toy jobs on six made-up GPUs, as tmux shows it when a third of the run is over.
 * `npm run build && npx tsx scripts/picture.ts`; it takes a minute.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { svgOfScreen } from './svg-of-screen.ts';

const ROOT = dirname(import.meta.dirname);
const [COLUMNS, LINES] = ['108', '14'];

/** The share of jobs that are over when the picture is taken. */
const SHARE = 0.38;

const SWEEP = `name: beam
matrix:
  lr: [0.1, 0.01, 0.001]
  seed: { from: 1, count: 8 }
  model: [small, large]
command: bash train.sh {{model}} {{lr}} {{seed}}
label: '{{model}} lr={{lr}} s{{seed}}'
gpus: 1
timeout: 1h
rules:
  - { when: { model: large }, gpus: 2 }
`;

const TRAIN = `case $2,$3 in 0.1,5) echo 'torch.OutOfMemoryError: CUDA out of memory.'; exit 1 ;; esac
for epoch in 1 2 3 4 5 6 7 8; do
  sleep 0.$((RANDOM % 5 + 3))
  echo "epoch $epoch/8 loss=0.$((93 - 9 * epoch + RANDOM % 5))"
done
`;

const folder = mkdtempSync(join(tmpdir(), 'sweep-picture-'));
const socket = `picture-${process.pid}`;
try {
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, 'sweep.yaml'), SWEEP);
  writeFileSync(join(folder, 'train.sh'), TRAIN);
  const program = `${process.execPath} ${join(ROOT, 'dist/sweep.js')} run --gpus virtual:6 --slots 8`;
  const clean = `env -u CI -u NO_COLOR SWEEP_HOST_DIR=${join(folder, 'host')} COLORTERM=`;
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', COLUMNS, '-y', LINES, '-c', folder, `${clean} ${program}`);
  while (shareDone(tmux('capture-pane', '-p')) < SHARE) await sleep(200);
  const screen = tmux('capture-pane', '-p', '-e');
  const title = 'A sweep that runs: how far it is, and a line for each GPU with its job and what that wrote last.';
  writeFileSync(join(ROOT, 'docs/live.svg'), svgOfScreen(screen, title));
  // The first lets its jobs end, the second stops them.
  tmux('send-keys', 'C-c', 'C-c');
  while (isOpen()) await sleep(200);
} finally {
  if (isOpen()) tmux('kill-server');
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
}

function tmux(...words: readonly string[]): string {
  return execFileSync('tmux', ['-L', socket, ...words], { encoding: 'utf8' });
}

/** Whether the window is there: it closes when the run has ended. */
function isOpen(): boolean {
  return spawnSync('tmux', ['-L', socket, 'has-session']).status === 0;
}

/** The share of the run's jobs that are over, as its first line says. */
function shareDone(screen: string): number {
  const [, over, all] = / (\d+)\/(\d+) /.exec(screen) ?? [];
  return all === undefined ? 0 : Number(over) / Number(all);
}
