/** What became of one event of a request. */
export type EventOutcome =
  | { readonly status: 202; readonly receipt: string; readonly subject: string }
  | { readonly status: 422; readonly code: 'not-routable' }
  | { readonly status: 409; readonly code: 'id-reused' }
  | { readonly status: 403; readonly code: 'source-not-allowed' | 'type-not-allowed' };

type Refusal = Exclude<EventOutcome, { readonly status: 202 }>;

/** The whole answer: a body, or a refusal that is written as a problem document. */
export type Answer =
  | { readonly kind: 'body'; readonly status: 202 | 207; readonly body: AcceptedBody | BatchBody | MixedBody }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

export interface AcceptedBody {
  readonly receipt: string;
  readonly subject: string;
}

export interface BatchBody {
  readonly receipts: readonly AcceptedBody[];
}

export interface MixedBody {
  readonly results: readonly EventOutcome[];
}

export const NOT_ROUTABLE = { status: 422, code: 'not-routable' } as const;

/** The answer to a request of one event. */
export function answerOne(outcome: EventOutcome): Answer {
  if (outcome.status !== 202) return { kind: 'refusal', refusal: outcome };
  return { kind: 'body', status: 202, body: acceptedBody(outcome) };
}

/**
 * The answer to a batch: receipts when every event is accepted, one refusal when every event is refused with the
 * same code, otherwise a result per event. All in the order of the events.
 */
export function answerBatch(outcomes: readonly EventOutcome[]): Answer {
  const accepted = outcomes.filter((outcome) => outcome.status === 202);
  if (accepted.length === outcomes.length) {
    return { kind: 'body', status: 202, body: { receipts: accepted.map(acceptedBody) } };
  }
  const refused = outcomes.filter((outcome) => outcome.status !== 202);
  const [first] = refused;
  const isUniform = refused.length === outcomes.length && refused.every(({ code }) => code === first?.code);
  if (first !== undefined && isUniform) return { kind: 'refusal', refusal: first };
  return { kind: 'body', status: 207, body: { results: outcomes } };
}

function acceptedBody({ receipt, subject }: AcceptedBody): AcceptedBody {
  return { receipt, subject };
}
