/** One place in the tree of phrases: how they go on from there, and the lists of those that end there. */
export interface Step {
  readonly words: Map<number, Step>;
  /** The same, side by side. */
  readonly wordsOf: number[];
  readonly nexts: Step[];
  readonly gaps: Map<number, Step>;
  readonly gapsOf: number[];
  readonly leaps: Step[];
  accepts: number[];
  acceptsAtEnd: number[];
}

/** Where phrases begin: anywhere, or with the first word of the text. */
export interface Beginnings {
  readonly anywhere: Step;
  readonly atStart: Step;
}

export function newBeginnings(): Beginnings {
  return { anywhere: newStep(), atStart: newStep() };
}

export function newStep(): Step {
  return {
    words: new Map(),
    wordsOf: [],
    nexts: [],
    gaps: new Map(),
    gapsOf: [],
    leaps: [],
    accepts: [],
    acceptsAtEnd: [],
  };
}
