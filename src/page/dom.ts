/** What an element is made with; `on` hears its events, and text is text. */
export interface Parts {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly text?: string;
  readonly children?: readonly (Node | null)[];
}

/** A new element. */
export function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, parts: Parts = {}): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  const { attributes = {}, on = {}, text, children = [] } = parts;
  if (parts.class !== undefined) element.className = parts.class;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const [name, listen] of Object.entries(on)) element.addEventListener(name, listen);
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The element of the document with an id. @throws Error where there is none. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}

/** A choice of one of several values, with its name before it. */
export function chooser(
  name: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  hear: (value: string) => void,
): HTMLLabelElement {
  const select = make('select', {
    on: {
      change: () => {
        hear(select.value);
      },
    },
    children: options.map(([value, text]) => make('option', { attributes: { value }, text })),
  });
  select.value = chosen;
  return make('label', { class: 'control', children: [make('span', { text: name }), select] });
}

/** A box to tick, with its name behind it. */
export function tick(name: string, isOn: boolean, hear: (isOn: boolean) => void): HTMLLabelElement {
  const box = make('input', {
    attributes: { type: 'checkbox' },
    on: {
      change: () => {
        hear(box.checked);
      },
    },
  });
  box.checked = isOn;
  return make('label', { class: 'tick', children: [box, make('span', { text: name })] });
}

/** Boxes to tick under a name that opens them; closes with Escape. */
export function ticks(
  name: string,
  values: readonly string[],
  isOn: (value: string) => boolean,
  hear: (value: string, isOn: boolean) => void,
): HTMLDetailsElement {
  const details: HTMLDetailsElement = make('details', {
    class: 'ticks',
    on: {
      keydown: (event) => {
        if ((event as KeyboardEvent).key !== 'Escape' || !details.open) return;
        details.open = false;
        details.querySelector('summary')?.focus();
      },
    },
    children: [
      make('summary', { text: name }),
      make('div', {
        class: 'menu',
        attributes: { role: 'group', 'aria-label': name },
        children: values.map((value) =>
          tick(value, isOn(value), (now) => {
            hear(value, now);
          }),
        ),
      }),
    ],
  });
  return details;
}
