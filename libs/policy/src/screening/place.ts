/** Field names above a place, the nearest first. Only read when a text there is looked at closely. */
export interface Words {
  readonly before: Words | undefined;
  readonly name: string | undefined;
}

/** The names and indexes that lead to a part of a document; none for all of it. */
export type Path = readonly (string | number)[];

/** Where a value stands in a document. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: string | undefined;
  readonly index: number | undefined;
  /** What the pointer of a root begins with. */
  readonly pointer: string;
  readonly words: Words;
  readonly depth: number;
  /** How many strings of JSON it stands inside. */
  readonly nested: number;
  /** Some field name above it says something. */
  readonly isNamed: boolean;
}

export const NO_WORDS: Words = { before: undefined, name: undefined };

export const ROOT_PLACE: Place = {
  parent: undefined,
  key: undefined,
  index: undefined,
  pointer: '',
  words: NO_WORDS,
  depth: 0,
  nested: 0,
  isNamed: false,
};

/** The member of an intake that holds free text. */
export const NOTE_NAME = 'note';

/** Whether the value at a place is the free text of a note: that member, or a document that is nothing but a text. */
export function isNote({ key, parent }: Place): boolean {
  return key === NOTE_NAME || (key === undefined && parent === undefined);
}

/** JSON Pointer of a place (RFC 6901). */
export function pointerOf(place: Place): string {
  const steps: string[] = [];
  let at = place;
  while (at.parent !== undefined) {
    const step = at.key ?? String(at.index ?? 0);
    steps.unshift(step.replaceAll('~', '~0').replaceAll('/', '~1'));
    at = at.parent;
  }
  return at.pointer + steps.map((step) => `/${step}`).join('');
}

/** The place of an item of an array. */
export function itemOf(place: Place, index: number): Place {
  return { ...place, parent: place, key: undefined, index, depth: place.depth + 1 };
}
