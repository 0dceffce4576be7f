/** The part of picomatch that is used, which brings no types of its own. */
declare module 'picomatch/posix.js' {
  interface Options {
    /** Whether wildcards match a leading dot. */
    readonly dot?: boolean;
    readonly fastpaths?: boolean;
    readonly flags?: string;
    /** False: `[…]` is a class only, and not also the text that it is written with. */
    readonly literalBrackets?: boolean;
    /** Whether `[!…]` and `[[:digit:]]` are understood. */
    readonly posix?: boolean;
  }
  const picomatch: { makeRe(pattern: string, options: Options): RegExp };
  export default picomatch;
}
