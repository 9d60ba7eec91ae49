import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { about, BEDS, CODE, LOISIRS, updated, listed, uuid, OTHER_BEDS, AUBERGE } from '../testing/events.js';
import { FeedService, OPS_KEY } from '../testing/feed-service.js';
import type { CapacityPage } from '../domain/capacity-view.js';
import type { ReferralsPage } from './referrals.controller.js';

describe('what partners read of referrals and places', () => {
  let feed: FeedService;
  const [one, two, three, four] = [about(1), about(2), about(3), about(4, LOISIRS)];

  beforeAll(async () => {
    feed = await FeedService.start();
    await feed.append(one.opened(), one.offered());
    await feed.append(two.opened(), two.waitlisted());
    await feed.append(three.opened(), three.offered(3), three.confirmed());
    await feed.append(four.opened(), four.offered(4));
    await feed.append(
      listed(),
      updated(),
      listed(OTHER_BEDS, AUBERGE, { confidential: true }),
      updated(OTHER_BEDS),
    );
    await feed.until<ReferralsPage>('/v1/referrals', 'accueil', ({ items }) => items.length === 3);
    await feed.until<ReferralsPage>(
      '/v1/referrals?state=offered',
      'maison-bonaventure',
      ({ items }) => items.length === 2,
    );
    await feed.until<CapacityPage>('/v1/capacity', 'auberge', ({ items }) => items.length === 2);
  });
  afterAll(() => feed.stop());

  const ids = ({ items }: ReferralsPage): string[] => items.map(({ referralId }) => referralId).sort();

  describe('GET /v1/referrals', () => {
    it('lists a department’s own', async () => {
      const page = await feed.json<ReferralsPage>('/v1/referrals', 'accueil');
      expect(ids(page)).toEqual([one.subject, two.subject, three.subject]);
      expect(page.next).toBeNull();
      expect(ids(await feed.json('/v1/referrals', 'loisirs'))).toEqual([four.subject]);
    });

    it('lists what a provider was offered, without the code', async () => {
      const response = await feed.get('/v1/referrals', 'maison-bonaventure');
      const text = await response.text();
      expect(ids(JSON.parse(text) as ReferralsPage)).toEqual([one.subject, three.subject, four.subject]);
      expect(text).not.toContain(CODE);
      expect(ids(await feed.json('/v1/referrals', 'auberge'))).toEqual([]);
    });

    it('writes phrases in the language of the reader', async () => {
      const read = async (language: string): Promise<string> => {
        const path = `/v1/referrals/${one.subject}`;
        const response = await feed.get(path, 'maison-bonaventure', { 'accept-language': language });
        expect(response.headers.get('vary')).toContain('accept-language');
        return response.text();
      };
      expect(await read('es-MX, en')).toContain('{"code":"comes-on-foot","text":"Viene a pie"}');
      expect(await read('pa')).toContain('{"code":"comes-on-foot","text":"Vient à pied"}');
      const page = await feed.get('/v1/referrals', 'maison-bonaventure', { 'accept-language': 'en' });
      expect(await page.text()).toContain('"text":"Comes on foot"');
    });

    it('goes through pages without leaving one out', async () => {
      const seen: string[] = [];
      for (let path: string | undefined = '/v1/referrals?limit=2'; path !== undefined;) {
        const page: ReferralsPage = await feed.json<ReferralsPage>(path, 'accueil');
        seen.push(...ids(page));
        path = page.next === null ? undefined : `/v1/referrals?limit=2&cursor=${page.next}`;
      }
      expect(seen.sort()).toEqual([one.subject, two.subject, three.subject]);
    });

    it('filters by state and kind', async () => {
      expect(ids(await feed.json('/v1/referrals?state=waitlisted', 'accueil'))).toEqual([two.subject]);
      expect(ids(await feed.json('/v1/referrals?state=accepted&kind=shelter', 'accueil'))).toEqual([
        three.subject,
      ]);
      expect(ids(await feed.json('/v1/referrals?kind=food', 'accueil'))).toEqual([]);
    });

    it.each(['state=gone', 'kind=visa', 'cursor=0', 'limit=1000', 'publisher=x'])(
      'refuses ?%s',
      async (query) => {
        expect((await feed.get(`/v1/referrals?${query}`, 'accueil')).status).toBe(400);
      },
    );
  });

  describe('GET /v1/referrals/{id}', () => {
    it('shows a referral to its department and to the provider that is asked, each its own view', async () => {
      const path = `/v1/referrals/${one.subject}`;
      expect(await feed.json(path, 'accueil')).toMatchObject({
        state: 'offered',
        code: CODE,
        place: { serviceId: BEDS },
      });
      expect(await feed.json(path, 'maison-bonaventure')).toMatchObject({
        state: 'offered',
        request: { household: { members: [{ ageGroup: 'adult' }] } },
      });
    });

    it('answers the same for somebody else’s, for one that never was and for nonsense', async () => {
      const answers = await Promise.all([
        feed.get(`/v1/referrals/${one.subject}`, 'loisirs'),
        feed.get(`/v1/referrals/${two.subject}`, 'maison-bonaventure'),
        feed.get(`/v1/referrals/${uuid('referral', 999)}`, 'loisirs'),
        feed.get('/v1/referrals/nonsense', 'loisirs'),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      const bodies = await Promise.all(answers.map((answer) => answer.text()));
      expect(new Set(bodies).size).toBe(1);
    });
  });

  describe('GET /v1/capacity', () => {
    it('shows a department what is free, and confidential places by area', async () => {
      expect(await feed.json<CapacityPage>('/v1/capacity', 'accueil')).toEqual({
        items: [
          {
            serviceId: BEDS,
            provider: '/providers/maison-bonaventure',
            name: { fr: 'Lits', en: 'Beds' },
            kind: 'shelter',
            area: 'ville-marie',
            unitType: 'bed',
            available: 7,
            freshness: 'fresh',
            reportedAt: '2026-11-22T21:00:00.000Z',
          },
        ],
        confidentialAreas: [{ kind: 'shelter', area: 'ville-marie', unitType: 'bed', available: 7 }],
      });
    });

    it('shows a provider the whole of its own, and nothing of confidential others', async () => {
      const own = await feed.json<CapacityPage>('/v1/capacity', 'maison-bonaventure');
      expect(own.items).toEqual([expect.objectContaining({ total: 40, occupied: 31, held: 2 })]);
      expect(JSON.stringify(own)).not.toContain(OTHER_BEDS);
      const other = await feed.json<CapacityPage>('/v1/capacity', 'auberge');
      expect(other.items.map((item) => ['total' in item, item.serviceId])).toEqual([
        [true, OTHER_BEDS],
        [false, BEDS],
      ]);
    });

    it('filters', async () => {
      expect(await feed.json('/v1/capacity?kind=food', 'accueil')).toEqual({
        items: [],
        confidentialAreas: [],
      });
      expect((await feed.json<CapacityPage>('/v1/capacity?area=ville-marie', 'accueil')).items).toHaveLength(
        1,
      );
      expect((await feed.get('/v1/capacity?area=Ville Marie', 'accueil')).status).toBe(400);
    });
  });

  describe('for operators', () => {
    it('is alive, ready, measured and described', async () => {
      expect((await feed.get('/livez', undefined)).status).toBe(200);
      expect((await feed.get('/readyz', undefined)).status).toBe(200);
      const metrics = await (await feed.get('/metrics', undefined)).text();
      expect(metrics).toMatch(/^havre_feed_entries_total\{service="feed"\} [1-9]/m);
      expect(metrics).not.toMatch(/accueil|bonaventure|loisirs/);
      const openapi = (await (await feed.get('/openapi.json', undefined)).json()) as { paths: object };
      expect(Object.keys(openapi.paths)).toEqual(
        expect.arrayContaining(['/v1/events', '/v1/referrals', '/v1/referrals/{id}', '/v1/capacity']),
      );
    });

    it('says how far behind it is, to the operations key alone', async () => {
      expect((await feed.get('/ops/v1/status', 'accueil')).status).toBe(401);
      const response = await feed.get('/ops/v1/status', undefined, { authorization: `Bearer ${OPS_KEY}` });
      expect(await response.json()).toMatchObject({ parked: 0, groups: [{ group: 'feed', status: 'ok' }] });
    });
  });
});
