import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { event, intakeData, intakeId, only, REFERRAL, typesOf } from '../testing/test-events.js';
import { TestRouting } from '../testing/test-routing.js';

let routing: TestRouting;

beforeAll(async () => {
  routing = await TestRouting.start();
}, 60_000);
afterAll(async () => {
  await routing.stop();
});
beforeEach(async () => {
  await routing.clear();
});

describe('corrections', () => {
  const corrected = (data: Parameters<typeof intakeData>[0], source?: string): HavreEvent =>
    event('havre.intake.corrected.v1', intakeId(1), intakeData(data), source === undefined ? {} : { source });

  it('match once more and keep the turn', async () => {
    await routing.withBeds(5);
    await routing.offered();
    const events = await routing.deliver(corrected({ language: 'en' }));
    expect(typesOf(events)).toEqual(['hold.release-requested', 'referral.offer-ended', 'hold.requested']);
    const [row] = await routing.dataSource.query<{ request: string }[]>('SELECT request FROM referral');
    expect(JSON.parse(row!.request)).toMatchObject({ language: 'en' });
  });

  it('that change nothing for the provider leave its offer alone', async () => {
    await routing.withBeds(5);
    await routing.offered();
    expect(await routing.deliver(corrected({ exclusions: ['elsewhere'] }))).toEqual([]);
    expect(await routing.stateOf()).toBe('offered');
  });

  it('withdraw what is no longer needed and open what is new', async () => {
    await routing.withBeds(5);
    await routing.offered();
    const needs = [
      { kind: 'shelter', priority: 'urgent' },
      { kind: 'food', priority: 'routine' },
    ] as const;
    expect(typesOf(await routing.deliver(corrected({ needs })))).toContain('referral.opened');
    const [closed] = only(
      await routing.deliver(corrected({ needs: [needs[0]] })),
      'havre.referral.closed.v1',
    );
    expect(closed).toBeUndefined();
    expect(await routing.states()).toEqual({ offered: 1, unplaced: 1 });
  });

  it('by another department, or of nothing, are not applied', async () => {
    await routing.withBeds(5);
    await routing.offered();
    const other = await routing.deliver(corrected({}, '/departments/sante'));
    expect(only(other, 'havre.event.not-applied.v1')[0]?.data.reason).toBe('unknown-subject');
    await routing.deliver(event('havre.referral.withdrawn.v1', REFERRAL, {}));
    const late = await routing.deliver(corrected({}));
    expect(only(late, 'havre.event.not-applied.v1')[0]?.data.reason).toBe('too-late');
  });
});
