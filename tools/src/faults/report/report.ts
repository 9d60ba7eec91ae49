import type { Finding } from '../check/evidence.js';

/** What one fault was, and what could be seen of it from outside. */
export interface FaultRow {
  readonly fault: string;
  readonly target: string;
  /** Epoch milliseconds: from the beginning of the fault until the next begins. */
  readonly from: number;
  readonly until: number;
  readonly startedAfterMs: number;
  /** Until it was undone, what was killed being ready again. */
  readonly lastedMs: number;
  readonly acknowledged: number;
  /** From the end of the fault to the next success from end to end; undefined when none came in time. */
  readonly recoveredMs: number | undefined;
}

/** One line of the table: all faults of one kind. */
export interface KindRow {
  readonly fault: string;
  readonly times: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** Of all times, the middle and the longest; null when one never came back. */
  readonly recoveredMs: { readonly median: number; readonly longest: number } | null;
}

/** How many acknowledged events are lost or doubled, in all. */
export function countOf(findings: readonly Finding[], kind: Finding['kind']): number {
  return findings.filter((finding) => finding.kind === kind).reduce((sum, { count = 1 }) => sum + count, 0);
}

/** Adds the faults up by kind. A finding belongs to the fault during which its event was acknowledged. */
export function byKind(rows: readonly FaultRow[], findings: readonly Finding[]): readonly KindRow[] {
  const kinds = Map.groupBy(rows, ({ fault }) => fault);
  return [...kinds].map(([fault, own]) => {
    const during = findings.filter(({ at = -1 }) => own.some(({ from, until }) => at >= from && at < until));
    return {
      fault,
      times: own.length,
      acknowledged: own.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      lost: countOf(during, 'lost'),
      doubled: countOf(during, 'doubled'),
      recoveredMs: spread(own.map(({ recoveredMs }) => recoveredMs)),
    };
  });
}

function spread(times: readonly (number | undefined)[]): KindRow['recoveredMs'] {
  const known = times.filter((time) => time !== undefined).sort((a, b) => a - b);
  if (known.length < times.length) return null;
  return { median: known[Math.floor((known.length - 1) / 2)] ?? 0, longest: known.at(-1) ?? 0 };
}

/** Whether the run shows nothing that must not be, and every fault was recovered from. */
export function isGood(rows: readonly FaultRow[], findings: readonly Finding[]): boolean {
  return findings.length === 0 && rows.every(({ recoveredMs }) => recoveredMs !== undefined);
}
