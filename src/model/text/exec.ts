/**
 * What Linux gives to a program, in bytes. Source: execve(2), "Limits on size of arguments and environment".
 */

/** One argument, or one `NAME=value`, without the NUL that ends it (MAX_ARG_STRLEN). */
export const LONGEST_ARGUMENT = 32 * 4096 - 1;

/**
 * All arguments and variables of a job with their pointers: a quarter of the usual stack of 8 MiB, but for what the runner's own
 * environment may take.
 */
export const MOST_ARGUMENTS = 2 * 1024 * 1024 - 128 * 1024;

/** What a text takes of `MOST_ARGUMENTS`: its bytes, the NUL that ends it, and a pointer to it. */
export function sizeAsArgument(text: string): number {
  return bytesOf(text) + 1 + 8;
}

/** How many bytes a text has in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Of a pair of surrogates, which make 4 bytes, each counts 2.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** The longest name of a file or folder, in bytes (NAME_MAX). */
export const LONGEST_FILE_NAME = 255;

/** The longest path that can be opened, in bytes, without the NUL that ends it (PATH_MAX). */
export const LONGEST_PATH = 4095;
