import { GPU_CONTAINER, GPU_MASKS } from '../../../model/gpu-variables.ts';

/** A way by which a program is given GPUs whatever the job was given. */
export interface Choice {
  /** What of the command says so, as it stands there. */
  readonly by: string;
  /** What it does, as in "this …". */
  readonly does: string;
  readonly hint: string;
}

const CONTAINERS = /^(?:.*\/)?(?:docker|nvidia-docker|podman|nerdctl)$/;
/** Options of `docker run` that take no word after them; one that takes some and is not told apart ends the search. */
const ALONE =
  /^-[ditP]+$|^--(?:rm|init|privileged|detach|tty|interactive|read-only|publish-all|no-healthcheck)$|^-[evwuplm].|=/;

/** How a command chooses GPUs by its options, or hides from its program which it was given; null where it does not. */
export function gpuChoice(words: readonly string[]): Choice | null {
  const [name = '', ...rest] = words[0] === 'sudo' ? words.slice(1) : words;
  if (CONTAINERS.test(name)) return containerChoice(rest);
  if (/^(?:.*\/)?deepspeed$/.test(name)) return launcherChoice(rest, /^(?:--include|-i|--exclude|-e)$/);
  if (/^(?:.*\/)?accelerate$/.test(name) && rest[0] === 'launch')
    return launcherChoice(rest.slice(1), /^--gpu[_-]ids$/);
  if (name === 'env') return cleared(rest);
  return null;
}

/** Of `docker run` what stands before the image: behind it are the words of the program in there. */
function containerChoice(words: readonly string[]): Choice | null {
  const run = words[0] === 'container' ? 1 : 0;
  if (words[run] !== 'run' && words[run] !== 'create') return null;
  const options: string[] = [];
  for (let at = run + 1; words[at]?.startsWith('-') === true; at += 1) {
    const option = words[at] ?? '';
    options.push(option);
    if (!ALONE.test(option)) options.push(words[(at += 1)] ?? '');
  }
  if (options.some(namesMask)) return null;
  const value = valueOf(options, /^--gpus$/);
  if (value === null || value === '' || value === '0' || isReckoned(value)) return null;
  return {
    by: '--gpus',
    does: 'brings GPUs into a container by `--gpus`',
    hint: 'write `--gpus "\\"device=$CUDA_VISIBLE_DEVICES\\""`',
  };
}

/** Of a launcher what stands before the program that it launches. */
function launcherChoice(words: readonly string[], flag: RegExp): Choice | null {
  const program = words.findIndex((word) => /\.(?:py|sh)$/.test(word));
  const options = program < 0 ? words : words.slice(0, program);
  const value = valueOf(options, flag);
  if (value === null || value === '' || value === 'all' || isReckoned(value)) return null;
  const by = options.find((word) => flag.test(word.split('=')[0] ?? ''))?.split('=')[0] ?? '';
  return { by, does: `chooses GPUs by \`${by}\``, hint: 'leave it out: it takes those that the job is given' };
}

function cleared(words: readonly string[]): Choice | null {
  const first = words.findIndex((word) => !word.startsWith('-') && !word.includes('='));
  const isCleared = words.slice(0, Math.max(0, first)).some((word) => /^(?:-i|-|--ignore-environment)$/.test(word));
  if (!isCleared || words.some(namesMask)) return null;
  return {
    by: 'env',
    does: 'hides by `env -i` which GPUs there are',
    hint: 'add `CUDA_VISIBLE_DEVICES="$CUDA_VISIBLE_DEVICES"` to what it sets',
  };
}

/** The value of an option, be it in the same word or the next; null where it is not said. */
function valueOf(words: readonly string[], flag: RegExp): string | null {
  for (const [at, word] of words.entries()) {
    const [name = '', ...rest] = word.split('=');
    if (flag.test(name)) return rest.length > 0 ? rest.join('=') : (words[at + 1] ?? '');
  }
  return null;
}

function namesMask(word: string): boolean {
  return [...GPU_MASKS, GPU_CONTAINER].some((name) => word.includes(name));
}

/** Whether the shell makes the value of something, such as of what the job was given. */
function isReckoned(value: string): boolean {
  return /[$`]/.test(value);
}
