import { Listr, ListrEventType, type ListrEventManager, type ListrTaskObject } from 'listr2';
import type { Event } from '../../model/event.ts';
import type { HostView } from '../../model/resources.ts';
import type { Moment } from '../../model/units.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { TimeLeft } from '../eta.ts';
import { tellNews } from './notices.ts';
import { paneOf } from './pane.ts';
import { type Panel, pressed } from './panel.ts';
import { attemptOf } from './panel-lines.ts';
import { redirect } from './redirect.ts';
import { type ReadEnd, SaidLast } from './said-last.ts';
import { Screen, type TerminalStream } from './screen.ts';
import { NOTHING_SEEN, seenAfter } from './live-state.ts';
import { clockTime } from '../text/clock-time.ts';
import { wrap } from '../text/wrap.ts';
import { onSuspension } from './suspension.ts';
import { styleFor } from '../text/style.ts';
import type { Act, Key, ViewWithKeys } from './view.ts';
import { visible } from '../text/visible.ts';
import type { LogPath } from '../text/phrases.ts';

/** Milliseconds between two looks at whether there is something new to draw. */
const FRAME = 100;

/** What a live view is made from, beside the events. */
export interface LiveSetting {
  readonly now: () => Moment;
  readonly logPath: LogPath;
  readonly color: boolean;
  /** Whether the run is another process's. */
  readonly looksOn: boolean;
  /** The machine as the run has seen it last; null where that is not known. */
  readonly host: () => HostView | null;
  /** How long the run is thought to go on; null where that is not known. */
  readonly timeLeft: (state: RunState) => TimeLeft | null;
  readonly readEnd: ReadEnd;
  /** Reads as much of the end of it as a terminal shows. */
  readonly readTail: ReadEnd;
  /** Whether the terminal is this process's to draw on. */
  readonly isInFront: () => boolean;
  /** Where the keys of the terminal come from; null where there are none. */
  readonly keys: Keyboard | null;
  /** Hears what keys ask for. */
  readonly act: (act: Act) => void;
}

/** Whoever reads the keys of a terminal, which it has set for that. */
export interface Keyboard {
  /** Somebody else has the terminal in a moment: it is set as it was. */
  giveBack(): void;
  /** Somebody else may have set it otherwise. */
  mayBeReset(): void;
}

/**
 * Tells a run on a terminal: how far it is, what runs on which GPU, what failed last and where its log is.
 *
 * It is a list of listr2 with one task, which lasts as long as the run. Events feed it, and it drives nothing: it
 * listens to no signal that could end the process, and its timer does not keep the process alive. Whatever else the
 * process writes to the terminal appears above it at once. It is taken off the terminal before Ctrl-Z suspends the process, and stays off in
 * the background. Keys are pressed from outside; what they ask for is told.
 */
