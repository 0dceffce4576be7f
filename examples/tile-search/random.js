/**
 * A stream of pseudo-random numbers in [0, 1) that depends on `key` alone: equal keys give equal streams, on every
 * machine. (xorshift32, G. Marsaglia, "Xorshift RNGs", 2003; the key is folded into its state by FNV-1a.)
 *
 * @param {string} key
 * @returns {() => number}
 */
export function randomStream(key) {
  let state = 0x811c9dc5;
  for (const character of key) state = Math.imul(state ^ character.codePointAt(0), 0x01000193);
  if (state === 0) state = 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
