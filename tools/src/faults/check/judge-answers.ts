import type { Evidence, Finding, LogRecord, ReferralRow, SentEvent } from './evidence.js';

const NOT_APPLIED = 'havre.event.not-applied.v1';
const OUTCOMES = [
  'havre.hold.placed.v1',
  'havre.hold.confirmed.v1',
  'havre.hold.occupied.v1',
  'havre.hold.released.v1',
];

/** What was said of a referral took effect, or its publisher was told that it did not; no hold is settled twice. */
export function judgeAnswers(evidence: Evidence): readonly Finding[] {
  const { sent, tables, log } = evidence;
  const refused = notApplied(log);
  const referrals = new Map(tables.referrals.map((row) => [row.id, row]));
  return [
    ...sent
      .filter(({ type }) => type.startsWith('havre.referral.'))
      .flatMap((answer) => judgeAnswer(answer, { evidence, refused, referrals })),
    ...[...refused.values()].flatMap(judgeNotApplied),
    ...judgeHolds(log),
  ];
}

/** Distinct events that say that something was not applied, by the receipt of what was not. */
export function notApplied(log: readonly LogRecord[]): ReadonlyMap<string, ReadonlySet<string>> {
  const events = new Map<string, Set<string>>();
  for (const { type, key, id } of log) {
    if (type === NOT_APPLIED) events.set(key, (events.get(key) ?? new Set()).add(id));
  }
  return events;
}

interface Known {
  readonly evidence: Evidence;
  readonly refused: ReadonlyMap<string, ReadonlySet<string>>;
  readonly referrals: ReadonlyMap<string, ReferralRow>;
}

function judgeAnswer(answer: SentEvent, { evidence, refused, referrals }: Known): readonly Finding[] {
  const { mark, type, subject = '', acknowledged } = answer;
  if (acknowledged === undefined) return [];
  const { at, receipt } = acknowledged;
  if (!evidence.tables.inboxes.referral.has(receipt)) {
    return [{ kind: 'lost', what: 'an answer that nobody took in', subject: mark, at }];
  }
  if (refused.has(receipt)) return [];
  const ends = END_OF_ANSWER[type];
  const state = referrals.get(subject)?.state;
  if (ends === undefined || state === ends) return [];
  return [{ kind: 'lost', what: 'an answer that was applied and left no trace', subject: mark, at }];
}

/** Nothing follows these in the traffic: the referral ends, and stays, there. */
const END_OF_ANSWER: Readonly<Record<string, string>> = {
  'havre.referral.withdrawn.v1': 'withdrawn',
  'havre.referral.completed.v1': 'completed',
};

function judgeNotApplied(events: ReadonlySet<string>): readonly Finding[] {
  if (events.size < 2) return [];
  const [first = ''] = events;
  return [
    { kind: 'doubled', what: 'not applied, and said so twice', subject: first, count: events.size - 1 },
  ];
}

/** Two distinct events of one kind for one hold: the ledger, or whoever asked it, did the same thing twice. */
function judgeHolds(log: readonly LogRecord[]): readonly Finding[] {
  const events = new Map<string, Set<string>>();
  for (const { type, holdId, id } of log) {
    if (holdId === undefined || !OUTCOMES.includes(type)) continue;
    const name = `${type} ${holdId}`;
    events.set(name, (events.get(name) ?? new Set()).add(id));
  }
  return [...events]
    .filter(([, ids]) => ids.size > 1)
    .map(([name, ids]) => ({
      kind: 'doubled',
      what: 'a hold that was settled twice',
      subject: name,
      count: ids.size - 1,
    }));
}
