import { gpuId, type HostView } from '../../model/resources.ts';
import { bytes } from '../../model/units.ts';

const GIB = 2 ** 30;
const BAR = 8;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** From so many columns on there is room for bars. */
const ROOM_FOR_BARS = 100;

/** How much of the memory of GPUs is in use, each told in the same width. */
export interface MemoryColumn {
  readonly width: number;
  /** Of GPUs by name, on average; blank where it is not known. */
  readonly of: (gpus: readonly (number | string)[]) => string;
}

/** `███████▌ 61/80 GiB`, the bar where there is room for it; null where the memory of no GPU is known. */
export function memoryColumn({ gpus }: HostView, width: number): MemoryColumn | null {
  const known = gpus.flatMap((gpu) =>
    gpu.memory === null || gpu.free === null || gpu.uuid.startsWith('virtual-')
      ? []
      : [{ name: gpuId(gpu), total: gpu.memory, used: bytes(gpu.memory - gpu.free) }],
  );
  if (known.length === 0) return null;
  const digits = Math.max(...known.map(({ total }) => String(Math.round(total / GIB)).length));
  const bar = width < ROOM_FOR_BARS ? 0 : BAR + 1;
  const whole = bar + 2 * digits + ' /GiB  '.length;
  return {
    width: whole,
    of: (names) => {
      const told = known.filter(({ name }) => names.includes(name));
      if (told.length === 0) return ' '.repeat(whole);
      const [used, total] = [sum(told.map((one) => one.used)), sum(told.map((one) => one.total))];
      const amounts = [used, total].map((amount) => String(Math.round(amount / told.length / GIB)).padStart(digits));
      return `${bar === 0 ? '' : `${barOf(used / total)} `}${amounts.join('/')} GiB  `;
    },
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((one, other) => one + other, 0);
}

function barOf(part: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, part)) * BAR * 8);
  return ('█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '')).padEnd(BAR);
}
