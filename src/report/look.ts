/** How a text for people is to look. */
export interface Look {
  readonly color: boolean;
  /** Terminal columns; Infinity where nothing need be cut. */
  readonly width: number;
}
