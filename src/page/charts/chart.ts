/** What ECharts is told. */
export type Option = Readonly<Record<string, unknown>>;

/** The numbers that a chart shows, as a table. */
export interface DataTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A chart as it is drawn, and in words. */
export interface Chart {
  readonly option: Option;
  /** In pixels. */
  readonly height: number;
  readonly table: DataTable;
  /** What it shows, for those who do not see it. */
  readonly summary: string;
  /** What it leaves out, and how to read it; null for nothing. */
  readonly note: string | null;
}

/** A chart, or why there is none, in a sentence. */
export type Drawn = Chart | { readonly missing: string };

/** A number as axes and tooltips have it. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2).replace(/\.?0+e/, 'e');
  return String(Number(value.toPrecision(4)));
}

/** Whether a text is a finite number as values of axes are. */
export function isNumeric(text: string | null): text is string {
  return text !== null && text.trim() !== '' && Number.isFinite(Number(text));
}

/** A label that is not longer than fits. */
export function cutLabel(text: string, most = 24): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Bounds of an axis that hold two values and are round: multiples of a tenth of the power of ten of what lies between. */
export function roundBounds(least: number, greatest: number): readonly [number, number] {
  const reach = greatest - least;
  if (!(reach > 0) || !Number.isFinite(reach)) {
    const room = Math.abs(least) * 0.1 || 1;
    return [least - room, greatest + room];
  }
  const unit = 10 ** (Math.floor(Math.log10(reach)) - 1);
  const round = (value: number): number => Number((value * unit).toPrecision(12));
  return [round(Math.floor(least / unit)), round(Math.ceil(greatest / unit))];
}
