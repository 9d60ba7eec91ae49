import type { PolicyBundle } from './bundle.js';
import { compiledOf } from './engine-of-bundle.js';
import type { ScreenedDocument, ScreenOptions, Verdict } from './verdict.js';

const CLEAR: Verdict = Object.freeze({ effect: 'clear' });
const NOT_SCREENED: Verdict = Object.freeze({
  effect: 'drop',
  category: 'uninspectable',
  rule: 'uninspectable.fault',
});

/**
 * Decides whether a document may be routed: every key, string and number of it, decoded and folded, against every
 * rule of the bundle. Pure and synchronous; takes time linear in the document; never throws. What cannot be
 * inspected, or fails while it is, is a drop.
 */
export function screen(
  document: ScreenedDocument,
  bundle: PolicyBundle,
  options: ScreenOptions = {},
): Verdict {
  const compiled = compiledOf(bundle);
  if (compiled === undefined) return NOT_SCREENED;
  try {
    const discovery = compiled.engine.find(document, options.remembers);
    if (discovery === undefined) return CLEAR;
    const { category, rule, where } = discovery;
    return options.explain === true
      ? { effect: 'drop', category, rule, where }
      : { effect: 'drop', category, rule };
  } catch {
    // A fault while screening says nothing about the document, and its message might quote it.
    return NOT_SCREENED;
  }
}

/** Whether the fast pass alone clears a document, so that nothing of it is looked at closely. For measuring. */
export function isClearedQuickly(document: ScreenedDocument, bundle: PolicyBundle): boolean {
  return compiledOf(bundle)?.engine.proves(document) === true;
}
