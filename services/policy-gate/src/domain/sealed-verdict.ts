import type { EventData, HavreEvent } from '@havre/events';

/** Where a record of a sealed topic stands. */
export interface IngressPosition {
  /** Slug of the department whose topic it is. */
  readonly department: string;
  /** UUID of this life of the partition: a topic that was made anew counts from 0 again. */
  readonly incarnation: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** What became of a sealed event. Without `code`, `not-routable` is the neutral answer; `unopened` never says why. */
export type SealedOutcome =
  | { readonly outcome: 'accepted'; readonly receipt: string; readonly subject: string }
  | { readonly outcome: 'not-routable'; readonly code?: NotRoutableCode }
  | { readonly outcome: 'unopened' };

export type NotRoutableCode = NonNullable<EventData<'havre.event.not-routable.v1'>['code']>;

type VerdictType = `havre.event.${'accepted' | 'not-routable' | 'unopened'}.v1`;

export interface VerdictStamp {
  readonly now: Date;
  /** A UUID that is always the same for a text. */
  readonly uuidOf: (text: string) => string;
}

const SOURCE = '/services/policy-gate';
const TOPIC = 'havre.ingress.';

/** The `source` that alone may publish on a department's topic. */
export function departmentSource(department: string): string {
  return `/departments/${department}`;
}

export function ingressTopic(department: string): string {
  return `${TOPIC}${department}`;
}

/** The department whose topic it is. */
export function departmentOf(topic: string): string {
  return topic.slice(TOPIC.length);
}

/**
 * The event that tells a publisher what became of one record. Its id follows from where the record stands, so a
 * repetition is the same event.
 */
export function verdictEvent(outcome: SealedOutcome, at: IngressPosition, stamp: VerdictStamp): HavreEvent {
  const id = `sealed:${at.incarnation.slice(0, 8)}:${at.department}:${at.partition}:${at.offset}`;
  const { type, data } = saidOf(outcome, {
    publisher: departmentSource(at.department),
    position: { partition: at.partition, offset: String(at.offset) },
  });
  return {
    specversion: '1.0',
    id,
    source: SOURCE,
    type,
    subject: outcome.outcome === 'accepted' ? outcome.receipt : stamp.uuidOf(id),
    time: stamp.now.toISOString(),
    datacontenttype: 'application/json',
    data,
  } as HavreEvent<VerdictType>;
}

function saidOf(
  outcome: SealedOutcome,
  whose: EventData<'havre.event.unopened.v1'>,
): { readonly type: VerdictType; readonly data: object } {
  switch (outcome.outcome) {
    case 'accepted': {
      const { receipt, subject } = outcome;
      return { type: 'havre.event.accepted.v1', data: { ...whose, receipt, subject } };
    }
    case 'not-routable': {
      const { code } = outcome;
      return {
        type: 'havre.event.not-routable.v1',
        data: code === undefined ? whose : { ...whose, code },
      };
    }
    case 'unopened':
      return { type: 'havre.event.unopened.v1', data: whose };
  }
}
