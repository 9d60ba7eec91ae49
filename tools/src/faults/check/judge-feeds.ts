import type { Evidence, FeedEvidence, Finding, LogRecord } from './evidence.js';
import { firstRecords } from './judge-log.js';

/** What a provider says at its door is shown to the department once the ledger has counted the place: later, by design. */
const HELD_BACK = 'havre.referral.arrived.v1';

/** Each feed shows each event once, in the order of the log, and hides none from whoever followed it. */
export function judgeFeeds({ feeds, log, sent }: Evidence): readonly Finding[] {
  const first = firstRecords(log);
  const shown = new Set(feeds.flatMap(({ whole }) => whole.map(({ id }) => id)));
  return [...feeds.flatMap((feed) => judgeFeed(feed, first)), ...judgeNews(log, shown, sent)];
}

function judgeFeed(feed: FeedEvidence, first: ReadonlyMap<string, LogRecord>): readonly Finding[] {
  return [...judgeRepetitions(feed), ...judgeOrder(feed, first), ...judgeFollowing(feed)];
}

function judgeRepetitions({ keyId, whole }: FeedEvidence): readonly Finding[] {
  const seen = new Set<string>();
  return whole.flatMap(({ id }): readonly Finding[] => {
    if (seen.has(id)) return [{ kind: 'doubled', what: `shown twice to ${keyId}`, subject: id }];
    seen.add(id);
    return [];
  });
}

function judgeOrder(
  { keyId, whole }: FeedEvidence,
  first: ReadonlyMap<string, LogRecord>,
): readonly Finding[] {
  const last = new Map<string, LogRecord>();
  return whole.flatMap(({ id, subject }): readonly Finding[] => {
    const record = first.get(id);
    if (record === undefined || record.type === HELD_BACK) return [];
    const before = last.get(subject);
    last.set(subject, record);
    if (before === undefined || !isBefore(record, before)) return [];
    return [{ kind: 'order', what: `shown to ${keyId} after what follows it`, subject: id }];
  });
}

function judgeFollowing({ keyId, whole, followed }: FeedEvidence): readonly Finding[] {
  const findings: Finding[] = [];
  const read = new Set(followed);
  if (read.size < followed.length) {
    const count = followed.length - read.size;
    findings.push({ kind: 'doubled', what: `followed twice by ${keyId}`, subject: keyId, count });
  }
  const missed = whole.filter(({ id }) => !read.has(id));
  const [one] = missed;
  if (one !== undefined) {
    const what = `never came to ${keyId}, who followed all the time`;
    findings.push({ kind: 'lost', what, subject: one.id, count: missed.length });
  }
  return findings;
}

/** Order holds within a partition; what is shown from two topics has none. */
function isBefore(one: LogRecord, other: LogRecord): boolean {
  return one.topic === other.topic && one.partition === other.partition && one.offset < other.offset;
}

const NEWS: ReadonlySet<string> = new Set(['havre.referral.opened.v1', 'havre.event.not-applied.v1']);

/** What a partner must hear of reaches a feed: openings of its intakes, and what was not applied. */
function judgeNews(
  log: readonly LogRecord[],
  shown: ReadonlySet<string>,
  sent: Evidence['sent'],
): readonly Finding[] {
  const own = new Set(
    sent.flatMap(({ acknowledged }) => (acknowledged ? [acknowledged.receipt, acknowledged.subject] : [])),
  );
  const concerns = ({ type, key, intakeId }: LogRecord): boolean =>
    NEWS.has(type) && (own.has(key) || (intakeId !== undefined && own.has(intakeId)));
  return [...firstRecords(log).values()]
    .filter((record) => concerns(record) && !shown.has(record.id))
    .map(({ id }): Finding => ({ kind: 'lost', what: 'in the log, and in no feed', subject: id }));
}
