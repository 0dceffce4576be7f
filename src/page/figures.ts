import type { Figure } from './figure.ts';
import type { Look } from './look.ts';

/** Charts that are drawn by the same look. */
export class Figures {
  #figures: readonly Figure[] = [];
  #look: Look;

  constructor(look: Look) {
    this.#look = look;
  }

  /** Has these in the place of those before, each drawn once it is near what is seen. */
  show(figures: readonly Figure[]): void {
    this.#figures = figures;
    this.redraw();
  }

  /** Draws them again, as what they show has changed. */
  redraw(): void {
    for (const figure of this.#figures) figure.update(this.#look);
  }

  /** Draws by other colours. */
  repaint(look: Look): void {
    this.#look = look;
    this.redraw();
  }

  /** Draws all at once, for paper. */
  drawForPaper(look: Look): void {
    for (const figure of this.#figures) figure.drawForPaper(look);
  }
}
