import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { event, intake, REFERRAL, SERVICE, typesOf } from '../testing/test-events.js';
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

describe('what an operator discards', () => {
  const discard = async (
    topic: string,
    key: string,
    discarded: HavreEvent | undefined,
  ): Promise<readonly HavreEvent[]> =>
    routing.dataSource.transaction((manager) =>
      routing.routing.discarding.discard(manager, [
        { record: { topic, partition: 0, offset: 0n, key }, event: discarded },
      ]),
    );

  it('is told to its publisher, frees the places, and puts the referral in front of a person', async () => {
    await routing.withBeds(5);
    await routing.offered();
    const accepted = event('havre.referral.accepted.v1', REFERRAL, {});
    const events = await discard('havre.referral', REFERRAL, accepted);
    expect(typesOf(events)).toEqual([
      'event.not-applied',
      'hold.release-requested',
      'referral.offer-ended',
      'referral.attention-needed',
    ]);
    expect(await routing.stateOf()).toBe('needs-attention');
  });

  it('when it cannot even be read, concerns those who waited for that word', async () => {
    await routing.withBeds(5);
    await routing.deliver(intake(1));
    const events = await discard('havre.capacity', SERVICE, undefined);
    expect(typesOf(events)).toEqual(['hold.release-requested', 'referral.attention-needed']);
  });
});
