import type { PolicyBundle } from '../bundle.js';
import { compiledOf } from '../engine-of-bundle.js';
import type { Discovery } from './discovery.js';
import { Screener } from './screener.js';

/**
 * What the rules alone see in a text: what decided, or what the second opinion weighed. Undefined when no rule sees
 * anything. For the publisher's own machine.
 */
export function evidenceIn(text: string, bundle: PolicyBundle): Discovery | undefined {
  for (const { engine } of compiledOf(bundle)?.layers ?? []) {
    const discovery = new Screener(engine).screen({ value: text });
    if (discovery !== undefined) return discovery;
  }
  return undefined;
}
