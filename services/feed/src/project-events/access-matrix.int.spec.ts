import { EVENT_TYPES, eventDefinition, parseEvent, type EventType, type HavreEvent } from '@havre/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  about,
  ACCUEIL,
  AUBERGE,
  BONAVENTURE,
  CODE,
  listed,
  LOISIRS,
  OTHER_BEDS,
} from '../testing/events.js';
import { TestFeed } from '../testing/test-feed.js';

/** Those who look on: the department whose referral it is, the provider that is asked, and everybody else. */
const READERS = {
  department: ACCUEIL,
  'other department': LOISIRS,
  'asked provider': BONAVENTURE,
  'provider that declined': AUBERGE,
  'provider never asked': '/providers/clinique-du-port',
  'excluded provider': '/providers/maison-des-pins',
} as const;

type Reader = keyof typeof READERS;

/** Who is shown which event. A new type of event does not compile until somebody has decided. */
const MATRIX: Readonly<Record<EventType, readonly Reader[]>> = {
  'havre.intake.received.v1': [],
  'havre.intake.corrected.v1': [],
  'havre.intake.withdrawn.v1': [],
  'havre.service.listed.v1': [],
  'havre.service.delisted.v1': [],
  'havre.service.closed.v1': [],
  'havre.referral.opened.v1': ['department'],
  'havre.referral.offered.v1': ['department', 'asked provider'],
  'havre.referral.place-confirmed.v1': ['department', 'asked provider'],
  'havre.referral.offer-ended.v1': ['department', 'asked provider'],
  'havre.referral.waitlisted.v1': ['department'],
  'havre.referral.attention-needed.v1': ['department'],
  'havre.referral.unplaced.v1': ['department'],
  'havre.referral.closed.v1': ['department', 'asked provider'],
  'havre.referral.accepted.v1': [],
  'havre.referral.declined.v1': ['department'],
  'havre.referral.arrived.v1': ['department'],
  'havre.referral.returned.v1': [],
  'havre.referral.completed.v1': [],
  'havre.referral.not-arrived.v1': [],
  'havre.referral.withdrawn.v1': [],
  'havre.referral.reopened.v1': [],
  'havre.referral.transfer-requested.v1': [],
  'havre.referral.transfer-opened.v1': ['department'],
  'havre.referral.transfer-ended.v1': ['department', 'asked provider'],
  'havre.referral.ending-soon.v1': ['department', 'asked provider'],
  'havre.capacity.reported.v1': [],
  'havre.capacity.confirmed.v1': [],
  'havre.capacity.adjusted.v1': [],
  'havre.capacity.walked-in.v1': [],
  'havre.capacity.vacated.v1': [],
  'havre.capacity.updated.v1': ['asked provider'],
  'havre.hold.requested.v1': [],
  'havre.hold.confirmation-requested.v1': [],
  'havre.hold.occupation-requested.v1': [],
  'havre.hold.release-requested.v1': [],
  'havre.hold.placed.v1': [],
  'havre.hold.refused.v1': [],
  'havre.hold.confirmed.v1': [],
  'havre.hold.occupied.v1': [],
  'havre.hold.released.v1': [],
  'havre.hold.expired.v1': [],
  'havre.event.not-applied.v1': ['asked provider'],
  'havre.event.accepted.v1': ['department'],
  'havre.event.not-routable.v1': ['department'],
  'havre.event.unopened.v1': ['department'],
};

/** The published example of a type, as it would stand in the log. */
function example(type: EventType): HavreEvent {
  const value: unknown = {
    subject: '0198c0de-0001-7000-8000-000000000001',
    time: '2026-11-22T21:30:00.000Z',
    ...eventDefinition(type).example,
  };
  const parsed = parseEvent(value);
  if (parsed.outcome !== 'valid') throw new TypeError(type);
  return parsed.event;
}

const OFFER = example('havre.referral.offered.v1');
const HOLD = OFFER.type === 'havre.referral.offered.v1' ? OFFER.data.holdId : '';

describe('who is shown which event', () => {
  let feed: TestFeed;

  beforeAll(async () => {
    feed = await TestFeed.start();
  });
  afterAll(() => feed.stop());

  /** One provider has declined, another is asked; the excluded one was, rightly, never asked. */
  beforeEach(async () => {
    await feed.reset();
    const before = about(2);
    await feed.receive(listed(), listed(OTHER_BEDS, AUBERGE));
    await feed.receive(before.opened(), before.offered(9, AUBERGE, OTHER_BEDS), before.declined(AUBERGE));
  });

  const shownTo = async (event: HavreEvent): Promise<readonly Reader[]> => {
    const after = await feed.entries.last();
    await feed.receive(event);
    const readers = Object.entries(READERS) as (readonly [Reader, string])[];
    const shown = await Promise.all(
      readers.map(async ([reader, source]) => {
        const page = await feed.entries.page([source], after, 100);
        return page.length > 0 ? [reader] : [];
      }),
    );
    return shown.flat();
  };

  it.each(EVENT_TYPES)('%s', async (type) => {
    if (type !== 'havre.referral.offered.v1') await feed.receive(OFFER);
    // An arrival is told once the ledger has counted it.
    if (type === 'havre.referral.arrived.v1') await feed.receive(about(2).occupied(Number(HOLD.slice(-12))));
    expect(await shownTo(example(type))).toEqual(MATRIX[type]);
  });

  it('shows a refusal to a department that published, and to nobody else', async () => {
    const refusal = example('havre.event.not-applied.v1');
    const event = { ...refusal, data: { ...refusal.data, publisher: LOISIRS } } as HavreEvent;
    expect(await shownTo(event)).toEqual(['other department']);
  });

  it('shows each reader its own referrals only, and nobody a code but the department', async () => {
    await feed.receive(OFFER);
    const views = await Promise.all(
      Object.values(READERS).map((source) => feed.referrals.find([source], OFFER.subject)),
    );
    expect(views.map((view) => view?.state)).toEqual([
      'offered',
      undefined,
      'offered',
      'declined',
      undefined,
      undefined,
    ]);
    const lists = await Promise.all(
      Object.values(READERS).map((source) => feed.referrals.list([source], undefined, 10, {})),
    );
    expect(lists.map((list) => list.length)).toEqual([1, 0, 1, 1, 0, 0]);
    const texts = await Promise.all(
      Object.values(READERS).map(async (source) =>
        JSON.stringify([await feed.read(source), await feed.referrals.find([source], OFFER.subject)]),
      ),
    );
    expect(texts.map((text) => text.includes(CODE))).toEqual([true, false, false, false, false, false]);
  });

  it('shows nothing to a caller that speaks for nobody', async () => {
    await feed.receive(OFFER);
    expect(await feed.read()).toEqual([]);
    expect(await feed.referrals.list([], undefined, 10, {})).toEqual([]);
    expect(await feed.referrals.find([], OFFER.subject)).toBeUndefined();
  });
});
