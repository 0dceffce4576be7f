import type { CodeVersion, GpuFacts, MachineFacts, RunOrigin } from '../../model/run-start.ts';
import { shellWord } from '../../model/text/shell.ts';
import { spellSize } from '../../model/text/size.ts';
import { bytes } from '../../model/units.ts';
import { count } from './phrases.ts';

/** A thing that is told, and its name. */
export type Fact = readonly [name: string, text: string];

/**
 * The code of a run, in words.
 *
 * @param diffAt  Where the change of a hash is kept, as people should read it; null where it is not.
 */
export function codeFacts(
  { commit, branch, dirty, untracked }: CodeVersion,
  diffAt: (hash: string) => string | null,
): readonly Fact[] {
  const changed = dirty === null ? '' : ', with changes';
  return [
    ['code', `${commit}${branch === undefined ? '' : ` on ${branch}`}${changed}`],
    ...(dirty === null ? [] : [['changes', diffAt(dirty) ?? `not kept; their hash is ${dirty}`] as const]),
    ...(untracked === undefined ? [] : [['untracked', someNames(untracked.names, untracked.count)] as const]),
  ];
}

/** So many of what is not tracked are named. */
const NAMED = 10;

function someNames(names: readonly string[], all: number): string {
  const shown = names.slice(0, NAMED);
  return `${shown.join(', ')}${all > shown.length ? `, and ${all - shown.length} more` : ''}`;
}

/** By whom a run was begun, with what and on which machine, in words; its GPUs are left out. */
export function originFacts({ user, command, sweep, node, machine }: RunOrigin): readonly Fact[] {
  return [
    ['host', machineText(machine)],
    ['begun', `by ${user}: ${command.map(shellWord).join(' ')}`],
    ['with', `sweep ${sweep}, Node ${node}`],
  ];
}

function machineText({ host, cpus, processor, memory, system }: MachineFacts): string {
  const which = processor === '' ? '' : ` (${processor})`;
  return `${host}: ${count(cpus, 'CPU')}${which}, ${gibibytes(memory)} of memory, ${system}`;
}

/** What these GPUs are, and their drivers; nothing where there are none. */
export function gpuFacts(gpus: readonly GpuFacts[], drivers: MachineFacts['drivers']): readonly Fact[] {
  const driver = Object.entries(drivers).map((one) => one.join(' '));
  return [
    ...gpus.map(({ gpu, name, memory, uuid }): Fact => {
      const size = memory === null ? '' : `, ${gibibytes(memory)}`;
      return [`GPU ${gpu}`, `${name}${size}, ${uuid}`];
    }),
    ...(gpus.length === 0 || driver.length === 0 ? [] : [['driver', driver.join(', ')] as const]),
  ];
}

/** The memory of a machine is no whole number of anything. */
function gibibytes(size: number): string {
  const GIBIBYTE = 1024 ** 3;
  return size < GIBIBYTE ? spellSize(bytes(size)) : `${(size / GIBIBYTE).toFixed(1)} GiB`;
}
