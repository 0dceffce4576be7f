import { gpuId, type HostView } from '../../model/resources.ts';
import { bytes } from '../../model/units.ts';

const GIB = 2 ** 30;
const BAR = 8;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** From so many columns on there is room for bars, and for the load. */
const ROOM_FOR_BARS = 100;

/** How much of the memory of GPUs is in use, and how much they compute, each told in the same width. */
export interface MemoryColumn {
  readonly width: number;
  /** Of GPUs by name, on average; blank where it is not known. */
  readonly of: (gpus: readonly (number | string)[]) => string;
}

/** `███████▌ 61/80 GiB  98%`, the bar and the load where there is room for them, and the load is known; null where the memory of no GPU is known. */
export function memoryColumn({ gpus }: HostView, width: number): MemoryColumn | null {
  const known = gpus.flatMap((gpu) =>
    gpu.memory === null || gpu.free === null || gpu.uuid.startsWith('virtual-')
      ? []
      : [{ name: gpuId(gpu), total: gpu.memory, used: bytes(gpu.memory - gpu.free), load: gpu.load ?? null }],
  );
  if (known.length === 0) return null;
  const digits = Math.max(...known.map(({ total }) => String(Math.round(total / GIB)).length));
  const bar = width < ROOM_FOR_BARS ? 0 : BAR + 1;
  const load = width >= ROOM_FOR_BARS && known.some((gpu) => gpu.load !== null) ? ' 100%'.length : 0;
  const whole = bar + 2 * digits + ' /GiB  '.length + load;
  return {
    width: whole,
    of: (names) => {
      const told = known.filter(({ name }) => names.includes(name));
      if (told.length === 0) return ' '.repeat(whole);
      const [used, total] = [sum(told.map((one) => one.used)), sum(told.map((one) => one.total))];
      const amounts = [used, total].map((amount) => String(Math.round(amount / told.length / GIB)).padStart(digits));
      const memory = `${bar === 0 ? '' : `${barOf(used / total)} `}${amounts.join('/')} GiB`;
      return `${memory}${load === 0 ? '' : tellLoad(told.flatMap((one) => one.load ?? [])).padStart(load)}  `;
    },
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((one, other) => one + other, 0);
}

function tellLoad(loads: readonly number[]): string {
  return loads.length === 0 ? '' : `${Math.round((100 * sum(loads)) / loads.length)}%`;
}

function barOf(part: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, part)) * BAR * 8);
  return ('█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '')).padEnd(BAR);
}
