import { endsOfLogs, shownLogs } from '../app/world/run-folder.ts';
import { clock } from '../host/system/clock.ts';
import type { Event } from '../model/event.ts';
import type { HostView } from '../model/resources.ts';
import { openView, silentView, type OpenView } from '../report/live/open-view.ts';
import type { RunState } from '../schedule/state/state.ts';
import { isColourful, print } from './terminal.ts';

/**
 * The view that suits where the output goes: JSON lines for programs, a live one on a terminal, plain lines elsewhere. Shows
 * nothing before it is opened, and after its terminal has gone away.
 */
export class TerminalView implements OpenView {
  #view: OpenView = silentView;
  #isGone = false;

  /** Whether the terminal has gone away. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /**
   * @param looksOn whether the run is another process's; left out, it is this one's.
   * @param host the machine as the run has seen it last; left out where that is not known.
   */
  async open({
    json,
    runFolder,
    looksOn = false,
    host = () => null,
  }: {
    readonly json: boolean;
    readonly runFolder: string;
    readonly looksOn?: boolean;
    readonly host?: () => HostView | null;
  }): Promise<void> {
    this.#view = await openView({
      form: json ? 'json' : isColourful(process.stdout) ? 'live' : 'plain',
      print,
      terminal: process.stdout,
      now: () => clock.now(),
      logPath: shownLogs(runFolder),
      looksOn,
      host,
      readEnd: endsOfLogs(runFolder),
    });
  }

  show(event: Event, state: RunState): void {
    this.#view.show(event, state);
  }

  say(message: string): void {
    this.#view.say(message);
  }

  close(): Promise<void> {
    return this.#view.close();
  }

  /** The terminal has gone away, if the output goes to one. */
  hangUp(): void {
    if (!process.stdout.isTTY) return;
    this.#isGone = true;
    const view = this.#view;
    this.#view = silentView;
    void view.close();
  }
}
