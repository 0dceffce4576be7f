import { wentOn, type Account } from './decisive-failure.ts';
import type { Failure } from './failures.ts';

/** That an attempt ran out of memory, and the line that tells. */
export interface MemoryFailure {
  readonly of: 'gpu' | 'host';
  /** Null when only the kernel tells. */
  readonly line: string | null;
}

/** What is known of an attempt besides its output. */
export interface MemoryClues {
  readonly code: number;
  /** Whether it was given a GPU; an array framework without one ran out of the host's memory. */
  readonly usesGpus: boolean;
  /** Whether the kernel killed processes for lack of memory while it ran; asked only if it can matter. */
  readonly oomKilled: () => boolean;
}

interface Sign {
  readonly of: MemoryFailure['of'];
  readonly pattern: RegExp;
}

/** What exceptions for lack of memory say. The first that fits counts: some of the host's mention a GPU, and the reverse. */
const EXCEPTIONS: readonly Sign[] = [
  { of: 'host', pattern: /^ray\.exceptions\.OutOfMemoryError\b|\bjava\.lang\.OutOfMemoryError\b/ },
  { of: 'host', pattern: /\bDefaultCPUAllocator: (?:can't|not enough|cannot) / },
  { of: 'host', pattern: /\bOOM when allocating tensor\b.* by allocator cpu\b/i },
  { of: 'gpu', pattern: /^(?:[\w.]+\.)?OutOfMemoryError\b(?!\()/ },
  { of: 'gpu', pattern: /\b(?:CUDA|HIP|XPU|NPU) out of memory\b/ },
  { of: 'gpu', pattern: /\b(?:CUDA|HIP)(?: driver| runtime)? error(?: ?\(\d+\) ?)?: out of memory\b/i },
  { of: 'gpu', pattern: /\bcudaErrorMemoryAllocation\b|\bhipErrorOutOfMemory\b|\bCUDA_ERROR_OUT_OF_MEMORY\b/ },
  { of: 'gpu', pattern: /\b(?:CUBLAS|CUDNN|CUSOLVER|CUSPARSE|CUFFT)_(?:STATUS_)?ALLOC_FAILED\b|\bcudaMalloc failed\b/ },
  { of: 'gpu', pattern: /\bRESOURCE[_ ]EXHAUSTED: (?!.*\b(?:shared memory|[sv]mem)\b).*\b(?:memory|OOM|allocat)/i },
  { of: 'gpu', pattern: /\bOOM when allocating tensor\b/ },
  // vLLM, before it allocates: its part of the GPU does not hold the model and one sequence.
  { of: 'gpu', pattern: /\bNo available memory for the cache blocks\b|\blarger than the available KV cache memory\b/ },
  { of: 'gpu', pattern: /\bFree memory on device .* is less than desired GPU memory utilization\b/ },
  { of: 'host', pattern: /^(?:[\w.]+\.)?(?:_ArrayMemoryError|MemoryError)\b/ },
  { of: 'host', pattern: /\bstd::bad_alloc\b|\bCannot allocate memory\b/ },
];

/** The same in the words of programs that raise nothing, of runtimes, and of those who watch over processes. */
const MESSAGES: readonly Sign[] = [
  {
    of: 'gpu',
    pattern: /\bCUDA(?: driver| runtime)? error(?: ?\(?\d+\)?)?: out of memory\b|^GPUassert: out of memory\b/i,
  },
  { of: 'gpu', pattern: /\bcudaMalloc failed: out of memory\b|\bCuda failure (?:2 )?'out of memory'/ },
  {
    of: 'gpu',
    pattern: /\b(?:error|fail\w*)\b.*\b(?:CUDA_ERROR_OUT_OF_MEMORY|cudaErrorMemoryAllocation|hipErrorOutOfMemory)\b/i,
  },
  { of: 'gpu', pattern: /^\s*what\(\): .*(?:cudaErrorMemoryAllocation|CUDA out of memory|CUDA error: out of memory)/ },
  { of: 'host', pattern: /^(?:\s+\(\d+\) R.*: +)?OOM when allocating tensor\b.* by allocator cpu\b/ },
  { of: 'gpu', pattern: /^(?:\s+\(\d+\) R.*: +)?OOM when allocating tensor\b/ },
  {
    of: 'host',
    pattern: /^terminate called after throwing an instance of 'std::bad_alloc'|^\s*what\(\): +std::bad_alloc$/,
  },
  { of: 'host', pattern: /(?:^|\] )(?:Memory cgroup out|Out) of memory: Kill(?:ed)? process \d+/ },
  { of: 'host', pattern: /^slurmstepd: error: Detected \d+ oom[-_]kill event|^srun: error: .*: Out Of Memory$/ },
  { of: 'host', pattern: /^(?:Exception in thread ".*" |Caused by: )?java\.lang\.OutOfMemoryError\b/ },
  { of: 'host', pattern: /^FATAL ERROR: .*JavaScript heap out of memory|^fatal error: (?:runtime: )?out of memory\b/ },
  { of: 'host', pattern: /^memory allocation of \d+ bytes failed$|^Error: cannot allocate vector of size\b/ },
  { of: 'host', pattern: /^\S.*: Cannot allocate memory$|error='Cannot allocate memory'|: memory exhausted$/ },
];

/** Lines of logs below an error, of tests that passed, and of programs that cope. */
const HARMLESS =
  /\b(?:WARNING|INFO|DEBUG|PASSED|SKIPPED)\b|^[\d-]+ [\d:.]+: [IW] |\b(?:ok|passed)$|\b(?:retry|retries|again\b|ignor|caught\b|recover|reducing|halving|skip|falling back)/i;

/** Indented lines are texts of help, or sources; these are none. */
const INDENTED = /^\s(?!\s*(?:what\(\): |\(\d+\) ))/;

/** Whether an attempt that failed by itself ran out of memory, from its output and the kernel's counter; null when not. */
export function findMemoryFailure(account: Account, clues: MemoryClues): MemoryFailure | null {
  const { deciding } = account;
  const told = messageOf(account) ?? (deciding === null ? null : signOf(deciding));
  if (told !== null)
    return told.of === 'gpu' && !clues.usesGpus && isFramework(told.line) ? { ...told, of: 'host' } : told;
  return wasKilled(account, clues.code) && clues.oomKilled() ? { of: 'host', line: null } : null;
}

/** What was said near the end, and not before an exception of another kind: then it had been coped with. */
function messageOf(account: Account): MemoryFailure | null {
  const { lines, lastException: after } = account;
  for (let at = lines.length - 1; at > after; at -= 1) {
    const text = lines[at]?.text ?? '';
    if (text === '' || INDENTED.test(text) || HARMLESS.test(text)) continue;
    const sign = MESSAGES.find(({ pattern }) => pattern.test(text));
    if (sign !== undefined) return wentOn(account, at) ? null : { of: sign.of, line: text };
  }
  return null;
}

/**
 * Whether the failure, or one that it was raised from, is for lack of memory. Handlers count too: with memory enough
 * none of them would have run.
 */
function signOf(failure: Failure): MemoryFailure | null {
  for (let one: Failure | null = failure; one !== null; one = one.raisedFrom) {
    const { kind, text } = one;
    if (kind === 'error' && HARMLESS.test(text)) continue;
    const sign = EXCEPTIONS.find(({ pattern }) => pattern.test(text));
    if (sign !== undefined) return { of: sign.of, line: text };
  }
  return null;
}

/** Whether the words are those of a framework that says the same of whatever device it runs on. */
function isFramework(line: string | null): boolean {
  return line !== null && /\bRESOURCE[_ ]EXHAUSTED\b/i.test(line);
}

/** How parents, launchers and shells tell that SIGKILL ended a process. */
const KILLED =
  /(?:^|\s)Killed(?:\s|$)|\bSIGKILL\b|\bexitcode\s*: -9\b|\breturn code = -9\b|\bkilled by signal: Killed\b|\bexit code -?(?:9|137)\b/;

/** Whether SIGKILL ended the job, or the process whose end ended it. */
function wasKilled({ lines, deciding }: Account, code: number): boolean {
  if (code === 137) return true;
  const last = lines.findLast(({ text }) => text !== '')?.text ?? '';
  return KILLED.test(last) || (deciding !== null && KILLED.test(deciding.text));
}
