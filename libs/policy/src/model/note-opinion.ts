import type { NoteModel } from './note-model.js';
import type { SecondOpinion, Suspicion } from './second-opinion.js';

/**
 * How free text is decided. `screened`: a note is dropped when rules or model find something. `strict`: a note is
 * cleared only when it is positively understood as a need, a place, a time or a plain fact.
 */
export type OperatingPoint = 'screened' | 'strict';

const RULE = 'model.notes';
const NOT_UNDERSTOOD: Suspicion = { category: 'S1', rule: 'model.not-understood' };

/** The learned second opinion at one operating point. */
export class NoteOpinion implements SecondOpinion {
  readonly readsAllNotes: boolean;

  constructor(
    private readonly model: NoteModel,
    private readonly point: OperatingPoint = 'screened',
  ) {
    this.readsAllNotes = point === 'strict';
  }

  suspects(text: string, evidence: ReadonlySet<string>, isNote = false): Suspicion | undefined {
    const { thresholds, leastKnownShare } = this.model.header;
    const threshold = isNote ? thresholds[this.point] : thresholds.elsewhere;
    if (this.model.scoreOf(text, evidence) > threshold)
      return { category: this.model.categoryOf(text, evidence), rule: ruleOf(evidence) };
    const mustBeUnderstood = isNote && this.point === 'strict';
    return mustBeUnderstood && this.model.knownShareOf(text) < leastKnownShare ? NOT_UNDERSTOOD : undefined;
  }
}

/** The rule whose evidence weighed in, which says more to a person than that a model was asked. */
function ruleOf(evidence: ReadonlySet<string>): string {
  for (const name of evidence) if (!name.includes('#')) return name;
  return RULE;
}
