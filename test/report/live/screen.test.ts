import { describe, expect, it } from 'vitest';
import { Screen } from '../../../src/report/live/screen.ts';
import { FakeTerminal } from './terminal.ts';

describe('the screen', () => {
  it('draws in the same place again and again', () => {
    const terminal = new FakeTerminal();
    const screen = new Screen(terminal);
    terminal.write('$ sweep run\n');
    screen.draw(['one', 'two', 'three']);
    screen.draw(['1', '2']);
    expect(terminal.shown).toEqual(['$ sweep run', '1', '2']);
    screen.draw([]);
    expect(terminal.shown).toEqual(['$ sweep run']);
  });

  it('writes nothing when nothing has changed', () => {
    const terminal = new FakeTerminal();
    const screen = new Screen(terminal);
    screen.draw(['one', 'two']);
    const { writes } = terminal;
    screen.draw(['one', 'two']);
    expect(terminal.writes).toBe(writes);
  });

  it('puts other text above what it draws, for good', () => {
    const terminal = new FakeTerminal();
    const screen = new Screen(terminal);
    screen.draw(['one', 'two']);
    screen.above('a warning');
    screen.above('and\nanother\n');
    screen.draw(['three']);
    expect(terminal.shown).toEqual(['a warning', 'and', 'another', 'three']);
  });

  it('leaves nothing behind when the terminal becomes narrower, and wraps what was drawn', () => {
    const terminal = new FakeTerminal(20);
    const screen = new Screen(terminal);
    terminal.write('before\n');
    screen.draw(['\u001B[1meighteen columns ..\u001B[22m', 'short']);
    terminal.resize(10);
    screen.draw(['narrow']);
    expect(terminal.shown).toEqual(['before', 'narrow']);
  });

  it('draws no more lines than the terminal has, so that it never scrolls', () => {
    const terminal = new FakeTerminal(40, 3);
    const screen = new Screen(terminal);
    screen.draw(['1', '2', '3', '4']);
    expect(terminal.shown).toEqual(['1', '2']);
  });

  it('draws below what others have written once it was told to forget', () => {
    const terminal = new FakeTerminal();
    const screen = new Screen(terminal);
    screen.draw(['one']);
    terminal.write('[1]+ Stopped\n');
    screen.forget();
    screen.draw(['two']);
    expect(terminal.shown).toEqual(['one', '[1]+ Stopped', 'two']);
  });

  it('writes no more to a terminal that takes nothing, and the newest when it does again', () => {
    const terminal = new FakeTerminal();
    const screen = new Screen(terminal);
    screen.draw(['one']);
    terminal.stall();
    screen.draw(['two', 'more']);
    const { writes } = terminal;
    screen.above('a warning');
    screen.draw(['three', 'and', 'more']);
    screen.draw(['four']);
    expect(terminal.writes).toBe(writes);
    terminal.resume();
    expect(terminal.shown).toEqual(['a warning', 'four']);
    screen.draw(['five']);
    expect(terminal.shown).toEqual(['a warning', 'five']);
  });

  it('says how many lines it left out while the terminal took nothing, and keeps the newest', () => {
    const terminal = new FakeTerminal(80, 2000);
    const screen = new Screen(terminal);
    terminal.stall();
    screen.draw(['one']);
    for (let at = 1; at <= 1000; at += 1) screen.above(`line ${at} of many that nobody reads`);
    terminal.resume();
    const [leftOut, ...rest] = terminal.shown;
    const kept = rest.slice(0, -1);
    expect(leftOut).toBe(`… ${1000 - kept.length} lines left out while nobody took them`);
    expect(kept.length).toBeGreaterThan(100);
    expect(kept.at(-1)).toBe('line 1000 of many that nobody reads');
    expect(rest.at(-1)).toBe('one');
  });

  it('hands over what waits when it is closed, though the terminal takes nothing', () => {
    const terminal = new FakeTerminal();
    const screen = new Screen(terminal);
    screen.draw(['one']);
    terminal.stall();
    screen.draw(['two']);
    screen.above('a warning');
    screen.close();
    terminal.write('the summary\n');
    terminal.resume();
    expect(terminal.shown).toEqual(['a warning', 'the summary']);
    expect(terminal.listenerCount('drain')).toBe(0);
  });

  it('takes a terminal that does not say its size for one of 80 columns and 24 lines', () => {
    const screen = new Screen(new FakeTerminal(0, 0));
    expect([screen.width, screen.height]).toEqual([80, 24]);
  });
});
