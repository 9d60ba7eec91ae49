import { describe, expect, it } from '@jest/globals';
import { byKind, countOf, type FaultRow, isGood } from './report.js';

const row = (fault: string, from: number, recoveredMs: number | undefined): FaultRow => ({
  fault,
  target: 'somebody',
  from,
  until: from + 100,
  startedAfterMs: from,
  lastedMs: 50,
  acknowledged: 7,
  recoveredMs,
});

const ROWS = [row('cut', 0, 30), row('kill', 100, 90), row('cut', 200, 10)];

describe('the table of a run', () => {
  it('adds the faults up by kind, with the middle and the longest time to recover', () => {
    expect(byKind(ROWS, [])).toEqual([
      {
        fault: 'cut',
        times: 2,
        acknowledged: 14,
        lost: 0,
        doubled: 0,
        recoveredMs: { median: 10, longest: 30 },
      },
      {
        fault: 'kill',
        times: 1,
        acknowledged: 7,
        lost: 0,
        doubled: 0,
        recoveredMs: { median: 90, longest: 90 },
      },
    ]);
  });

  it('counts what is lost or doubled with the fault during which it was acknowledged', () => {
    const findings = [
      { kind: 'lost', what: '', subject: 'a', at: 150 },
      { kind: 'lost', what: '', subject: 'b', at: 250, count: 3 },
      { kind: 'doubled', what: '', subject: 'c', at: 20 },
      { kind: 'lost', what: '', subject: 'd' },
    ] as const;
    expect(byKind(ROWS, findings).map(({ fault, lost, doubled }) => [fault, lost, doubled])).toEqual([
      ['cut', 3, 1],
      ['kill', 1, 0],
    ]);
    expect([countOf(findings, 'lost'), countOf(findings, 'doubled')]).toEqual([5, 1]);
  });

  it('says when a fault was never recovered from', () => {
    const [never] = byKind([row('cut', 0, 30), row('cut', 100, undefined)], []);
    expect(never?.recoveredMs).toBeNull();
  });

  it('is good when nothing was found and every fault was recovered from', () => {
    expect(isGood(ROWS, [])).toBe(true);
    expect(isGood(ROWS, [{ kind: 'order', what: '', subject: 'a' }])).toBe(false);
    expect(isGood([row('cut', 0, undefined)], [])).toBe(false);
  });
});
