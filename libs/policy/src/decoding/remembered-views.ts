import { viewsOf, type Views } from './views.js';

const MAX_TEXTS = 64;
const MIN_LENGTH = 12;

/** The views of the texts of one document, which several readers ask for. Short texts are decoded anew sooner. */
export class RememberedViews {
  readonly #known = new Map<string, Views>();

  viewsOf(text: string): Views {
    if (text.length < MIN_LENGTH) return viewsOf(text);
    let views = this.#known.get(text);
    if (views === undefined) {
      views = viewsOf(text);
      if (this.#known.size < MAX_TEXTS) this.#known.set(text, views);
    }
    return views;
  }

  /** Nothing of a document outlives it. */
  forget(): void {
    if (this.#known.size > 0) this.#known.clear();
  }
}
