import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';

import { VerdictMetrics } from './verdict-metrics.js';

async function shown(droppedLastDay: () => Promise<number>): Promise<readonly string[]> {
  const registry = new Registry();
  new VerdictMetrics(registry, droppedLastDay).count({ cleared: 3 });
  return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('the metrics of verdicts', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 5],
    [23, 23],
  ])('tell of %s drops of the day that is over as %s', async (dropped, expected) => {
    expect(await shown(() => Promise.resolve(dropped))).toEqual([
      'havre_gate_verdicts_total{verdict="cleared"} 3',
      `havre_gate_dropped_last_day ${expected}`,
    ]);
  });

  it('do without the database', async () => {
    expect(await shown(() => Promise.reject(new Error('gone')))).toContain(
      'havre_gate_verdicts_total{verdict="cleared"} 3',
    );
  });
});
