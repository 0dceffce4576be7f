/** The part of jStat that is used, which brings no types of its own. */
declare module 'jstat' {
  const jStat: {
    /** Student's t. */
    readonly studentt: { readonly inv: (probability: number, freedom: number) => number };
  };
  export default jStat;
}
