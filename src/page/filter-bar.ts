import type { Subject } from '../results/table/subject.ts';
import { make, ticks } from './dom.ts';
import { chosenRows, facetsOf, type Facet } from './row-filter.ts';
import { wordsBox } from './words-box.ts';

/** An axis of more values is filtered by words. */
const MOST_VALUES = 40;

/** The bar that chooses which jobs the page is about; `hear` hears the numbers of their rows. */
export function filterBar(subject: Subject, hear: (rows: ReadonlySet<number>) => void): HTMLElement {
  const total = subject.rows.length;
  const facets = facetsOf(subject, MOST_VALUES);
  const without = new Map<Facet, Set<string>>();
  const told = make('output', { text: `all of ${total} jobs` });
  const words = wordsBox(choose);
  function choose(): void {
    const rows = chosenRows(subject, { without, words: words.value });
    told.textContent = rows.size === total ? `all of ${total} jobs` : `${rows.size} of ${total} jobs`;
    hear(rows);
  }
  const menus = (): HTMLElement[] =>
    facets.map((facet) => {
      const left = without.get(facet) ?? new Set();
      without.set(facet, left);
      const menu = ticks(
        facet.name,
        facet.values,
        (value) => !left.has(value),
        (value, isOn) => {
          if (isOn) left.delete(value);
          else left.add(value);
          menu.classList.toggle('active', left.size > 0);
          choose();
        },
      );
      return menu;
    });
  const facetMenus = make('span', { class: 'menus', children: menus() });
  const reset = make('button', {
    attributes: { type: 'button' },
    text: 'All',
    on: {
      click: () => {
        words.value = '';
        without.clear();
        facetMenus.replaceChildren(...menus());
        choose();
      },
    },
  });
  return make('div', {
    class: 'bar',
    attributes: { role: 'search' },
    children: [words, facetMenus, reset, told],
  });
}
