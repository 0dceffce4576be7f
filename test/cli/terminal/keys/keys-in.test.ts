import { describe, expect, it } from 'vitest';
import { keysIn } from '../../../../src/cli/terminal/keys/keys-in.ts';

describe('what a terminal sends', () => {
  it.each<[string, readonly string[]]>([
    ['p', ['p']],
    ['1\u007Fé字', ['1', 'backspace', 'é', '字']],
    ['\u001B[A\u001BOB\u001B[6~', ['up', 'down', 'page-down']],
    ['\u001B', ['escape']],
    ['\n\r', ['enter', 'enter']],
    ['\u001B[1;5C\u001B[31mq', ['q']],
    ['\u0001\u0016', []],
  ])('is read key by key: %j', (sent, keys) => {
    expect(keysIn(sent)).toEqual(keys);
  });
});
