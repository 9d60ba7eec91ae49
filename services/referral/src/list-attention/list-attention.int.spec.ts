import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ATTENTION_TEXT } from '../domain/attention-text.js';
import { referralIdOf } from '../find-places/deterministic-ids.js';
import {
  event,
  holdOf,
  intake,
  intakeId,
  listed,
  only,
  placed,
  REFERRAL,
  typesOf,
  updated,
  uuid,
} from '../testing/test-events.js';
import { TestRouting } from '../testing/test-routing.js';
import type { AttentionView } from './attention-view.js';

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

const DECISION = uuid(7, 1);
const old = { freshness: 'expired' } as const;
const queue = async (): Promise<readonly AttentionView[]> =>
  (await routing.routing.attention.list(100)).items;

describe('the queue of those who wait for a person', () => {
  it('given counts that are all too old, then shows whom to ring, and what there is to decide on', async () => {
    await routing.deliver(
      listed('far', { area: 'nord' }),
      listed('near'),
      listed('hidden', { confidential: true }),
    );
    await routing.deliver(updated('far', 3, old), updated('near', 3, old), updated('hidden', 3, old));
    const events = await routing.deliver(intake(1, { phrases: [{ code: 'comes-on-foot' }] }));
    expect(only(events, 'havre.referral.attention-needed.v1')[0]?.data.toRing).toEqual(['near', 'far']);
    expect(await queue()).toMatchObject([
      {
        referralId: REFERRAL,
        reason: 'all-stale',
        text: ATTENTION_TEXT['all-stale'],
        waitingMinutes: 0,
        kind: 'shelter',
        priority: 'urgent',
        department: '/departments/accueil',
        household: {
          members: [{ ageGroup: 'adult', gender: 'woman' }],
          language: 'fr',
          area: 'centre',
          phrases: ['comes-on-foot'],
        },
        isInside: false,
        tried: [],
        toRing: ['near', 'far'],
        actions: ['retry', 'close'],
      },
    ]);
  });

  it('given offers that came to nothing, then shows what was tried and what came of it', async () => {
    await routing.withBeds(5);
    await routing.deliver(placed(holdOf(await routing.deliver(intake(1)))));
    await routing.deliver(event('havre.referral.declined.v1', REFERRAL, { reason: 'safety' }));
    const [item] = await queue();
    expect(item).toMatchObject({
      reason: 'safety',
      offers: 1,
      tried: [{ serviceId: 'refuge-lits', result: 'safety' }],
    });
    expect(item?.tried[0]?.text.fr).toContain('sécurité');
  });

  it('given a confidential service among those that were asked, then it is not named', async () => {
    await routing.deliver(listed('refuge-lits', { confidential: true }));
    await routing.deliver(updated('refuge-lits', 5));
    await routing.deliver(placed(holdOf(await routing.deliver(intake(1)))));
    await routing.deliver(event('havre.referral.declined.v1', REFERRAL, { reason: 'safety' }));
    expect((await queue())[0]?.tried).toMatchObject([{ serviceId: null, result: 'safety' }]);
  });

  it('given several, then goes in the order of the line and says when there are more', async () => {
    await routing.deliver(listed('near'));
    await routing.deliver(updated('near', 3, old));
    await routing.deliver(intake(1, { needs: [{ kind: 'shelter', priority: 'routine' }] }));
    await routing.deliver(intake(2, { needs: [{ kind: 'shelter', priority: 'emergency' }] }));
    expect((await queue()).map(({ priority }) => priority)).toEqual(['emergency', 'routine']);
    expect(await routing.routing.attention.list(1)).toMatchObject({ more: true });
  });
});

describe('what a person decides', () => {
  const waiting = async (): Promise<void> => {
    await routing.deliver(listed('near'));
    await routing.deliver(updated('near', 3, old));
    await routing.deliver(intake(1));
  };

  it('given that it is looked at again and nothing has changed, then it is in the queue again', async () => {
    await waiting();
    expect(await routing.routing.acting.act(REFERRAL, 'retry', DECISION)).toBe('retried');
    expect(typesOf(await routing.takeOutbox())).toEqual(['referral.attention-needed']);
    expect(await queue()).toMatchObject([{ decisions: [DECISION] }]);
  });

  it('given that it is closed, then it ends unplaced, by a person, and can be reopened', async () => {
    await waiting();
    expect(await routing.routing.acting.act(REFERRAL, 'close', DECISION)).toBe('closed');
    const events = await routing.takeOutbox();
    expect(only(events, 'havre.referral.unplaced.v1')[0]?.data.reason).toBe('closed-by-person');
    expect(await queue()).toEqual([]);
    expect(await routing.routing.acting.act(REFERRAL, 'close', DECISION)).toBe('not-waiting');
    await routing.deliver(event('havre.referral.reopened.v1', REFERRAL, {}));
    expect(await routing.stateOf()).toBe('needs-attention');
  });

  it('given no such referral, then says so', async () => {
    expect(await routing.routing.acting.act(referralIdOf(intakeId(99), 0), 'retry', DECISION)).toBe(
      'unknown',
    );
  });
});
