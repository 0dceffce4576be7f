type Paint = (text: string) => string;

/** Makes text stand out on a terminal. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/** The style of a terminal, or, where `color` is false, one that leaves every text as it is. */
export function styleFor(color: boolean): Style {
  const paint =
    (open: number, close: number): Paint =>
    (text) =>
      color && text !== '' ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}

/** How a text for people is to look. */
export interface Look {
  readonly color: boolean;
  /** Terminal columns; Infinity where nothing need be cut. */
  readonly width: number;
}
