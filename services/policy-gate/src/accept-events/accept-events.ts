import { tallySource } from '../domain/tally.js';
import { answerBatch, answerOne, NOT_ROUTABLE, type Answer, type EventOutcome } from '../domain/answer.js';
import type { DropCategory, Publisher, Verdict } from '../domain/decide-verdict.js';
import { readRequest, type DoorRequest, type ReadRequest } from '../domain/read-request.js';
import { MAX_EVENT_BYTES } from '../domain/request-form.js';
import type { AdmissionRequest, AdmissionResult } from './admit-events.js';
import type { GroupCommit } from './group-commit.js';
import type { ScreenDocuments } from './screen-documents.js';
import { UnavailableFault } from './unavailable-fault.js';
import type { VerdictCounter } from './verdict-counter.js';

export interface AcceptEventsParts {
  readonly screening: ScreenDocuments;
  readonly admissions: GroupCommit<AdmissionRequest, readonly AdmissionResult[]>;
  readonly counter: VerdictCounter;
}

/** What the door says to a request; `too-large` is known only once a batch has been read. */
export type DoorAnswer = Answer | { readonly kind: 'too-large' };

const UNREADABLE: Verdict = { verdict: 'dropped', category: 'unreadable' };

/** The door: reads, screens, decides, stores what may be stored, answers. Nothing of a drop outlives the call. */
export class AcceptEvents {
  readonly #parts: AcceptEventsParts;

  constructor(parts: AcceptEventsParts) {
    this.#parts = parts;
  }

  /** @throws UnavailableFault when nothing can be acknowledged now; sending the same request again is safe. */
  async accept(request: DoorRequest, publisher: Publisher): Promise<DoorAnswer> {
    const read = readRequest(request);
    if (read.outcome === 'too-large') return { kind: 'too-large' };
    const verdicts = await this.#decide(read, publisher, request.body.byteLength);
    const outcomes = await this.#store(verdicts, publisher);
    const [only] = outcomes;
    const isBatch = read.outcome === 'read' && read.isBatch;
    return isBatch || only === undefined ? answerBatch(outcomes) : answerOne(only);
  }

  async #decide(
    read: Exclude<ReadRequest, { readonly outcome: 'too-large' }>,
    publisher: Publisher,
    bytes: number,
  ): Promise<readonly Verdict[]> {
    if (read.outcome === 'unreadable') return [UNREADABLE];
    // A large batch is not decided in one go: other callers get their turn in between.
    const pauseAfter = bytes > MAX_EVENT_BYTES ? 1 : read.documents.length;
    return this.#parts.screening.screen(read.documents, read.metadata, publisher, pauseAfter);
  }

  /** Drops go the same way as cleared events, so that both are counted durably before they are answered. */
  async #store(verdicts: readonly Verdict[], publisher: Publisher): Promise<readonly EventOutcome[]> {
    const cleared = verdicts.flatMap((one) => (one.verdict === 'cleared' ? [one.event] : []));
    const categories: DropCategory[] = verdicts.flatMap((one) =>
      one.verdict === 'dropped' ? [one.category] : [],
    );
    const source = tallySource(publisher.sources);
    const drops = categories.map((category) => ({ source, category }));
    if (cleared.length + drops.length === 0) return outcomesOf(verdicts, []);
    const results = await this.#parts.admissions.submit({ cleared, drops });
    if (results.some(({ outcome }) => outcome === 'not-durable')) throw new UnavailableFault('event-log');
    this.#parts.counter.count({ cleared: cleared.length });
    return outcomesOf(verdicts, results);
  }
}

function outcomesOf(
  verdicts: readonly Verdict[],
  results: readonly AdmissionResult[],
): readonly EventOutcome[] {
  const remaining = results[Symbol.iterator]();
  return verdicts.map((verdict) => {
    switch (verdict.verdict) {
      case 'cleared':
        return outcomeOf(remaining.next().value);
      case 'dropped':
        return NOT_ROUTABLE;
      case 'forbidden':
        return { status: 403, code: verdict.code };
    }
  });
}

function outcomeOf(result: AdmissionResult | undefined): EventOutcome {
  switch (result?.outcome) {
    case 'accepted':
      return { status: 202, receipt: result.receipt, subject: result.subject };
    case 'id-reused':
      return { status: 409, code: 'id-reused' };
    case 'not-durable':
    case undefined:
      throw new UnavailableFault('unanswered');
  }
}
