import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { about, ACCUEIL, LOISIRS, refusal, uuid } from '../testing/events.js';
import { FeedService } from '../testing/feed-service.js';
import type { EventsPage } from './read-events.js';

describe('GET /v1/events as pages', () => {
  let feed: FeedService;
  const one = about(1);

  beforeAll(async () => {
    feed = await FeedService.start();
    await feed.append(one.opened(), one.offered(), one.confirmed(), one.closed(), refusal(LOISIRS));
    await feed.until<EventsPage>('/v1/events', 'accueil', ({ items }) => items.length === 4);
    await feed.until<EventsPage>('/v1/events', 'loisirs', ({ items }) => items.length === 1);
  });
  afterAll(() => feed.stop());

  const types = ({ items }: EventsPage): string[] => items.map(({ event }) => event.type);

  it('gives each caller its own, oldest first', async () => {
    expect(types(await feed.json('/v1/events', 'accueil'))).toEqual([
      'havre.referral.opened.v1',
      'havre.referral.offered.v1',
      'havre.referral.place-confirmed.v1',
      'havre.referral.closed.v1',
    ]);
    expect(types(await feed.json('/v1/events', 'maison-bonaventure'))).toEqual([
      'havre.referral.offered.v1',
      'havre.referral.place-confirmed.v1',
      'havre.referral.closed.v1',
    ]);
    expect(types(await feed.json('/v1/events', 'loisirs'))).toEqual(['havre.event.not-applied.v1']);
    expect(await feed.json('/v1/events', 'auberge')).toEqual({ items: [], next: '0' });
  });

  it('goes on where a page ended, and stays there when there is nothing more', async () => {
    const first = await feed.json<EventsPage>('/v1/events?limit=3', 'accueil');
    expect(first.items).toHaveLength(3);
    const second = await feed.json<EventsPage>(`/v1/events?limit=3&cursor=${first.next}`, 'accueil');
    expect(types(second)).toEqual(['havre.referral.closed.v1']);
    const third = await feed.json<EventsPage>(`/v1/events?cursor=${second.next}`, 'accueil');
    expect(third).toEqual({ items: [], next: second.next });
  });

  it('begins now when asked to', async () => {
    const page = await feed.json<EventsPage>('/v1/events?cursor=now', 'accueil');
    expect(page.items).toEqual([]);
    await feed.append(about(2).opened());
    const next = await feed.until<EventsPage>(
      `/v1/events?cursor=${page.next}`,
      'accueil',
      ({ items }) => items.length > 0,
    );
    expect(next.items[0]?.event.subject).toBe(uuid('referral', 2));
  });

  it('says so when the cursor is not one that it could have given', async () => {
    const page = await feed.json<EventsPage>('/v1/events?cursor=999999', 'accueil');
    expect(page.reset).toBe(true);
    expect(page.items.length).toBeGreaterThanOrEqual(4);
  });

  it.each(['cursor=abc', 'cursor=-1', 'limit=0', 'limit=501', 'limit=x', 'source=/departments/loisirs'])(
    'refuses ?%s without repeating it',
    async (query) => {
      const response = await feed.get(`/v1/events?${query}`, 'accueil');
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain('loisirs');
    },
  );

  it('is for keys that may read the feed', async () => {
    expect((await feed.get('/v1/events', undefined)).status).toBe(401);
    expect((await feed.get('/v1/events', 'nobody')).status).toBe(401);
    expect((await feed.get('/v1/events', 'only-publishes')).status).toBe(403);
    expect((await feed.get('/v1/events', 'accueil')).headers.get('cache-control')).toBe('no-store');
  });

  it('shows a caller with two sources the events of both, once each and in order', async () => {
    const page = await feed.json<EventsPage>('/v1/events', 'both');
    expect(types(page)).toHaveLength(3);
    expect(page.items.map(({ event }) => event.source)).not.toContain(ACCUEIL);
  });
});
