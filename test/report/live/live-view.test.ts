import type { WriteStream } from 'node:tty';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { liveView } from '../../../src/report/live/live-view.ts';
import type { Act } from '../../../src/report/live/view.ts';
import { clockTime } from '../../../src/report/text/clock-time.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { EXIT_0, logPath, Story } from './story.ts';
import { FakeTerminal } from './terminal.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A live view on a fake terminal. */
async function live(sketches: readonly JobSketch[], terminal = new FakeTerminal(60)) {
  const acts: Act[] = [];
  const view = liveView(terminal as unknown as WriteStream, {
    ...{ now: () => story.now, logPath, color: false, looksOn: false, host: () => null },
    ...{ timeLeft: () => null, isInFront: () => terminal.isInFront, keys: null, act: (act: Act) => acts.push(act) },
    readTail: (job: string, attempt: number) => Promise.resolve(`${job} ${attempt} began\nand goes on\n`),
    readEnd: (job) => Promise.resolve(`${job} began\r${job} goes on\n`),
  });
  const story: Story = new Story(sketchPlan(sketches), view);
  await letTheListBegin();
  return { terminal, view, story, acts, frame: () => vi.advanceTimersByTime(100) };
}

/** listr2 begins its tasks some promises later. */
async function letTheListBegin(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** A run of one job before that has begun. */
const WAITING = ['test  ──────────────────────────────────────  0/1    0%  0s', '      1 waiting · 0/4 slots'];

const time = (story: Story): string => clockTime(story.now.at);

describe('the live view', () => {
  it('draws the run as it is, and leaves a clean screen', async () => {
    const { terminal, view, story, frame } = await live([{ id: 'a', gpus: 1 }, { id: 'b' }]);
    terminal.write('$ sweep run\n');
    story.began({ gpus: [0] }).planned('a', { gpus: [0] });
    frame();
    expect(terminal.shown).toEqual([
      '$ sweep run',
      'test  ──────────────────────────────────────  0/2    0%  0s',
      '      1 running · 1 waiting · 1/4 slots',
      'gpu 0    a  0s',
    ]);
    story.at(2).ended('a', EXIT_0, 2);
    frame();
    expect(terminal.shown.at(-1)).toBe('gpu 0    no job of this run');
    await view.close();
    expect(terminal.shown).toEqual(['$ sweep run']);
  });

  it('draws once a frame however much happens', async () => {
    const { terminal, view, story, frame } = await live(alike(500));
    story.began();
    for (const { id } of story.state.plan.jobs) story.planned(id).ended(id, EXIT_0);
    expect(terminal.writes).toBe(0);
    frame();
    expect(terminal.writes).toBe(1);
    frame();
    expect(terminal.writes).toBe(1);
    await view.close();
  });

  it('draws again when a second has passed, and when the terminal has another size', async () => {
    const { terminal, view, story, frame } = await live(alike(1));
    story.began().planned('job-0');
    frame();
    story.at(1);
    frame();
    expect(terminal.shown.at(-1)).toBe('cpu      job-0  1s');
    terminal.resize(30);
    frame();
    expect(terminal.shown).toEqual([
      'test  ────────  0/1    0%  1s',
      '      1 running · 1/4 slots',
      'cpu      job-0  1s',
    ]);
    await view.close();
  });

  it('shows what a job has said last, as a terminal would', async () => {
    const { terminal, view, story, frame } = await live(alike(1), new FakeTerminal(80));
    story.began().planned('job-0');
    frame();
    await letTheListBegin();
    story.at(1);
    frame();
    expect(terminal.shown.at(-1)).toBe('cpu      job-0  1s                job-0 goes on');
    await view.close();
  });

  it('lets nothing be lost that the process writes meanwhile: it appears above, at once', async () => {
    const { terminal, view, story, frame } = await live(alike(1));
    story.began();
    frame();
    (terminal as { write: (text: string) => boolean }).write('(node:1) Warning: careful\n');
    view.say('the disk is full');
    story.tell({ event: 'leftovers-killed', job: jobId('job-0'), attempt: 1, pids: [7] });
    expect(terminal.shown).toEqual([
      '(node:1) Warning: careful',
      `${time(story)}  the disk is full`,
      `${time(story)}  killed 1 process left behind by job-0: 7`,
      ...WAITING,
    ]);
    await view.close();
    expect(terminal.shown).toHaveLength(3);
  });

  it('breaks what there is to say between words, with the time of day before it', async () => {
    const { terminal, view, story } = await live(alike(1), new FakeTerminal(40));
    story.began();
    view.say('the journal cannot be written (no space left on device); nothing new starts');
    expect(terminal.shown).toEqual([
      `${time(story)}  the journal cannot be written`,
      '          (no space left on device);',
      '          nothing new starts',
    ]);
    await view.close();
  });

  it('gives the terminal back as it was, without listeners or timers', async () => {
    const terminal = new FakeTerminal(60);
    const { write } = terminal;
    const before = process.eventNames().map((name) => [name, process.listenerCount(name)]);
    const { view, story, frame } = await live(alike(1), terminal);
    story.began();
    frame();
    await view.close();
    expect(terminal.write).toBe(write);
    expect(terminal.listenerCount('resize')).toBe(0);
    expect(process.eventNames().map((name) => [name, process.listenerCount(name)])).toEqual(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('listens to no signal that could end the process', async () => {
    const before = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'].map((name) => process.listenerCount(name));
    const { view } = await live(alike(1));
    expect(['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'].map((name) => process.listenerCount(name))).toEqual(before);
    await view.close();
  });

  it('draws below what the shell has said when it is continued after a stop', async () => {
    const { terminal, view, story, frame } = await live(alike(1));
    story.began();
    frame();
    process.emit('SIGCONT', 'SIGCONT');
    frame();
    expect(terminal.shown).toEqual([...WAITING, ...WAITING]);
    await view.close();
  });

  it('is off the terminal while Ctrl-Z has the process suspended', async () => {
    const terminal = new FakeTerminal(60);
    const { write: echo } = terminal;
    const { view, story, frame } = await live(alike(1), terminal);
    let stopped: readonly string[] = [];
    const kill = vi.spyOn(process, 'kill').mockImplementation((_, signal) => {
      if (signal === 'SIGTSTP' && process.listenerCount('SIGTSTP') === 0) stopped = terminal.shown;
      return true;
    });
    echo('$ sweep run\n');
    story.began();
    frame();
    for (const _ of ['once', 'and again']) {
      stopped = [];
      echo('^Z');
      process.emit('SIGTSTP', 'SIGTSTP');
      expect(stopped).toEqual(['$ sweep run']);
      await letTheListBegin();
      frame();
      process.emit('SIGCONT', 'SIGCONT');
      frame();
      expect(terminal.shown).toEqual(['$ sweep run', ...WAITING]);
    }
    expect(kill).toHaveBeenCalledTimes(2);
    kill.mockRestore();
    await view.close();
  });

  it('may be closed before anything has happened', async () => {
    const { terminal, view } = await live(alike(1));
    await view.close();
    expect(terminal.shown).toEqual(['']);
  });
});
