/** A piece of a line of a terminal that looks the same. */
interface Piece {
  readonly text: string;
  readonly column: number;
  readonly look: Look;
}

interface Look {
  readonly colour: string | null;
  readonly isBold: boolean;
  readonly isDim: boolean;
}

const PLAIN: Look = { colour: null, isBold: false, isDim: false };

/** The eight colours of a terminal and their bright ones, to be read on the dark ground. */
const COLOURS = ['#7d8590', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#c9d1d9'];
const GROUND = '#0d1117';
const INK = '#c9d1d9';

const WIDTH = 8.4;
const HEIGHT = 19;
const MARGIN = 16;

/** What a terminal shows, lines with the codes of ECMA-48 for colours and weights, as a picture. `title` is for those who cannot see it. */
export function svgOfScreen(screen: string, title: string): string {
  const lines = screen.trimEnd().split('\n').map(piecesOf);
  const columns = Math.max(...lines.flat().map(({ text, column }) => column + [...text].length));
  const [width, height] = [columns * WIDTH + 2 * MARGIN, lines.length * HEIGHT + 2 * MARGIN].map(Math.ceil);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${GROUND}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${INK}" xml:space="preserve">`,
    ...lines.flatMap((pieces, line) => pieces.map((piece) => textOf(piece, line))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function textOf({ text, column, look }: Piece, line: number): string {
  const [x, y] = [MARGIN + column * WIDTH, MARGIN + line * HEIGHT + 14].map((one) => Number(one.toFixed(1)));
  // Each piece has its place and its length, so that columns stay columns in whatever font there is.
  const length = Number(([...text].length * WIDTH).toFixed(1));
  const fill = look.colour === null ? '' : ` fill="${look.colour}"`;
  const weight = look.isBold ? ' font-weight="bold"' : '';
  const dim = look.isDim ? ' opacity="0.65"' : '';
  return `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${fill}${weight}${dim}>${escaped(text)}</text>`;
}

/** The words of a line, each where it stands. */
function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let [look, column] = [PLAIN, 0];
  for (const [part, codes] of line.matchAll(/\x1b\[([\d;]*)m|[^\x1b]+/g)) {
    if (codes !== undefined) {
      look = codes.split(';').map(Number).reduce(afterCode, look);
      continue;
    }
    // What is apart by more than one space stands on its own, so that a wide gap moves nothing.
    for (const { 0: text, index } of part.matchAll(/\S+(?: \S+)*/g)) {
      pieces.push({ text, column: column + [...part.slice(0, index)].length, look });
    }
    column += [...part].length;
  }
  return pieces;
}

function afterCode(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...look, isBold: true };
  if (code === 2) return { ...look, isDim: true };
  if (code === 22) return { ...look, isBold: false, isDim: false };
  if (code === 39) return { ...look, colour: null };
  if (code >= 30 && code <= 37) return { ...look, colour: COLOURS[code - 30] ?? null };
  if (code >= 90 && code <= 97) return { ...look, colour: COLOURS[code - 90] ?? null };
  return look;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
