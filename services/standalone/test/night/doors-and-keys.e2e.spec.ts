import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { tokenOf } from '../../src/demo-city/demo-keys.js';
import { writeHashes } from './support/night-keys.js';
import { useNight } from './support/night.js';

const night = useNight();
const JSON_BODY = { 'content-type': 'application/json' };
const NOT_ROUTABLE = { outcome: 'refused', status: 422, code: 'not-routable' };

/** Sends a body to the door as it stands. */
async function send(keyId: string, body: string, type = 'application/cloudevents+json'): Promise<Response> {
  return fetch(new URL('/v1/events', night.havre.urls['policy-gate']), {
    method: 'POST',
    headers: { authorization: `Bearer ${tokenOf(night.havre.keys, keyId)}`, 'content-type': type },
    body,
  });
}

describe('who may say what', () => {
  it('a department signs as another department: refused', async () => {
    const street = night.street();
    const result = await street.department.publish('intake.received', street.intake(), {
      source: '/departments/un-autre-bureau',
    });
    expect(result.outcome).toBe('refused');
  });

  it('a house opens an intake, and a department accepts an offer: both are refused', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    expect((await house.staff.publish('intake.received', street.intake())).outcome).toBe('refused');
    const accepted = await street.department.publish('referral.accepted', {}, { subject: offer.subject });
    expect(accepted.outcome).toBe('refused');
    await night.settles();
    expect((await asked.view()).state).toBe('offered');
  });

  it('somebody speaks as one of the services of Havre: refused', async () => {
    const street = night.street();
    const house = await street.house();
    const forged = await house.staff.publish(
      'hold.placed',
      { holdId: randomUUID(), expiresAt: new Date().toISOString() },
      { subject: house.serviceId },
    );
    expect(forged.outcome).toBe('refused');
  });

  it('a lost key is revoked: from then on it opens neither door, and the other keys go on', async () => {
    const street = night.street();
    const house = await street.house();
    await night.settles();
    const { keys, keysFile } = night.havre.keys;
    await writeHashes(keysFile, keys, [house.staff.id]);
    let status = 200;
    while (status === 200) status = await house.staff.statusOf('/v1/referrals');
    expect(status).toBe(401);
    let said = await house.staff.publish('capacity.confirmed', {}, { subject: house.serviceId });
    while (said.outcome === 'accepted') {
      said = await house.staff.publish('capacity.confirmed', {}, { subject: house.serviceId });
    }
    expect(said).toMatchObject({ outcome: 'refused', status: 401 });
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    expect(offer.data['serviceId']).toBe(house.serviceId);
  });

  it('nobody without a key reads or writes anything', async () => {
    const { urls } = night.havre;
    const answers = await Promise.all([
      fetch(new URL('/v1/events', urls['policy-gate']), { method: 'POST', body: '{}' }),
      fetch(new URL('/v1/events', urls.feed)),
      fetch(new URL('/v1/capacity', urls.feed)),
      fetch(new URL('/v1/referrals', urls.feed)),
      fetch(new URL('/v1/parked', urls.admin)),
      fetch(new URL('/v1/clock', urls.admin), { method: 'POST', headers: JSON_BODY, body: '{}' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
  });
});

describe('what does not go through', () => {
  it.each([
    ['a field for status', { eligibility: { status: 'any' } }],
    [
      'a name that keeps others out',
      { name: { fr: 'Citoyens canadiens seulement', en: 'Canadian citizens only' } },
    ],
  ])(
    'a house lists itself with a rule on status (%s): not routable, and it is not in the directory',
    async (_, rule) => {
      const street = night.street();
      const house = street.unlisted();
      const listing = { ...street.listing(), ...rule };
      const result = await house.staff.publish('service.listed', listing, { subject: house.serviceId });
      expect(result).toEqual(NOT_ROUTABLE);
      const asked = await street.asks();
      await asked.isUnplaced('none-exists');
      const again = await house.staff.publish('service.listed', street.listing(), {
        subject: house.serviceId,
      });
      expect(again.outcome).toBe('accepted');
    },
  );

  it('a batch with one bad event: the good ones pass, the bad one alone is refused', async () => {
    const street = night.street();
    const house = await street.house({ beds: 5 });
    await night.settles();
    const event = (data: object): object => ({
      specversion: '1.0',
      id: randomUUID(),
      source: street.department.source,
      type: 'havre.intake.received.v1',
      datacontenttype: 'application/json',
      data,
    });
    const batch = [
      event(street.intake()),
      event({ ...street.intake(), immigrationStatus: 'unknown' }),
      event(street.intake()),
    ];
    const response = await send(
      street.department.id,
      JSON.stringify(batch),
      'application/cloudevents-batch+json',
    );
    expect(response.status).toBe(207);
    const { results } = (await response.json()) as { results: readonly { status: number }[] };
    expect(results.map(({ status }) => status)).toEqual([202, 422, 202]);
    await house.comesTo({ held: 2, available: 3 });
  });

  it.each([
    ['no JSON', '{"specversion": "1.0", '],
    ['too deep', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['too large', JSON.stringify({ specversion: '1.0', note: 'x'.repeat(70_000) })],
    ['a key twice', '{"specversion":"1.0","id":"a","id":"b"}'],
  ])('rubbish (%s) is refused without repeating it, and the next intake passes', async (_, body) => {
    const street = night.street();
    const response = await send(street.department.id, body);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toContain('xxxx');
    const asked = await street.asks();
    const ended = await asked.isUnplaced('none-exists');
    expect(ended.subject).toBe(await asked.referral());
  });
});

describe('the operator', () => {
  it('reads who is refused and who is placed as counts, and small ones not at all', async () => {
    const street = night.street();
    await street.department.publish('intake.received', { ...street.intake(), immigrationStatus: 'unknown' });
    const asked = await street.asks();
    await asked.isUnplaced('none-exists');
    await night.settles();
    const verdicts = JSON.stringify(await night.operator('/v1/verdicts'));
    expect(verdicts).toContain(street.department.source);
    const outcomes = JSON.stringify(await night.operator('/v1/outcomes'));
    expect(outcomes).toContain('unplaced');
    for (const text of [verdicts, outcomes]) expect(text).not.toContain(asked.intakeId);
  });
});
