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

  it('takes a terminal that does not say its size for one of 80 columns and 24 lines', () => {
    const screen = new Screen(new FakeTerminal(0, 0));
    expect([screen.width, screen.height]).toEqual([80, 24]);
  });
});
