import { cpus, hostname, release } from 'node:os';
import { mem } from 'systeminformation';
import { runCommand } from '../../host/system/command.ts';

/**
 * The machine in words: its processors, memory and system. What `lscpu` does not say in time is left out: systeminformation,
 * which would ask it too, waits for it without limit.
 */
export async function machineInWords(): Promise<string> {
  const [processors, memory] = await Promise.all([runCommand('lscpu', [], { env: { LC_ALL: 'C' } }), mem()]);
  const kind = processors.ok ? processorsInWords(processors.stdout) : '';
  return [
    `${hostname()}: ${counted(cpus().length, 'CPU')}${kind === '' ? '' : ` (${kind})`}`,
    `${gibibytes(memory.total)} of memory, ${gibibytes(memory.available)} of it free`,
    `Linux ${release()}`,
  ].join('; ');
}

/** What `lscpu` says of the processors: their model, and how many cores in how many sockets. Empty where it says nothing of that. */
export function processorsInWords(said: string): string {
  const values = new Map(
    said.split('\n').map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim(), value.join(':').trim()] as const;
    }),
  );
  const model = (values.get('Model name') ?? '-').replaceAll(/\((?:R|TM)\)/gi, '');
  const [cores, sockets] = [Number(values.get('Core(s) per socket')), Number(values.get('Socket(s)'))];
  return [
    ...(model === '-' ? [] : [model]),
    ...(cores > 0 && sockets > 0 ? [`${counted(cores * sockets, 'core')} in ${counted(sockets, 'socket')}`] : []),
  ].join(', ');
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
