import { make } from './dom.ts';

/** Typing is over when nothing was typed for so many milliseconds. */
const PAUSE = 150;

/** A box for words that jobs are filtered by; `hear` hears that other words stand in it. */
export function wordsBox(hear: (words: string) => void): HTMLInputElement {
  let timer = 0;
  const box = make('input', {
    attributes: { type: 'search', placeholder: 'words, or axis=value', 'aria-label': 'Filter jobs by words' },
    on: {
      input: () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          hear(box.value);
        }, PAUSE);
      },
    },
  });
  return box;
}
