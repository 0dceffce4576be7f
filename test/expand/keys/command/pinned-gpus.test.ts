import { describe, expect, test } from 'vitest';
import { expandText } from '../../../rig/expansion.ts';

/** What is said of the GPUs that a sweep pins, as the place and the message up to its reason. */
function pins(written: object): string[] {
  const { said } = expandText(JSON.stringify({ gpus: 1, ...written }));
  return said.flatMap((line) => /^warning pinned-gpu @ (.*?), so the job does not/.exec(line)?.slice(1) ?? []);
}

const SETS = 'CUDA_VISIBLE_DEVICES: this sets `CUDA_VISIBLE_DEVICES`';
const UNSETS = 'CUDA_VISIBLE_DEVICES: this unsets `CUDA_VISIBLE_DEVICES`';

const CONTAINER = '--gpus: this brings GPUs into a container by `--gpus`';

describe('a job that pins its own GPUs is warned of', () => {
  test.each([
    ['CUDA_VISIBLE_DEVICES=0 python x.py', [SETS]],
    ['export CUDA_VISIBLE_DEVICES={{n}}', [SETS]],
    ['if export CUDA_VISIBLE_DEVICES=1; then :; fi', [SETS]],
    ['CUDA_VISIBLE_DEVICES+=,1; python x.py', [SETS]],
    ['read CUDA_VISIBLE_DEVICES <<< 0', [SETS]],
    ['IFS=: read -r a CUDA_VISIBLE_DEVICES <<< a:0', [SETS]],
    ['printf -v CUDA_VISIBLE_DEVICES %s 0', [SETS]],
    ['for CUDA_VISIBLE_DEVICES in 0 1; do python x.py; done', [SETS]],
    ['(( CUDA_VISIBLE_DEVICES = 1 ))', [SETS]],
    ['echo $CUDA_VISIBLE_DEVICES; unset CUDA_VISIBLE_DEVICES', [UNSETS]],
    ['env -u CUDA_VISIBLE_DEVICES python x.py', [UNSETS]],
    ['env --unset=CUDA_VISIBLE_DEVICES python x.py', [UNSETS]],
    ["bash -c 'unset CUDA_VISIBLE_DEVICES; python x.py'", [UNSETS]],
    ["bash -c 'CUDA_VISIBLE_DEVICES=0 python x.py'", [SETS]],
    ['export GPU_DEVICE_ORDINAL=1', ['GPU_DEVICE_ORDINAL: this sets `GPU_DEVICE_ORDINAL`']],
    ['CUDA_DEVICE_ORDER=FASTEST_FIRST python x.py', ['CUDA_DEVICE_ORDER: this sets `CUDA_DEVICE_ORDER`']],
    ['for g in 0 1; do CUDA_VISIBLE_DEVICES=$g python x.py & done; wait', [SETS]],
    ['for g in {0..3}; do CUDA_VISIBLE_DEVICES=${g} python x.py & done; wait', [SETS]],
    ['GPU=0; CUDA_VISIBLE_DEVICES=$GPU python x.py', [SETS]],
    ['gpu={{n}}; export CUDA_VISIBLE_DEVICES=$gpu', [SETS]],
    ['docker run --rm -it -v /a:/b --gpus all image python x.py', [CONTAINER]],
    ['sudo docker run --gpus=2 image', [CONTAINER]],
    ["podman run --gpus 'device=0,1' image", [CONTAINER]],
    ['docker container run --gpus device={{n}} image', [CONTAINER]],
    ['deepspeed --include localhost:0,1 x.py', ['--include: this chooses GPUs by `--include`']],
    ['deepspeed --exclude=localhost:0 x.py', ['--exclude: this chooses GPUs by `--exclude`']],
    ['accelerate launch --gpu_ids 0,1 x.py', ['--gpu_ids: this chooses GPUs by `--gpu_ids`']],
    ['env -i PATH=$PATH python x.py', ['env: this hides by `env -i` which GPUs there are']],
    ['unset CUDA_DEVICE_ORDER', ['CUDA_DEVICE_ORDER: this unsets `CUDA_DEVICE_ORDER`']],
  ])('by %j', (command, told) => {
    expect(pins({ matrix: { n: [0, 1] }, command: `${command}; echo {{n}}` })).toEqual(told);
  });

  test.each([
    [['env', 'CUDA_VISIBLE_DEVICES=0', 'python', 'x.py'], [SETS]],
    [['env', '-u', 'CUDA_VISIBLE_DEVICES', 'python', 'x.py'], [UNSETS]],
    [['bash', '-c', 'read CUDA_VISIBLE_DEVICES <<< 0; python x.py'], [SETS]],
  ])('by the words %j', (command, told) => {
    expect(pins({ command })).toEqual(told);
  });

  test.each([
    ['CUDA_VISIBLE_DEVICES=0 python a.py & CUDA_VISIBLE_DEVICES=1 python b.py; wait', [SETS, SETS]],
    ['unset CUDA_VISIBLE_DEVICES; CUDA_VISIBLE_DEVICES=1 python b.py', [UNSETS, SETS]],
    [
      "bash -c 'CUDA_VISIBLE_DEVICES=0 a; CUDA_VISIBLE_DEVICES=1 b'; (( CUDA_VISIBLE_DEVICES = 2 ))",
      [SETS, SETS, SETS],
    ],
    ['docker run --gpus all a; docker run --gpus all b', [CONTAINER, CONTAINER]],
  ])('once for each place, by %j', (command, told) => {
    expect(pins({ command })).toEqual(told);
  });

  test('for each value that says so', () => {
    const matrix = { a: ['CUDA_VISIBLE_DEVICES=0'], b: ['CUDA_VISIBLE_DEVICES=1'] };
    const [a, b] = ['{{a}}: this sets `CUDA_VISIBLE_DEVICES`', '{{b}}: this sets `CUDA_VISIBLE_DEVICES`'];
    expect(pins({ matrix, command: 'env {{a}} x; env {{b}} x' })).toEqual([a, b]);
    expect(pins({ matrix, command: 'CUDA_VISIBLE_DEVICES=2 x; env {{b}} x; echo {{a}}' })).toEqual([SETS, b]);
  });

  test('where it is a value that says so, at the place that inserts it', () => {
    const told = ['{{how}}: this sets `CUDA_VISIBLE_DEVICES`'];
    const matrix = { how: ['FAST=1', 'CUDA_VISIBLE_DEVICES=0', 'CUDA_VISIBLE_DEVICES=1'] };
    expect(pins({ matrix, command: 'env {{how}} python x.py' })).toEqual(told);
    expect(pins({ matrix, command: ['env', '{{how}}', 'python', 'x.py'] })).toEqual(told);
    expect(pins({ matrix, setup: 'export {{how}}', command: 'python x.py' })).toEqual(told);
    expect(pins({ vars: { how: ['env', 'CUDA_VISIBLE_DEVICES=0'] }, command: ['{{how}}', 'python', 'x.py'] })).toEqual(
      told,
    );
    expect(pins({ matrix: { n: [0] }, vars: { how: 'CUDA_VISIBLE_DEVICES={{n}}' }, command: 'env {{how}} x' })).toEqual(
      told,
    );
  });

  test('where `env` tells a container runtime which ones to bring in', () => {
    const told = ['NVIDIA_VISIBLE_DEVICES: this sets `NVIDIA_VISIBLE_DEVICES`'];
    const command = 'srun --container-image x y';
    expect(pins({ env: { NVIDIA_VISIBLE_DEVICES: '0' }, command }).map((one) => one.replaceAll('"', ''))).toEqual(told);
    expect(pins({ env: { NVIDIA_VISIBLE_DEVICES: 'all' }, command })).toEqual([]);
  });
});

