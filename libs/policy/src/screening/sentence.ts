import type { Weighed } from '../matching/engine.js';
import { isMarkedUp } from './is-marked-up.js';
import type { Place } from './place.js';

/** A sentence of a string value, or of one of its decodings. */
export interface Sentence extends Weighed {
  readonly text: string;
  readonly source: string;
  readonly place: Place;
  /** Made of several values: weighed only for what they say together. */
  readonly isJoined: boolean;
}

/** What a text weighs whose evidence nobody looks at. */
export const UNWEIGHED: Weighed = { evidence: new Set(), decides: false };

/** A sentence of which nothing is known yet. */
export function beginSentence(text: string, source: string, place: Place, isJoined: boolean): Sentence {
  // What stands in a message for machines is no sentence that somebody wrote: there a phrase decides by itself too.
  return { text, source, place, isJoined, evidence: new Set(), decides: isMarkedUp(text, source) };
}
