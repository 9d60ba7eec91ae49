import { describe, expect, it } from '@jest/globals';
import { countOutcomes } from './outcome.js';
import type { Referral } from './referral.js';

const ZONE = 'America/Toronto';

function referral(state: Referral['state'], since: string, area?: string): Referral {
  const need = { kind: 'shelter', priority: 'urgent' };
  const request = { need, ...(area === undefined ? {} : { area }) };
  return { state, since: Date.parse(since), request } as unknown as Referral;
}

describe('how referrals ended', () => {
  it('is counted by local day, kind, area and outcome', () => {
    const ended = [
      referral('completed', '2026-11-22T23:00:00Z', 'ville-marie'),
      referral('completed', '2026-11-23T04:59:00Z', 'ville-marie'),
      referral('completed', '2026-11-23T05:00:00Z', 'ville-marie'),
      referral('unplaced', '2026-11-22T23:00:00Z'),
    ];
    const shelter = { kind: 'shelter' };
    expect(countOutcomes(ended, ZONE)).toEqual([
      { ...shelter, day: '2026-11-22', area: '', outcome: 'unplaced', count: 1 },
      { ...shelter, day: '2026-11-22', area: 'ville-marie', outcome: 'completed', count: 2 },
      { ...shelter, day: '2026-11-23', area: 'ville-marie', outcome: 'completed', count: 1 },
    ]);
  });

  it('leaves out those that go on', () => {
    expect(countOutcomes([referral('offered', '2026-11-22T23:00:00Z')], ZONE)).toEqual([]);
  });
});
