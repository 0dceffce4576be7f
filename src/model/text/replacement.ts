/** What a decoder puts in the place of bytes that are no UTF-8. A path with it names no file, or another one. */
export const REPLACEMENT = '\ufffd';
