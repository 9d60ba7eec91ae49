import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { about, uuid } from '../testing/events.js';
import { FeedService, OPS_KEY } from '../testing/feed-service.js';
import type { ReferralsPage } from '../read-referrals/referrals.controller.js';

const one = about(1);
const VIEW = { referralId: one.subject, state: 'offered', fhirTaskStatus: 'requested', matches: [] };

describe('GET /v1/referrals/{id}/explanation', () => {
  let feed: FeedService;
  let referral: Server;
  let answer: { status: number; body: string };
  const asked: (readonly [string | undefined, string | undefined])[] = [];

  beforeAll(async () => {
    referral = createServer((request, response) => {
      asked.push([request.url, request.headers.authorization]);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    }).listen(0, '127.0.0.1');
    await once(referral, 'listening');
    const { port } = referral.address() as AddressInfo;
    feed = await FeedService.start({ HAVRE_REFERRAL_URL: `http://127.0.0.1:${port}` });
    await feed.append(one.opened(), one.offered());
    await feed.until<ReferralsPage>('/v1/referrals', 'maison-bonaventure', ({ items }) => items.length === 1);
  });
  afterAll(async () => {
    await feed.stop();
    referral.close();
  });

  const read = (key: string | undefined, id = one.subject): Promise<Response> =>
    feed.get(`/v1/referrals/${id}/explanation`, key);

  it('explains to the department whose referral it is', async () => {
    answer = { status: 200, body: JSON.stringify(VIEW) };
    const response = await read('accueil');
    expect([response.status, await response.json()]).toEqual([200, VIEW]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(asked.at(-1)).toEqual([
      `/ops/v1/referrals/${one.subject}/explanation?for=department`,
      `Bearer ${OPS_KEY}`,
    ]);
  });

  it.each([
    ['the provider that was offered it', 'maison-bonaventure', one.subject],
    ['another department', 'loisirs', one.subject],
    ['a referral that never was', 'accueil', uuid('referral', 99)],
    ['nonsense', 'accueil', 'nonsense'],
  ])('has nothing for %s, and asks nobody', async (_who, key, id) => {
    answer = { status: 200, body: JSON.stringify(VIEW) };
    const before = asked.length;
    expect((await read(key, id)).status).toBe(404);
    expect(asked.length).toBe(before);
  });

  it.each([
    ['it is forgotten there', { status: 404, body: '{}' }, 404],
    ['the service is not ready', { status: 503, body: '{}' }, 503],
    ['what it says cannot be read', { status: 200, body: 'secret words' }, 503],
  ])('says when %s', async (_what, given, status) => {
    answer = given;
    const response = await read('accueil');
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('secret');
  });

  it('is closed without a key', async () => {
    expect((await read(undefined)).status).toBe(401);
  });
});
