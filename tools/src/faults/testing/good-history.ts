import type { Evidence, LogRecord, SentEvent } from '../check/evidence.js';

/** Evidence that a test may bend. */
export type Bendable<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : T extends ReadonlySet<infer E>
      ? Set<E>
      : T extends readonly (infer E)[]
        ? Bendable<E>[]
        : T extends object
          ? { -readonly [K in keyof T]: Bendable<T[K]> }
          : T;

const AT = 1_000;

/** A short run in which everything is as it must be: an intake of two needs, an answer, a walk-in, a report. */
export function goodHistory(): Bendable<Evidence> {
  const log = [
    record('havre.intake', { id: 'r-intake', key: 'i-1', type: 'havre.intake.received.v1', mark: 'mark-1' }),
    record('havre.referral', opened('o-1', 'ref-1', 0)),
    record('havre.referral', opened('o-2', 'ref-2', 1)),
    record('havre.capacity', {
      id: 'h-1',
      key: 'abri',
      type: 'havre.hold.requested.v1',
      holdId: 'hold-1',
      quantity: 1,
    }),
    record('havre.referral', { id: 'r-done', key: 'ref-1', type: 'havre.referral.completed.v1' }),
    record('havre.capacity', { id: 'h-2', key: 'abri', type: 'havre.hold.occupied.v1', holdId: 'hold-1' }),
    record('havre.capacity', {
      id: 'r-walk-1',
      key: 'halte',
      type: 'havre.capacity.walked-in.v1',
      quantity: 2,
    }),
    record('havre.capacity', {
      id: 'r-walk-2',
      key: 'halte',
      type: 'havre.capacity.walked-in.v1',
      quantity: 3,
    }),
    record('havre.receipt', {
      id: 'n-1',
      key: 'r-walk-2',
      type: 'havre.event.not-applied.v1',
      reason: 'no-place',
    }),
    record('havre.capacity', { id: 'r-report', key: 'compteur', type: 'havre.capacity.reported.v1' }),
  ];
  return {
    sent: [
      sent('mark-1', 'havre.intake.received.v1', 'r-intake', { needs: 2, subject: 'i-1' }),
      sent('done', 'havre.referral.completed.v1', 'r-done', { subject: 'ref-1' }),
      sent('walk-1', 'havre.capacity.walked-in.v1', 'r-walk-1', {
        subject: 'halte',
        quantity: 2,
        line: 'halte',
      }),
      sent('walk-2', 'havre.capacity.walked-in.v1', 'r-walk-2', {
        subject: 'halte',
        quantity: 3,
        line: 'halte',
      }),
      sent('report', 'havre.capacity.reported.v1', 'r-report', { subject: 'compteur', total: 1_001 }),
    ],
    log: log.map((each, offset) => ({ ...each, offset })),
    tables: {
      referrals: [
        { id: 'ref-1', intakeId: 'i-1', state: 'completed', holdId: null },
        { id: 'ref-2', intakeId: 'i-1', state: 'waitlisted', holdId: null },
      ],
      ledger: [
        row('abri', { occupied: 1 }),
        row('halte', { occupied: 102 }),
        row('compteur', { reportedTotal: 1_001 }),
      ],
      inboxes: {
        referral: new Set(['r-intake', 'r-done']),
        capacity: new Set(['r-walk-1', 'r-walk-2', 'r-report']),
        feed: new Set(),
      },
      movements: new Set(['r-walk-1']),
      holdsOfNobody: 0,
      parked: 0,
      unrelayed: 0,
    },
    feeds: [
      {
        keyId: 'accueil',
        whole: [
          { id: 'o-1', type: 'havre.referral.opened.v1', subject: 'ref-1' },
          { id: 'o-2', type: 'havre.referral.opened.v1', subject: 'ref-2' },
          { id: 'r-done', type: 'havre.referral.completed.v1', subject: 'ref-1' },
        ],
        followed: ['o-1', 'o-2', 'r-done'],
      },
      {
        keyId: 'parc',
        whole: [{ id: 'n-1', type: 'havre.event.not-applied.v1', subject: 'r-walk-2' }],
        followed: ['n-1'],
      },
    ],
    ledgerSightings: [{ at: AT, wrongRows: 0 }],
    occupiedAtStart: new Map([
      ['abri', 0],
      ['halte', 100],
    ]),
  };
}

function opened(
  id: string,
  key: string,
  needIndex: number,
): Omit<LogRecord, 'topic' | 'partition' | 'offset'> {
  return { id, key, type: 'havre.referral.opened.v1', intakeId: 'i-1', needIndex };
}

function record(topic: string, rest: Omit<LogRecord, 'topic' | 'partition' | 'offset'>): LogRecord {
  return { topic, partition: 0, offset: 0, ...rest };
}

function sent(
  mark: string,
  type: string,
  receipt: string,
  rest: Partial<SentEvent> & { readonly subject: string },
): SentEvent {
  const acknowledged = { at: AT, receipt, subject: rest.subject };
  return { mark, keyId: 'somebody', type, sentAt: AT - 10, otherReceipts: [], acknowledged, ...rest };
}

function row(serviceId: string, rest: object) {
  const empty = { total: 5_000, occupied: 0, held: 0, deficit: 0, liveHolds: 0, reportedTotal: 5_000 };
  return { serviceId, ...empty, ...rest };
}
