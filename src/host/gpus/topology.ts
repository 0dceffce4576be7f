/** How well GPUs are linked: for each, by UUID, a rank for each other one. */
export type Topology = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** From the farthest to the nearest, as the legend of `nvidia-smi topo -m` explains them. `SOC` is an old name of `SYS`. */
const RANKS: ReadonlyMap<string, number> = new Map([
  ['SYS', 1],
  ['SOC', 1],
  ['NODE', 2],
  ['PHB', 3],
  ['PXB', 4],
  ['PIX', 5],
]);

const NEAREST_BY_PCI = Math.max(...RANKS.values());

/**
 * Reads the matrix that `nvidia-smi topo -m` prints. NVLinks rank above all ways through PCI, and the more the better.
 * A cell that it does not know makes no link.
 *
 * @param uuids by index, as the matrix numbers the GPUs
 */
export function readTopology(matrix: string, uuids: ReadonlyMap<number, string>): Topology {
  const topology = new Map<string, Record<string, number>>();
  let columns: readonly string[] = [];
  for (const line of matrix.split('\n')) {
    const [first = '', ...cells] = plain(line)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (columns.length === 0) {
      if (isGpu(first)) columns = [first, ...cells];
      continue;
    }
    const uuid = uuids.get(numberOf(first));
    if (uuid === undefined) continue;
    const links: Record<string, number> = {};
    for (const [place, column] of columns.entries()) {
      const other = uuids.get(numberOf(column));
      const rank = rankOf(cells[place] ?? '');
      if (other !== undefined && other !== uuid && rank !== null) links[other] = rank;
    }
    topology.set(uuid, links);
  }
  return topology;
}

/** The header is underlined even where nobody sees it. */
function plain(line: string): string {
  return line.replace(/\u001b\[[0-9;]*m/g, '');
}

function rankOf(cell: string): number | null {
  const [, links] = /^NV(\d+)$/.exec(cell) ?? [];
  return links === undefined ? (RANKS.get(cell) ?? null) : NEAREST_BY_PCI + Number(links);
}

function isGpu(word: string): boolean {
  return /^GPU\d+$/.test(word);
}

/** -1 for a network card, and for what belongs to no device. */
function numberOf(word: string): number {
  return isGpu(word) ? Number(word.slice('GPU'.length)) : -1;
}
