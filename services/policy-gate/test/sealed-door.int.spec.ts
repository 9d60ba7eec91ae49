import { createEpochKey } from '@havre/sealing';
import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { intakeData, reportEvent } from '../src/testing/sample-events.js';
import { freshIntake, OPS_KEY, type RunningGate } from './support/running-gate.js';
import { keysOf, sealerFor, SealedTown, waitUntil } from './support/sealed-town.js';

/** A broker, a database and a gate are started. */
const SLOWLY = 300_000;

/** A note that no city clears. */
const STATUS = 'her refugee claim was refused';

describeWithKafka('the sealed door', () => {
  let town: SealedTown;
  let gate: RunningGate;
  let seal: (event: unknown) => string;

  beforeAll(async () => {
    town = await SealedTown.start();
    gate = await town.startGate();
    await town.listen();
    const [current] = await keysOf(gate);
    if (current === undefined) throw new TypeError('no key');
    seal = sealerFor('accueil', current);
  }, SLOWLY);
  afterAll(() => town.stop(), SLOWLY);

  async function metric(reason: string): Promise<number> {
    const text = await (await fetch(new URL('/metrics', gate.url))).text();
    return Number(
      new RegExp(`havre_gate_unopened_total{[^}]*reason="${reason}"[^}]*} (\\d+)`).exec(text)?.[1],
    );
  }

  it(
    'publishes the keys of this epoch and the next, public halves only, for a short while',
    async () => {
      const response = await fetch(new URL('/v1/keys', gate.url));
      expect(response.headers.get('cache-control')).toBe('public, max-age=10');
      const text = await response.text();
      const { keys } = JSON.parse(text) as { keys: Record<string, unknown>[] };
      expect(keys).toHaveLength(2);
      for (const key of keys) {
        expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'exp', 'kid', 'kty', 'nbf', 'use', 'x', 'y']);
      }
      expect(keys[1]?.['nbf']).toBe(keys[0]?.['exp']);
    },
    SLOWLY,
  );

  it(
    'clears what may pass, under one receipt however often it comes, and says so to its publisher',
    async () => {
      const event = freshIntake();
      const first = await town.produce('accueil', [seal(event)]);
      const again = await town.produce('accueil', [seal(event)], 1);
      expect(await town.verdictsOn([...first, ...again])).toEqual(['accepted', 'accepted']);
      const receipts = [...first, ...again].map((place) => {
        const [verdict] = town.verdicts().get(place) ?? [];
        return verdict?.type === 'havre.event.accepted.v1' ? verdict.data.receipt : undefined;
      });
      expect(receipts[0]).toBe(receipts[1]);
      const logged = town.events.filter(({ receipt }) => receipt === receipts[0]);
      expect(logged.map(({ source, type }) => [source, type])).toEqual([
        ['/departments/accueil', 'havre.intake.received.v1'],
      ]);
      expect(logged[0]?.data).toEqual(event['data']);
    },
    SLOWLY,
  );

  it(
    'takes the same event by both doors for one',
    async () => {
      const event = freshIntake();
      const overHttp = (await (await gate.publish(event)).json()) as { receipt: string };
      const [place = ''] = await town.produce('accueil', [seal(event)]);
      expect(await town.verdictsOn([place])).toEqual(['accepted']);
      expect(town.verdicts().get(place)?.[0]?.subject).toBe(overHttp.receipt);
    },
    SLOWLY,
  );

  it(
    'gives one neutral answer for policy, schema and what cannot be read inside',
    async () => {
      const places = await town.produce('accueil', [
        seal(freshIntake({ data: intakeData({ note: STATUS }) })),
        seal(freshIntake({ data: intakeData({ colour: 'blue' }) })),
        seal('{"specversion":'),
        seal('[]'),
        seal('null'),
        seal(Buffer.from([0xff, 0xfe]).toString('latin1')),
        seal(''),
      ]);
      expect(new Set(await town.verdictsOn(places))).toEqual(new Set(['not-routable']));
      const bodies = places.map((place) => Object.keys(town.verdicts().get(place)?.[0]?.data ?? {}).sort());
      expect(new Set(bodies.map(String))).toEqual(new Set(['position,publisher']));
    },
    SLOWLY,
  );

  it(
    'says apart what the HTTP door says apart',
    async () => {
      const event = freshIntake();
      await town.produce('accueil', [seal(event)]);
      const places = await town.produce('accueil', [
        seal({ ...event, data: intakeData({ language: 'en' }) }),
        seal(freshIntake({ source: '/departments/sante' })),
        seal(reportEvent({ source: '/departments/accueil' })),
        `${seal(freshIntake()).split('.').slice(0, 3).join('.')}.${'A'.repeat(90_000)}.${'A'.repeat(22)}`,
      ]);
      expect(await town.verdictsOn(places)).toEqual([
        'not-routable id-reused',
        'not-routable source-not-allowed',
        'not-routable',
        'not-routable too-large',
      ]);
    },
    SLOWLY,
  );

  it(
    'opens nothing that is not sealed to it as it should be, and goes on with the next record',
    async () => {
      const now = new Date();
      const later = new Date(now.getTime() + 600_000);
      const foreign = await createEpochKey({ kid: 'of-another-gate', notBefore: now, notAfter: later });
      const [current] = await keysOf(gate);
      const borrowed = { ...foreign.publicJwk, kid: current?.kid ?? '' };
      const good = seal(freshIntake());
      const cases: [string, Parameters<SealedTown['produce']>[1][number]][] = [
        ['plaintext', JSON.stringify(freshIntake())],
        ['plaintext', 'garbage'],
        ['plaintext', Buffer.from([0, 1, 2, 255])],
        ['plaintext', ''],
        ['plaintext', null],
        ['plaintext', 'x'.repeat(900_000)],
        ['plaintext', { key: 'a key', value: seal(freshIntake()) }],
        ['plaintext', { key: null, value: seal(freshIntake()), headers: { ce_source: 'x' } }],
        [
          'plaintext',
          {
            key: null,
            value: seal(freshIntake()),
            headers: JSON.parse('{"__proto__":"x"}') as Record<string, string>,
          },
        ],
        ['unknown-key', sealerFor('accueil', foreign.publicJwk)(freshIntake())],
        ['not-genuine', sealerFor('accueil', borrowed)(freshIntake())],
        ['not-genuine', `${good.slice(0, -4)}AAAA`],
        ['wrong-topic', sealerFor('sante', current ?? foreign.publicJwk)(freshIntake())],
      ];
      const before = new Map<string, number>();
      for (const [reason] of cases) before.set(reason, await metric(reason));
      const places = await town.produce('accueil', [...cases.map(([, value]) => value), seal(freshIntake())]);
      expect(await town.verdictsOn(places)).toEqual([...cases.map(() => 'unopened'), 'accepted']);
      for (const [reason, count] of before) {
        const expected = cases.filter(([one]) => one === reason).length;
        expect([reason, (await metric(reason)) - count]).toEqual([reason, expected]);
      }
    },
    SLOWLY,
  );

  it(
    'refuses a seal that was seen elsewhere, on any partition and within one batch',
    async () => {
      const sealed = seal(freshIntake());
      const dropped = seal('not json');
      const first = await town.produce('accueil', [sealed, sealed, dropped]);
      expect(await town.verdictsOn(first)).toEqual(['accepted', 'unopened', 'not-routable']);
      const before = await metric('replay');
      const second = await town.produce('accueil', [sealed, dropped], 2);
      expect(await town.verdictsOn(second)).toEqual(['unopened', 'unopened']);
      expect(await metric('replay')).toBe(before + 2);
    },
    SLOWLY,
  );

  it(
    'counts by the day, each record once',
    async () => {
      const count = async (): Promise<Record<string, number>> => {
        const response = await gate.get('/ops/v1/verdicts', OPS_KEY);
        const { byCategory, bySource } = (await response.json()) as {
          byCategory: { category: string; count: number }[];
          bySource: { source: string; cleared: number; dropped: number }[];
        };
        return Object.fromEntries([
          ...byCategory.map((one) => [one.category, one.count] as const),
          ...bySource.flatMap((one) => [
            [`${one.source} cleared`, one.cleared] as const,
            [`${one.source} dropped`, one.dropped] as const,
          ]),
        ]);
      };
      const before = await count();
      const places = await town.produce('accueil', [seal(freshIntake()), seal('{}'), 'in the clear']);
      await town.verdictsOn(places);
      const after = await count();
      const risen = Object.entries(after).map(
        ([name, value]) => [name, value - (before[name] ?? 0)] as const,
      );
      expect(Object.fromEntries(risen.filter(([, by]) => by !== 0))).toEqual({
        schema: 1,
        unopened: 1,
        '/departments/accueil cleared': 1,
        '/departments/accueil dropped': 2,
      });
    },
    SLOWLY,
  );

  it(
    'leaves no record behind that it has read, but one that says nothing',
    async () => {
      const admin = town.client.admin();
      await admin.connect();
      await waitUntil(async () => {
        const offsets = await admin.fetchTopicOffsets('havre.ingress.accueil');
        return offsets.every(({ high, low }) => Number(high) - Number(low) <= 1);
      });
      const offsets = await admin.fetchTopicOffsets('havre.ingress.accueil');
      await admin.disconnect();
      expect(offsets).toHaveLength(3);
    },
    SLOWLY,
  );

  it(
    'hands its keys to nobody without the operations key and a place among the replicas',
    async () => {
      const path = '/ops/v1/epoch-keys?replica=0198c0de-0001-7000-8000-000000000001';
      expect((await fetch(new URL(path, gate.url))).status).toBe(401);
      expect((await gate.get(path, OPS_KEY)).status).toBe(404);
      expect((await gate.get('/ops/v1/epoch-keys', OPS_KEY)).status).toBe(404);
    },
    SLOWLY,
  );

  it('says nothing of all this in its log', () => {
    expect(gate.logs()).not.toMatch(/refugee|garbage|specversion|"d"/);
    expect(gate.logs()).not.toContain('unexpected');
  });
});
