import type { Weighed } from '../matching/engine.js';
import type { SecondOpinion } from '../model/second-opinion.js';
import { isSentenceLike } from '../model/sentence-like.js';
import type { Discovery } from './discovery.js';
import { isNote, pointerOf, type Place } from './place.js';
import { beginSentence, type Sentence } from './sentence.js';

/** The sentences of one document, kept until the rules have cleared all of it: then the second opinion is asked. */
export class KeptSentences {
  readonly #sentences: Sentence[] = [];

  constructor(private readonly secondOpinion: SecondOpinion | undefined) {}

  /** Keeps a sentence; what the rules add to its evidence comes after. Undefined for what nobody is asked about. */
  keep(text: string, source: string, place: Place, isJoined = false): Weighed | undefined {
    if (this.secondOpinion === undefined) return undefined;
    const isRead = this.secondOpinion.readsAllNotes === true && isNote(place);
    if (!isSentenceLike(text) && !isRead) return undefined;
    const sentence = beginSentence(text, source, place, isJoined);
    this.#sentences.push(sentence);
    return sentence;
  }

  /** What the second opinion holds against some sentence, the first in the document. */
  ask(): Discovery | undefined {
    for (const { text, source, place, evidence, isJoined } of this.#sentences) {
      if (isJoined && evidence.size === 0) continue;
      const suspicion = this.secondOpinion?.suspects(text, evidence, !isJoined && isNote(place));
      if (suspicion === undefined) continue;
      const { category, rule } = suspicion;
      return { category, rule, where: { path: pointerOf(place), start: 0, end: source.length } };
    }
    return undefined;
  }
}
