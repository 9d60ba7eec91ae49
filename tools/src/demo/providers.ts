import { randomUUID } from 'node:crypto';
import { DoorClient, FeedClient, type FeedEvent } from '@havre/publisher';
import type { DemoCity, PartnerKey } from './partner-keys.js';
import type { Random } from './random.js';
import type { Tally } from './tally.js';

/** How the demo's providers answer: most accept, some decline, a few never answer. Invented, not measured. */
const HABITS = { accept: 0.82, decline: 0.12, arrives: 0.9 } as const;
const DECLINE_REASONS = ['no-place', 'not-eligible', 'client-refused', 'other-service-better'] as const;

interface Desk {
  readonly city: DemoCity;
  readonly random: Random;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  /** Waits `hours` of the demo's day; answers false when the day is over. */
  readonly wait: (hours: number) => Promise<boolean>;
}

/** Each provider follows its own feed from now on and answers what it is offered, until the day is over. */
export function staffProviders(desk: Desk): Promise<unknown> {
  const providers = desk.city.keys.filter((key) => key.role === 'provider');
  return Promise.all(providers.map((key) => staffOne(key, desk)));
}

async function staffOne(key: PartnerKey, desk: Desk): Promise<void> {
  const feed = new FeedClient({ url: desk.city.urls.feed, key: key.token });
  const answers: Promise<void>[] = [];
  try {
    for await (const { event } of feed.events({ signal: desk.signal, after: 'now' })) {
      if (event.type === 'havre.referral.offered.v1') answers.push(answerOffer(event, key, desk));
    }
  } catch (fault) {
    if (!desk.signal.aborted) throw fault;
  }
  await Promise.all(answers);
}

async function answerOffer(offer: FeedEvent, key: PartnerKey, desk: Desk): Promise<void> {
  if (!(await desk.wait(desk.random.next() * 0.4))) return;
  const roll = desk.random.next();
  if (roll < HABITS.accept) {
    await publish('havre.referral.accepted.v1', {}, offer, key, desk);
    desk.tally.count('accepted');
    if (!desk.random.chance(HABITS.arrives) || !(await desk.wait(0.2 + desk.random.next()))) return;
    await publish('havre.referral.arrived.v1', {}, offer, key, desk);
    desk.tally.count('arrived');
  } else if (roll < HABITS.accept + HABITS.decline) {
    await publish(
      'havre.referral.declined.v1',
      { reason: desk.random.pick(DECLINE_REASONS) },
      offer,
      key,
      desk,
    );
    desk.tally.count('declined');
  }
}

async function publish(
  type: string,
  data: unknown,
  offer: FeedEvent,
  key: PartnerKey,
  desk: Desk,
): Promise<void> {
  const door = new DoorClient({ url: desk.city.urls.policyGate, key: key.token });
  await door.publish({ id: randomUUID(), source: key.sources[0] ?? '', type, subject: offer.subject, data });
}
