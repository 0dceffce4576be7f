import { encodeEvent, sealLine, versionOf } from '../../src/journal/codec.ts';
import { type JournalWriter, openJournal } from '../../src/journal/file.ts';
import type { LaunchOrder } from '../../src/model/attempt.ts';
import type { Event } from '../../src/model/event.ts';
import type { HostView } from '../../src/model/resources.ts';
import { instant, tick } from '../../src/model/units.ts';
import { type Course, VirtualWorld } from '../../src/run/forecast/virtual-world.ts';

/** A virtual machine whose journal is a real one. */
export class JournaledWorld extends VirtualWorld {
  /** Of the journal. */
  readonly path: string;
  readonly #writer: JournalWriter;

  constructor(path: string, host: HostView, course: (order: LaunchOrder) => Course) {
    super(host, course, { at: instant(0), tick: tick(0) });
    const opened = openJournal(path, { sweep: 'bench', take: () => null, writtenSinceBoot: () => false });
    if (!opened.ok) throw new Error(opened.message);
    this.path = path;
    this.#writer = opened.journal;
  }

  async close(): Promise<void> {
    await this.#writer.close();
  }

  protected override append(events: readonly Event[]): string | null {
    const lines = events.map((event) => sealLine(encodeEvent(event)));
    return this.#writer.append(lines, Math.max(...events.map(versionOf)));
  }
}
