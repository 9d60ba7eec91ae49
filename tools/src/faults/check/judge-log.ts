import type { Evidence, Finding, LogRecord, SentEvent } from './evidence.js';

/** The door and the log: each acknowledged event is in the log, under one receipt, in the order of its line. */
export function judgeLog(evidence: Evidence): readonly Finding[] {
  const first = firstRecords(evidence.log);
  return [
    ...evidence.sent.flatMap((sent) => judgeReceipt(sent, first)),
    ...judgeMarks(evidence),
    ...judgeLines(evidence.sent, first),
  ];
}

/** The first record of each event; what comes later is a repetition, and changes nothing. */
export function firstRecords(log: readonly LogRecord[]): ReadonlyMap<string, LogRecord> {
  const first = new Map<string, LogRecord>();
  for (const record of log) if (!first.has(record.id)) first.set(record.id, record);
  return first;
}

function judgeReceipt(sent: SentEvent, first: ReadonlyMap<string, LogRecord>): readonly Finding[] {
  const { mark, acknowledged, refused, otherReceipts } = sent;
  if (refused !== undefined) {
    return [{ kind: 'refused', what: `the door refused it: ${refused}`, subject: mark, at: sent.sentAt }];
  }
  if (acknowledged === undefined) {
    return [{ kind: 'no-end', what: 'never acknowledged', subject: mark, at: sent.sentAt }];
  }
  const { at, receipt } = acknowledged;
  const findings: Finding[] = [];
  if (!first.has(receipt)) {
    findings.push({ kind: 'lost', what: 'acknowledged, and not in the log', subject: mark, at });
  }
  if (otherReceipts.length > 0) {
    findings.push({ kind: 'doubled', what: 'one event, several receipts', subject: mark, at });
  }
  return findings;
}

/** An intake says its mark in its content: one mark under two ids is one event taken twice. */
function judgeMarks({ sent, log }: Evidence): readonly Finding[] {
  const ids = new Map<string, Set<string>>();
  for (const { mark, id, type } of log) {
    if (mark === undefined || type !== 'havre.intake.received.v1') continue;
    ids.set(mark, (ids.get(mark) ?? new Set()).add(id));
  }
  const acknowledgedAt = new Map(sent.map((event) => [event.mark, event.acknowledged?.at]));
  return [...ids]
    .filter(([, own]) => own.size > 1)
    .map(([mark, own]) => {
      const at = acknowledgedAt.get(mark);
      const what = 'one intake, several events in the log';
      return {
        kind: 'doubled',
        what,
        subject: mark,
        count: own.size - 1,
        ...(at === undefined ? {} : { at }),
      };
    });
}

function judgeLines(sent: readonly SentEvent[], first: ReadonlyMap<string, LogRecord>): readonly Finding[] {
  const findings: Finding[] = [];
  const last = new Map<string, LogRecord>();
  for (const { line, acknowledged, mark } of sent) {
    const record = acknowledged === undefined ? undefined : first.get(acknowledged.receipt);
    if (line === undefined || record === undefined) continue;
    const before = last.get(line);
    last.set(line, record);
    if (before === undefined) continue;
    if (before.partition !== record.partition || before.offset >= record.offset) {
      findings.push({ kind: 'order', what: 'in the log before what was sent before it', subject: mark });
    }
  }
  return findings;
}
