import { hidingVariable } from '../../host/gpus/gpu-selection.ts';
import { SLOW_AFTER } from '../../host/gpus/gpu-probe.ts';
import { count } from '../../report/text/phrases.ts';
import type { Finding } from '../../report/status/checkup.ts';
import { wanting, well } from './finding.ts';
import type { Probes } from './probes.ts';

const NO_START = 'no job that needs a GPU starts';
const PERSISTENCE = 'sudo nvidia-smi -pm 1';

/** Whether the GPUs can be looked at, how fast, and whether this command may see them. */
export async function checkGpus(probes: Probes): Promise<readonly Finding[]> {
  const { answer, seconds } = await probes.gpus();
  if (!answer.ok) {
    const mend = answer.hung
      ? 'look into dmesg for its driver; often only a reboot helps'
      : 'nvidia-smi, or amd-smi list, tells more';
    return [wanting('error', 'gpus', `the GPUs cannot be looked at: ${answer.message}`, NO_START, mend)];
  }
  const { gpus, complaint } = answer;
  if (gpus.length === 0) return [noGpus(probes)];
  const broken = gpus.filter(({ fault }) => fault !== null);
  return [
    well('gpus', `${count(gpus.length, 'GPU')}, looked at in ${seconds.toFixed(1)} s`),
    ...broken.map(({ index, fault }) =>
      wanting(
        'warning',
        'gpu-fault',
        `GPU ${index}: ${fault ?? ''}`,
        'no job starts on it',
        'look into dmesg for its driver',
      ),
    ),
    ...(complaint === undefined
      ? []
      : [wanting('warning', 'gpu-fault', complaint, 'some GPUs may be missing', 'look into dmesg for its driver')]),
    ...hiddenFinding(probes),
    ...(gpus.some(({ vendor }) => vendor === 'nvidia') ? await persistenceFinding(probes, seconds) : []),
  ];
}

/** There are none; or there is a driver, and nothing that can ask it. */
function noGpus({ has, text }: Probes): Finding {
  const isThere = text('/proc/driver/nvidia/version') !== null;
  if (isThere && !has('nvidia-smi')) {
    const says = 'the driver of NVIDIA is loaded, and nvidia-smi is not in PATH';
    return wanting('error', 'gpus', says, NO_START, 'put nvidia-smi into PATH, in a container by --gpus all');
  }
  return well('gpus', 'no GPUs; a sweep can be rehearsed with --gpus virtual:N');
}

function hiddenFinding({ environment }: Probes): readonly Finding[] {
  const hiding = hidingVariable(environment);
  if (hiding === null) return [];
  const says = `${hiding} in the environment hides all GPUs from this command`;
  return [wanting('warning', 'gpus-hidden', says, NO_START, `unset ${hiding.replace(/=.*/s, '')}`)];
}

async function persistenceFinding({ run }: Probes, seconds: number): Promise<readonly Finding[]> {
  const asked = await run('nvidia-smi', ['--query-gpu=index,persistence_mode', '--format=csv,noheader']);
  const off = asked.ok ? [...asked.stdout.matchAll(/^\s*(\d+)\s*,\s*Disabled\s*$/gm)].map(([, index]) => index) : [];
  const isSlow = seconds * 1000 > SLOW_AFTER;
  const matters = isSlow
    ? 'a job may start so much later after another has left its GPU'
    : 'a driver that nobody uses is unloaded, and then takes long to answer';
  if (off.length > 0) {
    const slow = isSlow ? `, and the driver took ${seconds.toFixed(0)} s to answer` : '';
    const says = `persistence mode is off on ${off.length === 1 ? 'GPU' : 'GPUs'} ${off.join(', ')}${slow}`;
    return [wanting('warning', 'persistence', says, matters, PERSISTENCE)];
  }
  if (!isSlow) return [];
  const says = `the driver of the GPUs took ${seconds.toFixed(0)} s to answer`;
  return [wanting('warning', 'persistence', says, matters, `${PERSISTENCE}, or look into dmesg`)];
}
