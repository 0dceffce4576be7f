import type { Gpu } from '../../model/resources.ts';
import { readKernelFile } from '../../disk/kernel-file.ts';
import { runCommand } from '../system/command.ts';

/** The versions of the drivers of these GPUs, by name; those of which none tells are left out. Made-up GPUs have none. */
export async function driversOf(gpus: readonly Pick<Gpu, 'uuid'>[]): Promise<Readonly<Record<string, string>>> {
  const isAny = (kind: RegExp): boolean => gpus.some(({ uuid }) => kind.test(uuid));
  const nvidia = isAny(/^(?:GPU|MIG)-/) ? await nvidiaDriver() : null;
  // The one in the kernel itself has no version of its own: that of the system tells.
  const amdgpu = isAny(/^AMD-/) ? versionIn(kernelText('/sys/module/amdgpu/version')) : null;
  return { ...(nvidia === null ? {} : { nvidia }), ...(amdgpu === null ? {} : { amdgpu }) };
}

/** By the kernel, which answers at once; by the tool where that shows no file, as in some containers and WSL. */
async function nvidiaDriver(): Promise<string | null> {
  const loaded = nvidiaDriverIn(kernelText('/proc/driver/nvidia/version'));
  if (loaded !== null) return loaded;
  const asked = await runCommand('nvidia-smi', ['--query-gpu=driver_version', '--format=csv,noheader']);
  return asked.ok ? versionIn(asked.stdout) : null;
}

/** The version in what the module of the kernel says of itself: `… NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug …`. */
export function nvidiaDriverIn(said: string): string | null {
  return /Kernel Module\s+(?:for \S+\s+)?(\d+(?:\.\d+)+)/.exec(said)?.[1] ?? null;
}

function versionIn(said: string): string | null {
  return /^\s*(\d+(?:\.\d+)+)\s*$/m.exec(said)?.[1] ?? null;
}

/** Empty where there is no such file. */
function kernelText(path: string): string {
  try {
    return readKernelFile(path);
  } catch {
    return '';
  }
}
