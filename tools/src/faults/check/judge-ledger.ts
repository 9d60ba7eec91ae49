import type { Evidence, Finding, LedgerRow, LogRecord, SentEvent } from './evidence.js';
import { notApplied } from './judge-answers.js';
import { firstRecords } from './judge-log.js';

const WALKED_IN = 'havre.capacity.walked-in.v1';
const VACATED = 'havre.capacity.vacated.v1';
const REPORTED = 'havre.capacity.reported.v1';

/** The places: each statement counted once, no place promised twice, at any moment that was looked at and at the end. */
export function judgeLedger(evidence: Evidence): readonly Finding[] {
  const { sent, tables, log, ledgerSightings } = evidence;
  const refused = notApplied(log);
  const statements = sent.filter(({ type }) => type === WALKED_IN || type === VACATED);
  return [
    ...statements.flatMap((statement) => judgeStatement(statement, evidence, refused)),
    ...tables.ledger.flatMap(judgeRow),
    ...judgeSums(evidence, refused),
    ...judgeReports(evidence, refused),
    ...ledgerSightings
      .filter(({ wrongRows }) => wrongRows > 0)
      .map(({ at, wrongRows }): Finding => {
        const what = 'the ledger did not add up when it was looked at';
        return { kind: 'double-held', what, subject: 'ledger', at, count: wrongRows };
      }),
    ...(tables.holdsOfNobody === 0 ? [] : [holdsOfNobody(tables.holdsOfNobody)]),
  ];
}

function holdsOfNobody(count: number): Finding {
  return { kind: 'double-held', what: 'a live hold for nobody', subject: 'ledger', count };
}

type Refused = ReadonlyMap<string, ReadonlySet<string>>;

function judgeStatement(
  { mark, acknowledged }: SentEvent,
  { tables }: Evidence,
  refused: Refused,
): readonly Finding[] {
  if (acknowledged === undefined) return [];
  const { at, receipt } = acknowledged;
  const isCounted = tables.movements.has(receipt);
  const isRefused = refused.has(receipt);
  if (isCounted && isRefused) {
    return [{ kind: 'doubled', what: 'counted, and said not to be', subject: mark, at }];
  }
  if (isCounted || isRefused) return [];
  return [{ kind: 'lost', what: 'a statement that the ledger does not know', subject: mark, at }];
}

function judgeRow({ serviceId, total, occupied, held, deficit, liveHolds }: LedgerRow): readonly Finding[] {
  if (held === liveHolds && occupied + held <= total + deficit) return [];
  return [{ kind: 'double-held', what: 'held places are not the live holds', subject: serviceId }];
}

/**
 * Occupied places, counted a second time: from what was acknowledged and from the arrivals in the log. What was sent and
 * never acknowledged may have been counted, once.
 */
function judgeSums({ sent, log, tables, occupiedAtStart }: Evidence, refused: Refused): readonly Finding[] {
  const places = new Map([...occupiedAtStart].map(([service, start]) => [service, newSum(start)]));
  const statements = sent.filter(({ type }) => type === WALKED_IN || type === VACATED);
  for (const statement of statements) {
    const sum = places.get(statement.subject ?? '');
    if (sum !== undefined) say(sum, statement, refused);
  }
  for (const [service, arrived] of arrivals(log)) add(places.get(service) ?? newSum(0), arrived);
  const occupied = new Map(tables.ledger.map((row) => [row.serviceId, row.occupied]));
  return [...places].flatMap(([service, sum]) => judgeSum(service, sum, occupied.get(service) ?? 0));
}

interface Sum {
  least: number;
  most: number;
  /** When the last statement that counts was acknowledged. */
  at: number | undefined;
}

const newSum = (start: number): Sum => ({ least: start, most: start, at: undefined });

function add(sum: Sum, places: number): void {
  sum.least += places;
  sum.most += places;
}

function say(sum: Sum, { type, quantity = 0, acknowledged }: SentEvent, refused: Refused): void {
  const isWalkIn = type === WALKED_IN;
  const places = isWalkIn ? quantity : -quantity;
  if (acknowledged === undefined) {
    sum[isWalkIn ? 'most' : 'least'] += places;
  } else if (!refused.has(acknowledged.receipt)) {
    add(sum, places);
    sum.at = acknowledged.at;
  }
}

function judgeSum(subject: string, { least, most, at }: Sum, occupied: number): readonly Finding[] {
  const difference = Math.max(occupied - most, 0) - Math.max(least - occupied, 0);
  if (difference === 0) return [];
  const kind = difference > 0 ? 'doubled' : 'lost';
  const count = Math.abs(difference);
  return [{ kind, what: 'the sum of places', subject, count, ...(at === undefined ? {} : { at }) }];
}

/** Places taken by arrivals and not left again for another house, by service: each hold once, in the order of the log. */
function arrivals(log: readonly LogRecord[]): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  const inside = new Map<string, string>();
  for (const { type, holdId, quantity, key } of firstRecords(log).values()) {
    if (holdId === undefined) continue;
    if (type === 'havre.hold.requested.v1') quantities.set(holdId, quantity ?? 1);
    if (type === 'havre.hold.occupied.v1') inside.set(holdId, key);
    if (type === 'havre.hold.released.v1') inside.delete(holdId);
  }
  const places = new Map<string, number>();
  for (const [holdId, service] of inside) {
    places.set(service, (places.get(service) ?? 0) + (quantities.get(holdId) ?? 1));
  }
  return places;
}

/** Reports of one service come one after the other: the last that was applied is what the ledger says. */
function judgeReports({ sent, tables }: Evidence, refused: Refused): readonly Finding[] {
  const all = sent.filter(({ type }) => type === REPORTED);
  const reports = all.filter(({ acknowledged }) => acknowledged !== undefined);
  /** A report that was never acknowledged may be the last one that was applied. */
  const isUncertain = ({ subject, sentAt }: SentEvent): boolean =>
    all.some((one) => one.acknowledged === undefined && one.subject === subject && one.sentAt > sentAt);
  const isRefused = ({ acknowledged }: SentEvent): boolean => refused.has(acknowledged?.receipt ?? '');
  const last = new Map(
    reports.filter((report) => !isRefused(report)).map((report) => [report.subject ?? '', report]),
  );
  const totals = new Map(tables.ledger.map(({ serviceId, reportedTotal }) => [serviceId, reportedTotal]));
  return [
    ...reports
      .filter(({ acknowledged }) => !tables.inboxes.capacity.has(acknowledged?.receipt ?? ''))
      .map((report) => lostReport(report, 'a report that nobody took in')),
    ...[...last]
      .filter(([service, report]) => totals.get(service) !== report.total && !isUncertain(report))
      .map(([, report]) => lostReport(report, 'the last report is not what the ledger says')),
  ];
}

function lostReport({ mark, acknowledged, sentAt }: SentEvent, what: string): Finding {
  return { kind: 'lost', what, subject: mark, at: acknowledged?.at ?? sentAt };
}
