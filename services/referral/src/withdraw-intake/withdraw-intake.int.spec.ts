import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { event, intake, intakeId, only, typesOf } from '../testing/test-events.js';
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

describe('an intake withdrawn at once', () => {
  const needs = [
    { kind: 'shelter', priority: 'urgent' },
    { kind: 'shelter', priority: 'routine' },
    { kind: 'food', priority: 'routine' },
  ] as const;
  const withdrawn = (number: number, source?: string): HavreEvent =>
    event(
      'havre.intake.withdrawn.v1',
      intakeId(number),
      { reason: 'found-elsewhere' },
      source === undefined ? {} : { source },
    );
  const refusals = (events: readonly HavreEvent[]): readonly string[] =>
    only(events, 'havre.event.not-applied.v1').map(({ data }) => data.reason);

  it('given needs of which one has ended, then withdraws the living ones and frees what they hold', async () => {
    await routing.withBeds(5);
    await routing.deliver(intake(1, { needs: [...needs] }));
    expect(await routing.states()).toEqual({ requested: 2, unplaced: 1 });
    const events = await routing.deliver(withdrawn(1));
    expect(typesOf(events).toSorted()).toEqual([
      'hold.release-requested',
      'hold.release-requested',
      'referral.closed',
      'referral.closed',
    ]);
    expect(await routing.states()).toEqual({ withdrawn: 2, unplaced: 1 });
  });

  it('given a second withdrawal, then nothing is left and its publisher is told', async () => {
    await routing.withBeds(5);
    await routing.deliver(intake(1));
    await routing.deliver(withdrawn(1));
    expect(refusals(await routing.deliver(withdrawn(1)))).toEqual(['not-in-this-state']);
  });

  it('given an intake that never was, or somebody else’s, then both are as unknown', async () => {
    await routing.withBeds(5);
    await routing.deliver(intake(1));
    expect(refusals(await routing.deliver(withdrawn(2)))).toEqual(['unknown-subject']);
    expect(refusals(await routing.deliver(withdrawn(1, '/departments/sante')))).toEqual(['unknown-subject']);
    expect(await routing.states()).toEqual({ requested: 1 });
  });

  it('given an intake and its withdrawal in one batch, then it ends without asking for a place', async () => {
    await routing.withBeds(5);
    const events = await routing.deliver(intake(1), withdrawn(1));
    expect(typesOf(events)).toEqual(['referral.opened', 'referral.closed']);
  });
});
