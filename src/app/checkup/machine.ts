import { cpus, hostname, release } from 'node:os';
import { mem } from 'systeminformation';
import { count } from '../../report/text/phrases.ts';
import { processorsHere } from '../machine/processors.ts';

/** The machine in words: its processors, memory and system. What `lscpu` does not say in time is left out. */
export async function machineInWords(): Promise<string> {
  const [kind, memory] = await Promise.all([processorsHere(), mem()]);
  return [
    `${hostname()}: ${count(cpus().length, 'CPU')}${kind === '' ? '' : ` (${kind})`}`,
    `${gibibytes(memory.total)} of memory, ${gibibytes(memory.available)} of it free`,
    `Linux ${release()}`,
  ].join('; ');
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
