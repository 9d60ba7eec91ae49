import type { NeedKind } from '../vocabulary.js';
import type { Phrase } from './phrase.js';

type Untitled = Omit<Phrase, 'theme'>;

/** One phrase: its code, the kinds of need that it is offered for, and its parameters in reading order. */
export function phrase(
  code: string,
  kinds: readonly NeedKind[],
  parameters: Phrase['parameters'] = {},
): Untitled {
  return { code, kinds, parameters };
}

/** The phrases of one theme. `name` is also the name of the file that holds their words. */
export function theme(name: string, phrases: readonly Untitled[]): readonly Phrase[] {
  return phrases.map((untitled) => ({ ...untitled, theme: name }));
}
