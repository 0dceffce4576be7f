import { clock } from '../../host/system/clock.ts';
import { isInForeground } from '../../host/system/foreground.ts';
import { Outlook } from '../../app/world/outlook.ts';
import { endsOfLogs, shownLogs, tailsOfLogs } from '../../app/world/run-folder.ts';
import { maskFor } from '../../app/sweep/secrets.ts';
import type { Event } from '../../model/event.ts';
import type { Plan } from '../../model/plan.ts';
import type { Mask } from '../../model/text/mask.ts';
import type { HostView } from '../../model/resources.ts';
import { openView, silentView, type Act, type OpenView, type ViewWithKeys } from '../../report/live/open-view.ts';
import type { RunState } from '../../schedule/state/state.ts';
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
  /** What it has masked the output of jobs by, and for which plan. */
  #masked: { readonly plan: Plan; readonly mask: Mask } | null = null;

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
      readEnd: this.#unrevealing(endsOfLogs(runFolder)),
      readTail: this.#unrevealing(tailsOfLogs(runFolder)),
      isInFront: isInForeground,
      keys: this.#keys,
      act,
    });
  }

  show(event: Event, state: RunState): void {
    const { plan } = state;
    if (this.#masked?.plan !== plan) this.#masked = { plan, mask: maskFor(plan) };
    this.#view.show(event, state);
  }

  /** What reads the output of jobs, without what is secret in it. */
  #unrevealing(read: ReturnType<typeof endsOfLogs>): typeof read {
    return async (job, attempt) => {
      const text = await read(job, attempt);
      return this.#masked?.mask(text) ?? text;
    };
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
