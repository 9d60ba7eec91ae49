import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DoorClient, type FeedEvent, type PublishResult } from '@havre/publisher';
import { tokenOf } from '../../src/demo-city/demo-keys.js';
import type { Havre } from './havre.js';
import { Watch } from './watch.js';

const DOG = { pets: [{ kind: 'dog', weightKg: 12 }] };
const SHELTER = { kind: 'shelter', unitType: 'bed', priority: 'urgent' };

/**
 * The main job over HTTP, the same words for every way to run: publish, offer, accept, arrive; decline and re-offer;
 * withdraw; drop. `start` gives a Havre with the demo city.
 */
export function describeWholePath(start: () => Promise<Havre>): void {
  let havre: Havre;
  let department: Watch;
  let provider: Watch;

  beforeAll(async () => {
    havre = await start();
    department = new Watch(havre, 'accueil');
    provider = new Watch(havre, 'maison-bonaventure');
  }, 180_000);

  afterAll(async () => {
    await Promise.all([department.stop(), provider.stop()]);
    await havre.stop();
  }, 60_000);

  const publish = (
    keyId: string,
    source: string,
    type: string,
    data: unknown,
    subject?: string,
  ): Promise<PublishResult> =>
    new DoorClient({ url: havre.urls['policy-gate'], key: tokenOf(havre.keys, keyId) }).publish({
      id: randomUUID(),
      source,
      type,
      data,
      ...(subject === undefined ? {} : { subject }),
    });
  const intake = (data: object): Promise<PublishResult> =>
    publish('accueil', '/departments/accueil', 'havre.intake.received.v1', {
      household: { members: [{ ageGroup: 'adult', gender: 'man' }] },
      language: 'fr',
      needs: [SHELTER],
      ...data,
    });
  const answer = (keyId: string, type: string, subject: string, data: object = {}): Promise<PublishResult> =>
    publish(keyId, `/providers/${keyId}`, type, data, subject);
  const offeredFor = (result: PublishResult): Promise<FeedEvent> => {
    if (result.outcome !== 'accepted') throw new Error('the intake was not accepted');
    return department.until(
      'havre.referral.offered.v1',
      (event) => event.data['intakeId'] === result.subject,
    );
  };
  const about = (subject: string) => (event: FeedEvent) => event.subject === subject;

  it('leads from an intake to an offer, an acceptance and an arrival, and everyone who should know, knows', async () => {
    const offer = await offeredFor(await intake(DOG));
    expect(offer.data).toMatchObject({ serviceId: 'maison-bonaventure-lits', code: expect.any(String) });
    const shown = await provider.until('havre.referral.offered.v1', about(offer.subject));
    expect(shown.data).toMatchObject({ household: { members: [{ ageGroup: 'adult', gender: 'man' }] } });
    expect(shown.data).not.toHaveProperty('code');

    await answer('maison-bonaventure', 'havre.referral.accepted.v1', offer.subject);
    const kept = await department.until('havre.referral.place-confirmed.v1', about(offer.subject));
    expect(Date.parse(String(kept.data['until']))).toBeGreaterThan(Date.now());

    await answer('maison-bonaventure', 'havre.referral.arrived.v1', offer.subject, {
      code: offer.data['code'],
    });
    await department.until('havre.referral.arrived.v1', about(offer.subject));
    await answer('maison-bonaventure', 'havre.referral.completed.v1', offer.subject);
    const closed = await department.until('havre.referral.closed.v1', about(offer.subject));
    expect(closed.data['outcome']).toBe('completed');
  });

  it('refuses a wrong code at the door of the shelter, and says so to the shelter alone', async () => {
    const offer = await offeredFor(await intake(DOG));
    await answer('maison-bonaventure', 'havre.referral.accepted.v1', offer.subject);
    await department.until('havre.referral.place-confirmed.v1', about(offer.subject));
    const wrong = await answer('maison-bonaventure', 'havre.referral.arrived.v1', offer.subject, {
      code: 'rien du tout 00',
    });
    const refused = await provider.until(
      'havre.event.not-applied.v1',
      (event) => wrong.outcome === 'accepted' && event.subject === wrong.receipt,
    );
    expect(refused.data['reason']).toBe('wrong-code');
    expect(department.events.map((event) => event.subject)).not.toContain(refused.subject);
  });

  it('offers the need to the next provider when the first declines', async () => {
    const first = await offeredFor(await intake({}));
    const firstProvider = String(first.data['provider']).split('/').at(-1) ?? '';
    await answer(firstProvider, 'havre.referral.declined.v1', first.subject, { reason: 'client-refused' });
    const second = await department.until(
      'havre.referral.offered.v1',
      (event) => event.subject === first.subject && event.data['serviceId'] !== first.data['serviceId'],
    );
    expect(second.data['provider']).not.toBe(first.data['provider']);
  });

  it('gives the place back when the department withdraws', async () => {
    const offer = await offeredFor(await intake(DOG));
    await publish('accueil', '/departments/accueil', 'havre.referral.withdrawn.v1', {}, offer.subject);
    const closed = await department.until('havre.referral.closed.v1', about(offer.subject));
    expect(closed.data['outcome']).toBe('withdrawn');
    await provider.until('havre.referral.offer-ended.v1', about(offer.subject));
  });

  it('opens one referral per need', async () => {
    const result = await intake({
      needs: [
        SHELTER,
        { kind: 'food', unitType: 'parcel', priority: 'routine' },
        { kind: 'health', priority: 'routine' },
      ],
    });
    if (result.outcome !== 'accepted') throw new Error('the intake was not accepted');
    for (const needIndex of [0, 1, 2]) {
      await department.until(
        'havre.referral.opened.v1',
        (event) => event.data['intakeId'] === result.subject && event.data['needIndex'] === needIndex,
      );
    }
    const opened = department.events.filter(
      (event) => event.type === 'havre.referral.opened.v1' && event.data['intakeId'] === result.subject,
    );
    expect(new Set(opened.map((event) => event.subject)).size).toBe(3);
    expect(opened).toHaveLength(3);
  });

  it('says that no such service exists rather than nothing', async () => {
    const result = await intake({ needs: [{ kind: 'recreation', unitType: 'room', priority: 'routine' }] });
    if (result.outcome !== 'accepted') throw new Error('the intake was not accepted');
    const unplaced = await department.until(
      'havre.referral.unplaced.v1',
      (event) => event.data['intakeId'] === result.subject,
    );
    expect(unplaced.data['reason']).toBe('none-exists');
  });

  it('drops an intake that carries status, with one neutral answer', async () => {
    expect(await intake({ immigrationStatus: 'unknown' })).toEqual({
      outcome: 'refused',
      status: 422,
      code: 'not-routable',
    });
    expect(await intake({ household: 'nobody' })).toEqual({
      outcome: 'refused',
      status: 422,
      code: 'not-routable',
    });
  });

  it('shows a department nothing of another department', async () => {
    const other = new Watch(havre, 'loisirs');
    const offer = await offeredFor(await intake(DOG));
    await provider.until('havre.referral.offered.v1', about(offer.subject));
    const response = await fetch(new URL(`/v1/referrals/${offer.subject}`, havre.urls.feed), {
      headers: { authorization: `Bearer ${tokenOf(havre.keys, 'loisirs')}` },
    });
    expect(response.status).toBe(404);
    expect(other.events).toEqual([]);
    await other.stop();
  });

  it('shows operators the health of every service, the lag, the verdicts and nothing parked', async () => {
    const read = async (path: string): Promise<unknown> => {
      const response = await fetch(new URL(path, havre.urls.admin), {
        headers: { authorization: `Bearer ${tokenOf(havre.keys, 'operations')}` },
      });
      expect(response.status).toBe(200);
      return response.json();
    };
    expect(JSON.stringify(await read('/v1/health'))).not.toContain('"down"');
    expect(JSON.stringify(await read('/v1/lag'))).toContain('havre.referral');
    expect(JSON.stringify(await read('/v1/verdicts'))).toContain('/departments/accueil');
    await read('/v1/parked');
    await read('/v1/holds?expiringWithinMinutes=120');
    expect((await fetch(new URL('/v1/health', havre.urls.admin))).status).toBe(401);
  });
}
