/** The colours and lines that charts are drawn with. */
export interface Look {
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly background: string;
  /** Colours that are told apart by the colour-blind: Okabe and Ito, "Color Universal Design" (2008), without the yellow that paper swallows. */
  readonly series: readonly string[];
  /** From little to much, of even steps in lightness (viridis; cividis is near it). */
  readonly scale: readonly string[];
  /** How attempts ended. */
  readonly endings: Readonly<Record<'succeeded' | 'failed' | 'stopped' | 'running', string>>;
}

const SCALE = ['#440154', '#414487', '#2a788e', '#22a884', '#7ad151', '#fde725'];

/** The same without its darkest quarter, which a dark screen swallows. */
const SCALE_ON_DARK = ['#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'];

/** On paper and on light screens. */
export const LIGHT: Look = {
  text: '#1d2430',
  faint: '#5a6472',
  line: '#d4d9e0',
  background: '#ffffff',
  series: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000', '#7a5c00'],
  scale: SCALE,
  endings: { succeeded: '#0072b2', failed: '#d55e00', stopped: '#e69f00', running: '#56b4e9' },
};

/** On dark screens. */
export const DARK: Look = {
  text: '#e6e9ee',
  faint: '#a0a9b6',
  line: '#39424f',
  background: '#171b21',
  series: ['#56b4e9', '#e69f00', '#00b887', '#e08fbb', '#3f8fd0', '#ff7a33', '#f2f2f2', '#f0e442'],
  scale: SCALE_ON_DARK,
  endings: { succeeded: '#56b4e9', failed: '#ff7a33', stopped: '#f0e442', running: '#00b887' },
};

/** Dashes of lines, so that series are told apart without colours too. */
export const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 6], [12, 4], [5, 2], [1, 3]] as const;

/** Marks of points, for the same. */
export const SYMBOLS = ['circle', 'triangle', 'rect', 'diamond', 'roundRect', 'pin', 'arrow', 'circle'] as const;
