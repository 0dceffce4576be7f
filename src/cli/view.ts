import { clock } from '../host/system/clock.ts';
import { isInForeground } from '../host/system/foreground.ts';
import { Outlook } from '../app/world/outlook.ts';
import { endsOfLogs, shownLogs, tailsOfLogs } from '../app/world/run-folder.ts';
import type { Event } from '../model/event.ts';
import type { HostView } from '../model/resources.ts';
import { openView, silentView, type Act, type OpenView, type ViewWithKeys } from '../report/live/open-view.ts';
import type { RunState } from '../schedule/state/state.ts';
import { TerminalKeys } from './keys/terminal-keys.ts';
import { isColourful, print } from './terminal.ts';

/** How a view is opened, and on what. */
export interface ViewOptions {
  readonly json: boolean;
  readonly runFolder: string;
  /** Whether the run is another process's; left out, it is this one's. */
  readonly looksOn?: boolean;
  /** The machine as the run sees it; left out where that is not known. */
  readonly host?: () => HostView | null;
  /** Does what keys ask for. */
  readonly act: (act: Act) => void;
}

/**
 * The view that suits where the output goes: JSON lines for programs, a live one with keys on a terminal, plain lines elsewhere. Shows
 * nothing before it is opened, and after its terminal has gone away.
 */
export class TerminalView implements OpenView {
  #view: OpenView | ViewWithKeys = silentView;
  #keys: TerminalKeys | null = null;
  #isGone = false;

  /** Whether the terminal has gone away. */
  get isGone(): boolean {
    return this.#isGone;
  }

  async open({ json, runFolder, looksOn = false, host = () => null, act }: ViewOptions): Promise<void> {
    const outlook = new Outlook(() => clock.now(), host);
    const form = json ? 'json' : isColourful(process.stdout) ? 'live' : 'plain';
    const press = (key: string): void => {
      if ('press' in this.#view) this.#view.press(key);
    };
    this.#keys = form === 'live' && process.stdin.isTTY ? TerminalKeys.open(press) : null;
    this.#view = await openView({
      form,
      print,
      terminal: process.stdout,
      now: () => clock.now(),
      logPath: shownLogs(runFolder),
      looksOn,
      host,
      timeLeft: (state) => outlook.look(state),
      readEnd: endsOfLogs(runFolder),
      readTail: tailsOfLogs(runFolder),
      isInFront: isInForeground,
      keys: this.#keys,
      act,
    });
  }

  show(event: Event, state: RunState): void {
    this.#view.show(event, state);
  }

  say(message: string): void {
    this.#view.say(message);
  }

  close(): Promise<void> {
    this.#keys?.close();
    return this.#view.close();
  }

  /** The terminal has gone away, if the output goes to one. */
  hangUp(): void {
    if (!process.stdout.isTTY) return;
    this.#isGone = true;
    const view = this.#view;
    this.#view = silentView;
    this.#keys?.close();
    void view.close();
  }
}
