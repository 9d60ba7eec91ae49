import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { about, ACCUEIL, LOISIRS, refusal } from '../testing/events.js';
import { FeedService } from '../testing/feed-service.js';
import type { SseReader } from '../testing/sse-reader.js';

describe('GET /v1/events as a stream', () => {
  let feed: FeedService;
  let number = 0;
  const readers: SseReader[] = [];

  beforeAll(async () => {
    feed = await FeedService.start({ HAVRE_FEED_HEARTBEAT_SECONDS: '1', HAVRE_FEED_STREAMS_PER_KEY: '3' });
  });
  afterAll(() => feed.stop());
  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.leave()));
    await untilStreams(0);
  });

  const open = async (keyId: string, after?: string): Promise<SseReader> => {
    const reader = await feed.stream(keyId, after);
    readers.push(reader);
    return reader;
  };
  const next = () => about((number += 1));
  const untilStreams = async (count: number): Promise<void> => {
    for (;;) {
      const metrics = await (await feed.get('/metrics', undefined)).text();
      if (new RegExp(`^havre_feed_streams(?:{[^}]*})? ${String(count)}$`, 'm').test(metrics)) return;
    }
  };

  it('shows what was missed, then what happens, each once and with its cursor', async () => {
    const one = next();
    await feed.append(one.opened());
    const reader = await open('accueil');
    expect(reader.response.headers.get('content-type')).toContain('text/event-stream');
    expect(reader.response.headers.get('cache-control')).toBe('no-store');
    expect(reader.response.headers.get('x-content-type-options')).toBe('nosniff');
    await reader.until(({ types }) => types.length === 1);
    await feed.append(one.offered());
    await reader.until(({ types }) => types.length === 2);
    await feed.append(one.confirmed(), one.closed());
    await reader.until(({ types }) => types.length === 4);
    expect(reader.types).toEqual([
      'havre.referral.opened.v1',
      'havre.referral.offered.v1',
      'havre.referral.place-confirmed.v1',
      'havre.referral.closed.v1',
    ]);
    expect(reader.retryMs).toBe(2_000);
    expect(new Set(reader.cursors).size).toBe(4);
  });

  it('goes on after the last event that the reader has seen', async () => {
    const first = await open('accueil', 'now');
    const two = next();
    await feed.append(two.opened(), two.waitlisted(), two.offered());
    await first.until(({ types }) => types.length === 3);
    await first.leave();
    await feed.append(two.confirmed());
    const again = await open('accueil', first.cursors[1]);
    await again.until(({ types }) => types.length === 2);
    expect(again.types).toEqual(['havre.referral.offered.v1', 'havre.referral.place-confirmed.v1']);
  });

  it('shows each reader its own only, at the same time', async () => {
    const three = next();
    const [accueil, loisirs, provider] = await Promise.all(
      ['accueil', 'loisirs', 'maison-bonaventure'].map((keyId) => open(keyId, 'now')),
    );
    await feed.append(three.opened(), three.offered(), refusal(LOISIRS));
    await Promise.all([
      accueil?.until(({ types }) => types.length === 2),
      loisirs?.until(({ types }) => types.length === 1),
      provider?.until(({ types }) => types.length === 1),
    ]);
    expect(loisirs?.types).toEqual(['havre.event.not-applied.v1']);
    expect(JSON.stringify(loisirs?.messages)).not.toContain(ACCUEIL);
    expect(provider?.types).toEqual(['havre.referral.offered.v1']);
    expect(JSON.stringify(provider?.messages)).not.toContain('"code":"érable');
  });

  it('says first of all that a cursor is too old, then goes on', async () => {
    const reader = await open('accueil', '999999999');
    await reader.until(({ messages }) => messages.length >= 2);
    expect(reader.messages[0]).toEqual({
      id: '0',
      event: 'reset',
      data: { reason: 'cursor-too-old', continuesAfter: '0' },
    });
    expect(reader.messages[1]?.data['type']).toBe('havre.referral.opened.v1');
  });

  it('shows many events at once without losing any', async () => {
    const reader = await open('accueil', 'now');
    const many = Array.from({ length: 450 }, () => next());
    await feed.append(...many.map((referral) => referral.opened()));
    await reader.until(({ types }) => types.length >= many.length);
    const subjects = new Set(reader.messages.map(({ data }) => data['subject']));
    expect(subjects.size).toBe(many.length);
    const cursors = reader.cursors.map(Number);
    expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
  });

  it('says that it is alive when nothing happens', async () => {
    const reader = await open('accueil', 'now');
    await reader.until(({ comments }) => comments.includes('heartbeat'));
    expect(reader.messages).toEqual([]);
  });

  it('forgets a reader that leaves', async () => {
    const reader = await open('accueil', 'now');
    await untilStreams(1);
    expect(await reader.leave()).toBe('cut');
    await untilStreams(0);
  });

  it('lets one key open so many streams and no more, until one is left', async () => {
    await Promise.all([open('auberge'), open('auberge'), open('auberge')]);
    await untilStreams(3);
    const refused = await feed.stream('auberge');
    expect(refused.response.status).toBe(429);
    expect(refused.response.headers.get('retry-after')).toBe('30');
    expect((await open('accueil', 'now')).response.status).toBe(200);
    await readers[0]?.leave();
    await untilStreams(3);
    expect((await open('auberge')).response.status).toBe(200);
  });

  it('refuses before it begins to stream', async () => {
    expect((await feed.stream('nobody')).response.status).toBe(401);
    expect((await feed.stream('only-publishes')).response.status).toBe(403);
  });

  it('ends for a key that is revoked while it is open', async () => {
    const reader = await open('loisirs', 'now');
    await feed.revoke('loisirs');
    expect(await reader.ended).toBe('end');
  });

  it('ends cleanly when the service stops, and goes on at the next', async () => {
    const reader = await open('accueil', 'now');
    const referral = next();
    await feed.append(referral.opened());
    await reader.until(({ types }) => types.length === 1);
    await feed.service?.close();
    expect(await reader.ended).toBe('end');
    await feed.append(referral.waitlisted());
    await feed.open();
    const again = await open('accueil', reader.cursors[0]);
    await again.until(({ types }) => types.length === 1);
    expect(again.types).toEqual(['havre.referral.waitlisted.v1']);
  });

  it('is told of what another instance has written', async () => {
    const reader = await open('accueil', 'now');
    const other = feed.service;
    const second = await feed.open();
    const referrals = Array.from({ length: 40 }, () => next());
    await feed.append(...referrals.map((referral) => referral.opened()));
    await reader.until(({ types }) => types.length === 40);
    expect(new Set(reader.messages.map(({ data }) => data['subject'])).size).toBe(40);
    await second.close();
    feed.service = other;
  });
});
