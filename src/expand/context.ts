import type { ListingLookup } from './cells/listing.ts';

/** What expansion must know that is not in the sweep's own files. */
export interface ExpandContext extends ListingLookup {
  /** The absolute path of the project root. */
  readonly root: string;
  /** The absolute path of the folder that the sweep file is in. */
  readonly dir: string;
  /** The absolute path of the run folder, `.sweep/<sweep>`. */
  readonly runFolder: string;
  /** The folder of a file that spans name, relative to the project root; empty for the root itself. */
  readonly folderOf: (file: string) => string;
  /** The vars of the host file. */
  readonly hostVars: ReadonlyMap<string, string>;
  /** A sweep of more jobs is an error. */
  readonly maxJobs: number;
}
