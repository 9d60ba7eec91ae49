import type { Evidence, Finding, SentEvent } from './evidence.js';

export const INTAKE = 'havre.intake.received.v1';

/** Each acknowledged intake opens one referral per need, once, and says so once. */
export function judgeIntakes({ sent, log, tables }: Evidence): readonly Finding[] {
  const opened = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const { type, id, intakeId, needIndex } of log) {
    if (type !== 'havre.referral.opened.v1' || intakeId === undefined || seen.has(id)) continue;
    seen.add(id);
    opened.set(intakeId, [...(opened.get(intakeId) ?? []), String(needIndex)]);
  }
  const rows = new Map<string, number>();
  for (const { intakeId } of tables.referrals) rows.set(intakeId, (rows.get(intakeId) ?? 0) + 1);
  return sent.filter(({ type }) => type === INTAKE).flatMap((intake) => judgeIntake(intake, opened, rows));
}

function judgeIntake(
  { mark, needs = 1, acknowledged }: SentEvent,
  opened: ReadonlyMap<string, readonly string[]>,
  rows: ReadonlyMap<string, number>,
): readonly Finding[] {
  if (acknowledged === undefined) return [];
  const { at, subject } = acknowledged;
  const said = opened.get(subject) ?? [];
  const kept = rows.get(subject) ?? 0;
  const missing = Math.max(needs - new Set(said).size, needs - kept, 0);
  const tooMany = Math.max(said.length - new Set(said).size, kept - needs, 0);
  const findings: Finding[] = [];
  if (missing > 0) {
    findings.push({ kind: 'lost', what: 'a need without its referral', subject: mark, at, count: missing });
  }
  if (tooMany > 0) {
    findings.push({ kind: 'doubled', what: 'a need with two referrals', subject: mark, at, count: tooMany });
  }
  return findings;
}
