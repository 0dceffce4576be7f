import { cpus, hostname, release, totalmem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { cpu, mem } from 'systeminformation';

/**
 * Milliseconds that the machine may take to tell of itself: what is asked for starts a program, and has no limit of its own. What
 * blocks until it has an answer, such as the name of the system, is not asked for.
 */
const LONGEST = 5000;

/** The machine in words: its processors, memory and system. Of one that does not answer in time, what Node knows. */
export async function machineInWords(): Promise<string> {
  const words = await Promise.race([asked().catch(() => null), pause(LONGEST, null, { ref: false })]);
  return words ?? byNode();
}

async function asked(): Promise<string> {
  const [processor, memory] = await Promise.all([cpu(), mem()]);
  const { manufacturer, brand, physicalCores, processors } = processor;
  const model = [manufacturer, brand].filter((part) => part !== '').join(' ');
  const kind = [
    ...(model === '' ? [] : [model]),
    `${counted(physicalCores, 'core')} in ${counted(processors, 'socket')}`,
  ];
  return [
    `${hostname()}: ${counted(cpus().length, 'CPU')} (${kind.join(', ')})`,
    `${gibibytes(memory.total)} of memory, ${gibibytes(memory.available)} of it free`,
    `Linux ${release()}`,
  ].join('; ');
}

function byNode(): string {
  return `${hostname()}: ${counted(cpus().length, 'CPU')}; ${gibibytes(totalmem())} of memory; Linux ${release()}`;
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
