import { withoutTerminalCodes } from '../../model/text/terminal-codes.ts';
import { amount, type GpuSample, linesOf, mebibytes, percent } from './gpu-sample.ts';

/** A whole GPU, as `nvidia-smi` tells of it. */
export interface Board {
  readonly sample: GpuSample;
  /** As in `00000000:3B:00.0`. */
  readonly bus: string;
  /** In MIG mode, a GPU is no device itself. */
  readonly isDivided: boolean;
}

/** What the tool says of a GPU that does not work: of a lost one it may tell no more than one of these. */
interface Broken {
  readonly index: number | null;
  readonly bus: string | null;
  readonly fault: string;
}

/** The GPUs in what the tool printed, or the first line of it that says nothing of any GPU where it shows none. */
export type BoardsRead =
  { readonly ok: true; readonly boards: readonly Board[] } | { readonly ok: false; readonly line: string };

/**
 * Reads what `nvidia-smi` prints of its GPUs. One that is lost makes a line that tells only where it was, or a row that
 * tells only its index: it is recognized by what was known of it before, and takes nothing from the others.
 */
export class BoardReader {
  readonly #known = new Map<string, Board>();

  /** Reads a row for each GPU, with `mig.mode.current` in the last field where it was asked for. */
  read(text: string, withMig: boolean): BoardsRead {
    const lines = linesOf(withoutTerminalCodes(text)).filter((line) => !/^no devices/i.test(line));
    const working: Board[] = [];
    const broken: Broken[] = [];
    for (const line of lines) {
      const row = readRow(line, withMig);
      if (row !== null) working.push(row);
      else broken.push(...(brokenRow(line, withMig) ?? []));
    }
    const [first] = lines;
    if (working.length + broken.length === 0 && first !== undefined) return { ok: false, line: first.trim() };
    const lost = lines.flatMap(lostLine).filter(({ bus }) => !broken.some((one) => one.bus === bus));
    const different = once(working);
    for (const board of different) this.#known.set(placeOf(board.bus), board);
    return { ok: true, boards: this.#join(different, [...broken, ...lost]) };
  }

  #join(working: readonly Board[], broken: readonly Broken[]): readonly Board[] {
    const boards = [...working];
    for (const one of broken) {
      const shown = boards.findIndex(({ bus }) => one.bus !== null && placeOf(bus) === one.bus);
      const board = boards[shown];
      if (board === undefined) boards.push(this.#lost(one, boards));
      else boards[shown] = { ...board, sample: { ...board.sample, fault: board.sample.fault ?? one.fault } };
    }
    return boards;
  }

  #lost({ index, bus, fault }: Broken, others: readonly Board[]): Board {
    const known = [...this.#known].find(([place, { sample }]) =>
      bus === null ? sample.index === index : place === bus,
    );
    const before = known?.[1];
    // The tool numbers the GPUs in the order of their buses, and a lost one keeps its number.
    const rank = others.filter((one) => bus !== null && placeOf(one.bus) < bus).length;
    const isFree = (number: number | null | undefined): number is number =>
      number != null && !others.some(({ sample }) => sample.index === number);
    const number = [index, before?.sample.index, rank, ...others.keys()].find(isFree) ?? others.length;
    const unknown = { vendor: 'nvidia', name: 'NVIDIA GPU', uuid: `${LOST}${bus ?? number}`, memory: null } as const;
    return {
      sample: { ...(before?.sample ?? unknown), index: number, used: null, load: null, fault, links: {} },
      bus: before?.bus ?? bus ?? '',
      isDivided: false,
    };
  }
}

/** Each GPU once, as it is told of first: one that is listed twice is not two. */
function once(boards: readonly Board[]): readonly Board[] {
  const uuids = new Set<string>();
  return boards.filter(({ sample: { uuid } }) => !uuids.has(uuid) && uuids.add(uuid));
}

/** Begins what stands for the UUID of a lost GPU of which nobody knows it. */
export const LOST = 'GPU-lost-';

/** The name may hold commas, so the fields after it are counted from the end. Null for what is no GPU with a UUID. */
function readRow(line: string, withMig: boolean): Board | null {
  const { index, uuid, bus, name, figures, mig } = fieldsOf(line, withMig);
  if (!/^\d+$/.test(index) || !uuid.startsWith('GPU-') || name.length === 0) return null;
  const [total = '', used = '', load = ''] = figures;
  const sample: GpuSample = {
    vendor: 'nvidia',
    index: Number(index),
    uuid,
    name: name.join(', '),
    memory: mebibytes(total),
    used: mebibytes(used),
    load: percent(load),
    fault: firstFault([...figures, bus, ...name]),
    links: {},
  };
  return { sample, bus, isDivided: mig === 'Enabled' };
}

/** A row that tells of a fault where the UUID should stand; null for any other line. */
function brokenRow(line: string, withMig: boolean): readonly Broken[] | null {
  const { index, uuid, bus, name } = fieldsOf(line, withMig);
  const fault = faultIn(uuid);
  if (fault === null || name.length === 0) return null;
  const place = placeOf(bus);
  return [{ index: amount(index), bus: ADDRESS.test(place) ? place : null, fault }];
}

/**
 * `Unable to determine the device handle for GPU0000:1A:00.0: GPU is lost.  Reboot the system to recover this GPU`, or, as
 * later drivers have it, `Unable to determine the device handle for GPU2: 0000:1A:00.0: Unknown Error`.
 */
function lostLine(line: string): readonly Broken[] {
  const [, number = '', bus, said = ''] =
    /^[^,]*?\bGPU ?(?:(\d{1,3}): ?)?([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]):?\s*(.*)$/i.exec(line) ?? [];
  if (bus === undefined || !TROUBLE.test(said)) return [];
  const [fault = said] = said.split(/\.(?:\s|$)/);
  return [{ index: amount(number), bus: placeOf(bus), fault }];
}

function fieldsOf(line: string, withMig: boolean) {
  const fields = line.split(',').map((part) => part.trim());
  const mig = withMig ? (fields.pop() ?? '') : '';
  const figures = fields.splice(-3);
  const [index = '', uuid = '', bus = '', ...name] = fields;
  return { index, uuid, bus, name, figures, mig };
}

const ADDRESS = /^[0-9a-f]{8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]$/;

/** One spelling for a PCI address: the domain has four digits here and eight there. */
function placeOf(bus: string): string {
  const [domain = '', ...rest] = bus.toLowerCase().split(':');
  return [domain.padStart(8, '0'), ...rest].join(':');
}

const TROUBLE = /lost|error|reset|fallen/i;

function firstFault(fields: readonly string[]): string | null {
  return fields.map(faultIn).find((fault) => fault !== null) ?? null;
}

/** `[GPU is lost]`, `[Unknown Error]` or `ERR!` in the place of a value. */
function faultIn(field: string): string | null {
  if (field === 'ERR!') return field;
  const [, said = ''] = /^\[(.*)\]$/.exec(field) ?? [];
  return TROUBLE.test(said) ? said : null;
}