describe('a job is not warned of', () => {
  test.each([
    'echo CUDA_VISIBLE_DEVICES=0',
    'if true; then echo CUDA_VISIBLE_DEVICES=0; fi',
    "bash -c 'echo CUDA_VISIBLE_DEVICES=0'",
    'export CUDA_VISIBLE_DEVICES=$SWEEP_GPUS',
    'CUDA_VISIBLE_DEVICES="${CUDA_VISIBLE_DEVICES%%,*}" python x.py',
    'CUDA_VISIBLE_DEVICES= python on_the_cpu.py',
    'CUDA_VISIBLE_DEVICES=-1 python on_the_cpu.py',
    'CUDA_VISIBLE_DEVICES+="$MORE" python x.py',
    'read CUDA_VISIBLE_DEVICES _ <<< "$SWEEP_GPUS"',
    'IFS=, read -ra gpus <<< "$CUDA_VISIBLE_DEVICES"',
    'read CUDA_VISIBLE_DEVICES < chosen.txt',
    'printf -v CUDA_VISIBLE_DEVICES %s "$SWEEP_GPUS"',
    'for CUDA_VISIBLE_DEVICES in ${SWEEP_GPUS//,/ }; do python x.py; done',
    '(( CUDA_VISIBLE_DEVICES == 1 )) || true',
    '[ "$CUDA_VISIBLE_DEVICES" = 0 ]',
    'export CUDA_DEVICE_ORDER=PCI_BUS_ID',
    'unset CUDA_HOME',
    'for g in ${SWEEP_GPUS//,/ }; do CUDA_VISIBLE_DEVICES=$g python x.py & done; wait',
    'GPU=0; GPU=$(first_of $SWEEP_GPUS); CUDA_VISIBLE_DEVICES=$GPU python x.py',
    'g=0; read g <<< "$SWEEP_GPUS"; CUDA_VISIBLE_DEVICES=$g python x.py',
    'GPU=0; python x.py --gpu $GPU',
    `docker run --rm --gpus '"device=$CUDA_VISIBLE_DEVICES"' image python x.py`,
    'docker run --gpus "\\"device=$CUDA_VISIBLE_DEVICES\\"" image python x.py',
    'docker run --gpus all -e CUDA_VISIBLE_DEVICES image python x.py',
    'docker run -v /a:/b image python x.py --gpus 2',
    'docker ps --gpus all',
    'python x.py --gpus all --include a --gpu_ids 0',
    'deepspeed --num_gpus 2 x.py --include localhost:0',
    'deepspeed --include localhost:$CUDA_VISIBLE_DEVICES x.py',
    'accelerate launch --gpu_ids all x.py',
    'accelerate launch x.py --gpu_ids 0',
    'env -i CUDA_VISIBLE_DEVICES="$CUDA_VISIBLE_DEVICES" python x.py',
    'env A=1 python x.py -i',
    'env',
    '# CUDA_VISIBLE_DEVICES=0\npython x.py',
  ])('for %j', (command) => {
    expect(pins({ command })).toEqual([]);
  });

  test('for a value that only names such a variable, or where it gets no GPU', () => {
    expect(pins({ matrix: { n: ['CUDA_VISIBLE_DEVICES'] }, command: 'echo {{n}}' })).toEqual([]);
    expect(pins({ gpus: 0, command: 'CUDA_VISIBLE_DEVICES=0 python x.py' })).toEqual([]);
  });
});

test('`env` of a job with GPUs sets none of the variables by which AMD shows them', () => {
  const { said } = expandText('gpus: 1\nenv: {GPU_DEVICE_ORDINAL: "0"}\ncommand: x\n');
  expect(said).toEqual([
    'error reserved-variable @ GPU_DEVICE_ORDINAL: `GPU_DEVICE_ORDINAL` says which GPUs a job sees, and is set by the run for a job that gets some (leave it out; `gpu_ids` says which GPUs may be used)',
  ]);
});