export function liveView(terminal: TerminalStream, setting: LiveSetting): ViewWithKeys {
  const { now, logPath, color, looksOn, keys } = setting;
  const style = styleFor(color);
  const screen = new Screen(terminal);
  const task = openTask(screen);
  let state: RunState | null = null;
  let seen = NOTHING_SEEN;
  const saidLast = new SaidLast(setting.readEnd);
  let paintedSecond = -1;
  let lookedSecond = -1;
  let panel: Panel | null = null;
  let tail = '';
  let slotsBefore: number | null = null;

  const lookAtLog = async (seenBy: RunState) => {
    if (panel?.is !== 'log') return;
    const attempt = attemptOf(findRecord(seenBy, panel.job));
    tail = attempt === null ? '' : await setting.readTail(panel.job, attempt);
  };
  const paint = () => {
    const { tick } = now();
    const second = Math.floor(tick / 1000);
    if (state === null || second === paintedSecond) return;
    paintedSecond = second;
    if (!setting.isInFront()) {
      screen.hold();
      return;
    }
    screen.release();
    if (second !== lookedSecond) void lookAtLog(state);
    if (second !== lookedSecond) void saidLast.look(state);
    lookedSecond = second;
    const room = { width: screen.width - 1, height: screen.height - 1 };
    const [host, lastLines] = [setting.host(), saidLast.lines];
    const shown = { panel, tail, hasKeys: keys !== null, left: setting.timeLeft(state) };
    task.show(paneOf(state, seen, { now: tick, logPath, style, ...room, looksOn, host, lastLines, ...shown }));
  };
  const paintSoon = () => {
    paintedSecond = -1;
  };
  const continueBelow = () => {
    screen.forget();
    keys?.mayBeReset();
    paintSoon();
  };
  const takeOff = () => {
    screen.draw([]);
    keys?.giveBack();
  };
  const press = (key: Key) => {
    if (state === null) return;
    const { panel: next, act } = pressed(panel, key, state, slotsBefore);
    panel = next;
    tail = '';
    if (act?.do === 'set' && act.slots === 0) slotsBefore = state.run?.setting.slots ?? null;
    paintSoon();
    paint();
    if (act !== null) setting.act(act);
    void lookAtLog(state).then(paintSoon);
  };
  const sayAbove = (text: string) => {
    screen.above(text);
    return true;
  };
  const notify = (text: string) => {
    const lines = wrap(`${clockTime(now().at)}  ${text}`, screen.width, Math.min(10, screen.width >> 1));
    sayAbove(lines.map((line) => `${style.yellow(line)}\n`).join(''));
  };

  const streams = new Set([terminal, process.stdout, process.stderr].filter((stream) => stream.isTTY));
  const restorers = [...streams].map((stream) => redirect(stream, sayAbove));
  const timer = setInterval(paint, FRAME).unref();
  terminal.on('resize', paintSoon);
  const noMoreSuspension = onSuspension({ before: takeOff, after: paintSoon, unforeseen: continueBelow });
  return {
    show: (event: Event, after: RunState) => {
      state = after;
      seen = seenAfter(seen, event, after);
      paintSoon();
      const news = tellNews(event, after);
      if (news !== null) notify(news);
    },
    say: (message) => {
      notify(visible(message));
    },
    press,
    close: async () => {
      clearInterval(timer);
      terminal.off('resize', paintSoon);
      noMoreSuspension();
      await task.end();
      screen.close();
      for (const restore of restorers) restore();
    },
  };
}

/** The one task: shows lines in place of those before, until it is ended and leaves nothing behind. */
function openTask(screen: Screen) {
  let output = (_lines: string): void => undefined;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const list = new Listr(
    {
      task: (_, task) => {
        output = (lines) => {
          task.output = lines;
        };
        return ended;
      },
    },
    { renderer: ScreenRenderer, rendererOptions: { screen }, registerSignalListeners: false },
  );
  const ran = list.run();
  return {
    show: (lines: readonly string[]) => {
      output(lines.join('\n'));
    },
    end: async () => {
      end();
      await ran;
    },
  };
}

type Task = ListrTaskObject<unknown, typeof ScreenRenderer, never>;

/**
 * Draws what the tasks of a list put out. (The renderer that comes with listr2 holds back all that the process writes
 * until the list has ended, and loses it if the process is killed before.)
 */
class ScreenRenderer {
  static readonly nonTTY = true;
  static readonly rendererOptions: { screen?: Screen } = {};
  static readonly rendererTaskOptions = {};
  readonly #tasks: readonly Task[];
  readonly #screen: Screen | undefined;
  readonly #events: ListrEventManager | undefined;

  constructor(tasks: Task[], options: { screen?: Screen }, events?: ListrEventManager) {
    this.#tasks = tasks;
    this.#screen = options.screen;
    this.#events = events;
  }

  readonly render = (): void => {
    this.#events?.on(ListrEventType.SHOULD_REFRESH_RENDER, () => {
      this.#screen?.draw(this.#tasks.flatMap((task) => task.output?.split('\n') ?? []));
    });
  };

  readonly end = (): void => {
    this.#screen?.draw([]);
  };
}
