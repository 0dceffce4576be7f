import { describe, expect, test } from 'vitest';
import { accountOf } from '../../../src/launch/diagnosis/decisive-failure.ts';
import { errorLine, errorLineOf } from '../../../src/launch/diagnosis/error-line.ts';
import { outputOf } from '../../../src/launch/diagnosis/log-lines.ts';

/** Logs as jobs of this field leave them, and the line of each that tells why its job failed. */
const LOGS: readonly (readonly [name: string, log: string, line: string])[] = [
  [
    'a traceback after warnings of pip',
    `WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager.
[notice] A new release of pip is available: 24.0 -> 25.3
Traceback (most recent call last):
  File "/home/ada/train.py", line 12, in <module>
    main()
  File "/home/ada/train.py", line 8, in main
    raise ValueError(f"unknown optimizer: {name}")
ValueError: unknown optimizer: adamx
sweep: line 2 of the command: "python train.py --opt adamx" exited with 1
`,
    'ValueError: unknown optimizer: adamx',
  ],
  [
    'a command that says nothing, after warnings of pip',
    `WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager.
sweep: line 3 of the command: "python check.py" exited with 4
`,
    'sweep: line 3 of the command: "python check.py" exited with 4',
  ],
  [
    'a test that does not hold, after a job that went well',
    `loading 1000 samples
epoch 1 loss=0.91
epoch 2 loss=0.74
sweep: line 4 of the command: "test -s result.json" exited with 1
`,
    'sweep: line 4 of the command: "test -s result.json" exited with 1',
  ],
  [
    'a grep that finds nothing',
    `epoch 9 loss=0.11
sweep: line 2 of the command: "! grep -q nan train.log" exited with 1
`,
    'sweep: line 2 of the command: "! grep -q nan train.log" exited with 1',
  ],
  [
    'a message of its own, in no known form, before it exits',
    `reading data/a.csv
seed 7 is not among those of the split
sweep: line 1 of the command: "./train --seed 7" exited with 2
`,
    'seed 7 is not among those of the split',
  ],
  [
    'bars of tqdm, and a command that says nothing after them',
    ` 0%|          | 0/3 [00:00<?, ?it/s]\r 33%|███▎      | 1/3 [00:01<00:02,  1.00s/it]\r100%|██████████| 3/3 [00:03<00:00,  1.00s/it]
sweep: line 1 of the command: "python train.py" exited with 1
`,
    'sweep: line 1 of the command: "python train.py" exited with 1',
  ],
  [
    'a traceback amid bars of tqdm',
    `Training:  40%|████      | 4/10 [00:04<00:06,  1.00s/it]\rTraining:  50%|█████     | 5/10 [00:05<00:05,  1.00s/it]
Traceback (most recent call last):
  File "train.py", line 30, in <module>
    loss.backward()
RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed).
Training:  50%|█████     | 5/10 [00:05<00:05,  1.08s/it]
`,
    'RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed).',
  ],
  [
    'a lack of GPU memory',
    `Loading checkpoint shards: 100%|██████████| 4/4 [00:10<00:00,  2.50s/it]
Traceback (most recent call last):
  File "/w/train.py", line 51, in forward
    return F.linear(input, self.weight, self.bias)
torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.15 GiB of which 1.19 GiB is free.
sweep: line 1 of the command: "python train.py" exited with 1
`,
    'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.15 GiB of which 1.19 GiB is free.',
  ],
  [
    'the error of a rank in the report of torchrun',
    `W1128 10:00:00.000000 139 torch/distributed/run.py:793] Setting OMP_NUM_THREADS environment variable for each process to be 1
[rank1]: Traceback (most recent call last):
[rank1]:   File "/w/ddp.py", line 20, in <module>
[rank1]:     ds = load(path)
[rank1]: FileNotFoundError: [Errno 2] No such file or directory: 'data/train.bin'
W1128 10:00:05.000000 139 torch/distributed/elastic/multiprocessing/api.py:897] Sending process 160 closing signal SIGTERM
E1128 10:00:05.500000 139 torch/distributed/elastic/multiprocessing/api.py:869] failed (exitcode: 1) local_rank: 1 (pid: 161) of binary: /opt/conda/bin/python
Traceback (most recent call last):
  File "/opt/conda/bin/torchrun", line 8, in <module>
    sys.exit(main())
  File "/opt/conda/lib/python3.11/site-packages/torch/distributed/launcher/api.py", line 264, in launch_agent
    raise ChildFailedError(
torch.distributed.elastic.multiprocessing.errors.ChildFailedError:
============================================================
ddp.py FAILED
------------------------------------------------------------
Failures:
  <NO_OTHER_FAILURES>
------------------------------------------------------------
Root Cause (first observed failure):
[0]:
  time      : 2026-11-28_10:00:05
  host      : node
  rank      : 1 (local_rank: 1)
  exitcode  : 1 (pid: 161)
  error_file: <N/A>
  traceback : To enable traceback see: https://pytorch.org/docs/stable/elastic/errors.html
============================================================
sweep: line 1 of the command: "torchrun --nproc-per-node 2 ddp.py" exited with 1
`,
    "FileNotFoundError: [Errno 2] No such file or directory: 'data/train.bin'",
  ],
  [
    'accelerate, which reports what it launched',
    `Traceback (most recent call last):
  File "/w/tune.py", line 3, in <module>
    import peft
ModuleNotFoundError: No module named 'peft'
Traceback (most recent call last):
  File "/opt/conda/bin/accelerate", line 8, in <module>
    sys.exit(main())
  File "/opt/conda/lib/python3.11/site-packages/accelerate/commands/launch.py", line 763, in simple_launcher
    raise subprocess.CalledProcessError(returncode=process.returncode, cmd=cmd)
subprocess.CalledProcessError: Command '['/opt/conda/bin/python', 'tune.py']' returned non-zero exit status 1.
`,
    "ModuleNotFoundError: No module named 'peft'",
  ],
  [
    'an exception whose message has several lines',
    `Traceback (most recent call last):
  File "/w/load.py", line 9, in <module>
    model.load_state_dict(state)
RuntimeError: Error(s) in loading state_dict for Net:
	Missing key(s) in state_dict: "fc.weight", "fc.bias".
	size mismatch for conv.weight: copying a param with shape torch.Size([64, 3, 7, 7]) from checkpoint.
sweep: line 1 of the command: "python load.py" exited with 1
`,
    'RuntimeError: Error(s) in loading state_dict for Net: Missing key(s) in state_dict: "fc.weight", "fc.bias".',
  ],
  [
    'an exception whose message begins on the line after it',
    `Traceback (most recent call last):
  File "/w/a.py", line 2, in <module>
    check(config)
pydantic_core._pydantic_core.ValidationError: 1 validation error for Config
lr
  Input should be greater than 0 [type=greater_than, input_value=-1.0, input_type=float]
    For further information visit https://errors.pydantic.dev/2.9/v/greater_than
`,
    'pydantic_core._pydantic_core.ValidationError: 1 validation error for Config',
  ],
  [
    'a task of ray',
    `2026-11-28 10:00:00,000	INFO worker.py:1786 -- Started a local Ray instance.
Traceback (most recent call last):
  File "/w/r.py", line 9, in <module>
    ray.get(f.remote(1))
ray.exceptions.RayTaskError(ValueError): ray::f() (pid=4242, ip=10.0.0.1)
  File "/w/r.py", line 6, in f
    raise ValueError("shard 3 is empty")
ValueError: shard 3 is empty
sweep: line 1 of the command: "python r.py" exited with 1
`,
    'ValueError: shard 3 is empty',
  ],
  [
    'a gated model of Hugging Face, after warnings',
    `/opt/conda/lib/python3.11/site-packages/huggingface_hub/file_download.py:945: FutureWarning: \`resume_download\` is deprecated and will be removed in version 1.0.0.
  warnings.warn(
Traceback (most recent call last):
  File "/w/e.py", line 5, in <module>
    AutoModel.from_pretrained(name)
OSError: You are trying to access a gated repo.
Make sure to have access to it at https://huggingface.co/org/model.
401 Client Error. (Request ID: Root=1-2)
`,
    'OSError: You are trying to access a gated repo.',
  ],
  [
    'a command that says nothing, after warnings of Hugging Face',
    `Some weights of Bert were not initialized from the model checkpoint and are newly initialized: ['classifier.weight']
You should probably TRAIN this model on a down-stream task to be able to use it for predictions and inference.
/w/e.py:9: UserWarning: tokenizers run in one thread
  warnings.warn(
sweep: line 2 of the command: "python e.py" exited with 3
`,
    'sweep: line 2 of the command: "python e.py" exited with 3',
  ],
  [
    'a segmentation fault, told by bash',
    `epoch 1
/w/.sweep/s/jobs/a/1/run.sh: line 62: 4711 Segmentation fault      (core dumped) python train.py
sweep: line 1 of the command: "python train.py" exited with 139
`,
    '/w/.sweep/s/jobs/a/1/run.sh: line 62: 4711 Segmentation fault (core dumped) python train.py',
  ],
  [
    'a segmentation fault, told by Python',
    `epoch 1
Fatal Python error: Segmentation fault

Current thread 0x00007f0000000000 (most recent call first):
  File "/w/train.py", line 3 in <module>
sweep: line 1 of the command: "python -X faulthandler train.py" exited with 139
`,
    'Fatal Python error: Segmentation fault',
  ],
  [
    'a process that was killed',
    `epoch 1 loss=0.3
/w/run.sh: line 62:  4712 Killed                  python train.py
sweep: line 1 of the command: "python train.py" exited with 137
`,
    '/w/run.sh: line 62: 4712 Killed python train.py',
  ],
  [
    'a program that is not there',
    `/w/run.sh: line 62: pyhton: command not found
sweep: line 1 of the command: "pyhton train.py" exited with 127
`,
    '/w/run.sh: line 62: pyhton: command not found',
  ],
  [
    'a script that is not there, after other talk',
    `preparing
python: can't open file '/w/trian.py': [Errno 2] No such file or directory
sweep: line 2 of the command: "python trian.py" exited with 2
`,
    "python: can't open file '/w/trian.py': [Errno 2] No such file or directory",
  ],
  [
    'a file that is not there, with a warning after it',
    `cat: data/train.csv: No such file or directory
WARNING: 0 rows
sweep: line 1 of the command: "cat data/train.csv | ./train" exited with 1
`,
    'cat: data/train.csv: No such file or directory',
  ],
  [
    'an argument that argparse does not know',
    `usage: train.py [-h] [--lr LR]
train.py: error: argument --lr: invalid float value: 'fast'
sweep: line 1 of the command: "python train.py --lr fast" exited with 2
`,
    "train.py: error: argument --lr: invalid float value: 'fast'",
  ],
  [
    'a file that may not be executed',
    `/w/run.sh: line 62: ./train.sh: Permission denied
sweep: line 1 of the command: "./train.sh" exited with 126
`,
    '/w/run.sh: line 62: ./train.sh: Permission denied',
  ],
  [
    'a full disk',
    `epoch 3
dd: error writing 'ckpt.bin': No space left on device
epoch 3 not saved
sweep: line 5 of the command: "dd if=/dev/zero of=ckpt.bin" exited with 1
`,
    "dd: error writing 'ckpt.bin': No space left on device",
  ],
  [
    'a module of the cluster that is not there',
    `Lmod has detected the following error: The following module(s) are unknown: "cuda/99"

Please check the spelling or version number.
sweep: line 1 of the setup: "module load cuda/99" exited with 1
`,
    'Lmod has detected the following error: The following module(s) are unknown: "cuda/99"',
  ],
  [
    'an environment of conda that is not there',
    `
EnvironmentNameNotFound: Could not find conda environment: torch2
You can list all discoverable environments with \`conda info --envs\`.

sweep: line 2 of the setup: "conda activate torch2" exited with 1
`,
    'EnvironmentNameNotFound: Could not find conda environment: torch2',
  ],
];

describe('the line that tells why', () => {
  test.each(LOGS)('of the log of %s', (_, log, line) => {
    expect(errorLine(accountOf(outputOf(log)))).toBe(line);
  });

  test('is the word of strict mode where stderr has nothing else, and the last line of stdout is no message', () => {
    const strict = 'sweep: line 2 of the command: "[ -s out.json ]" exited with 1';
    const accounts = [`${strict}\n`, 'epoch 3 loss=0.2\n'].map((text) => accountOf(outputOf(text)));
    expect(errorLineOf(accounts)).toBe(strict);
  });
});
