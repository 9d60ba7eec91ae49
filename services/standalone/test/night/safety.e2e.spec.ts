import { describe, expect, it } from '@jest/globals';
import { useNight } from './support/night.js';

const night = useNight();

interface CapacityPage {
  readonly items: readonly { readonly serviceId: string }[];
  readonly confidentialAreas: readonly { readonly area: string; readonly available: number | null }[];
}

describe('a house that must not be found', () => {
  it('is a total of its area for departments, nothing for other houses, and its own numbers for itself', async () => {
    const street = night.street();
    const hidden = await street.house({ beds: 9, occupied: 2, listing: { confidential: true } });
    const neighbour = await street.house();
    await hidden.comesTo({ total: 9, available: 7 });
    await neighbour.comesTo({ total: 1 });
    const forDepartment = await street.department.read<CapacityPage>(`/v1/capacity?area=${street.area}`);
    expect(forDepartment.confidentialAreas).toMatchObject([{ area: street.area, available: 7 }]);
    expect(forDepartment.items.map(({ serviceId }) => serviceId)).toEqual([neighbour.serviceId]);
    const forHouse = await neighbour.staff.read<CapacityPage>(`/v1/capacity?area=${street.area}`);
    expect(forHouse.confidentialAreas).toEqual([]);
    expect(JSON.stringify(forHouse)).not.toContain(hidden.serviceId);
  });

  it('with fewer than five beds free, its area does not even say how many', async () => {
    const street = night.street();
    const hidden = await street.house({ beds: 9, occupied: 6, listing: { confidential: true } });
    await hidden.comesTo({ available: 3 });
    const page = await street.department.read<CapacityPage>(`/v1/capacity?area=${street.area}`);
    expect(page.confidentialAreas).toMatchObject([{ area: street.area, available: null }]);
  });

  it('takes in whom it is sent like any other house', async () => {
    const street = night.street();
    const hidden = await street.house({ listing: { confidential: true } });
    const asked = await street.asks();
    const offer = await asked.offerAt(hidden);
    await hidden.accepts(offer);
    await asked.comesTo('accepted');
    await hidden.letsIn(offer);
    await hidden.comesTo({ occupied: 1, held: 0 });
    expect((await asked.view()).state).toBe('arrived');
  });
});

describe('a house where somebody must never be sent', () => {
  it('is not asked though it alone has a bed, and sees no trace of the referral', async () => {
    const street = night.street();
    const never = await street.house({ beds: 5 });
    const other = await street.house({ beds: 1 });
    const excluding = { more: { exclusions: [never.serviceId] } };
    const first = await street.asks(excluding);
    const offer = await first.anyOffer();
    expect(offer.data['serviceId']).toBe(other.serviceId);
    const second = await street.asks(excluding);
    await second.waits();
    await never.reportBeds(5, 0);
    await night.settles();
    expect(await second.offeredTo()).toEqual([]);
    const page = await never.staff.read<{ items: readonly unknown[] }>('/v1/referrals');
    expect(page.items).toEqual([]);
    expect((await never.staff.heard({})).filter(({ type }) => type.startsWith('havre.referral.'))).toEqual(
      [],
    );
    for (const { subject } of [offer, { subject: await second.referral() }]) {
      expect(await never.staff.statusOf(`/v1/referrals/${subject}`)).toBe(404);
    }
  });

  it('has a key: it cannot take what it was never offered, and learns nothing by trying', async () => {
    const street = night.street();
    const never = await street.house();
    const other = await street.house();
    const asked = await street.asks({ more: { exclusions: [never.serviceId] } });
    const offer = await asked.offerAt(other);
    const stolen = await never.staff.sayInVain('referral.accepted', {}, { subject: offer.subject });
    const invented = await never.staff.sayInVain(
      'referral.accepted',
      {},
      {
        subject: '0198c0de-0002-7000-8000-00000000dead',
      },
    );
    expect([stolen, invented]).toEqual(['unknown-subject', 'unknown-subject']);
    await other.comesTo({ held: 1 });
    expect((await asked.view()).state).toBe('offered');
  });
});

describe('at the door of the house', () => {
  it('a wrong code three times: each is answered, nobody is let in, and the bed stays promised', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.comesTo('accepted');
    for (const code of ['tambour citron 11', 'violon citron 12', 'rivage citron 13']) {
      const reason = await house.staff.sayInVain('referral.arrived', { code }, { subject: offer.subject });
      expect(reason).toBe('wrong-code');
    }
    await night.settles();
    expect((await asked.view()).state).toBe('accepted');
    expect(await house.places()).toMatchObject([{ held: 1, occupied: 0 }]);
  });

  it('guessing does not end: after many wrong codes the house is told to stop, and a person can still let them in', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.comesTo('accepted');
    const reasons: unknown[] = [];
    for (let guess = 10; guess < 22; guess += 1) {
      const code = `violon citron ${String(guess)}`;
      reasons.push(await house.staff.sayInVain('referral.arrived', { code }, { subject: offer.subject }));
    }
    expect(reasons.at(0)).toBe('wrong-code');
    expect(reasons.at(-1)).toBe('too-many-attempts');
    expect((await asked.view()).state).not.toBe('arrived');
  });

  it('the code of another referral of the same house opens nothing', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    const [one, other] = [await street.asks(), await street.asks()];
    const offer = await one.offerAt(house);
    const theirs = await other.offerAt(house);
    await house.accepts(offer);
    await house.accepts(theirs);
    await one.comesTo('accepted');
    await other.comesTo('accepted');
    const reason = await house.staff.sayInVain(
      'referral.arrived',
      { code: theirs.data['code'] },
      { subject: offer.subject },
    );
    expect(reason).toBe('wrong-code');
    await house.letsIn(theirs);
    await other.comesTo('arrived');
    expect((await one.view()).state).toBe('accepted');
  });

  it('the code is said in capitals and without accents, as people say it: it is the code', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    const said = String(offer.data['code']).normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    await house.letsIn(offer, `  ${said} `.trim());
    const view = await asked.comesTo('arrived');
    expect(view.state).toBe('arrived');
  });

  it('no house ever reads the code of a household that it expects', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    const code = String(offer.data['code']);
    await house.accepts(offer);
    await asked.comesTo('accepted');
    const shown = await house.isOffered(offer);
    expect(JSON.stringify(shown)).not.toContain(code);
    const view = await house.staff.read(`/v1/referrals/${offer.subject}`);
    expect(JSON.stringify(view)).not.toContain(code);
  });
});

describe('what belongs to somebody else', () => {
  it('a department withdraws another department’s referral: nothing happens, and it is told as if there were none', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    const stranger = night.department();
    const reason = await stranger.sayInVain('referral.withdrawn', {}, { subject: offer.subject });
    expect(reason).toBe('unknown-subject');
    expect(await stranger.statusOf(`/v1/referrals/${offer.subject}`)).toBe(404);
    await night.settles();
    expect((await asked.view()).state).toBe('offered');
    await house.comesTo({ held: 1 });
  });

  it('a house counts the beds of another house: nothing changes there', async () => {
    const street = night.street();
    const house = await street.house({ beds: 4 });
    const rival = await street.house({ beds: 1 });
    await night.settles();
    const result = await rival.staff.publish(
      'capacity.reported',
      { units: [{ unitType: 'bed', total: 0, occupied: 0 }] },
      { subject: house.serviceId },
    );
    await night.settles();
    expect(await house.places()).toMatchObject([{ total: 4, available: 4 }]);
    expect(['accepted', 'refused']).toContain(result.outcome);
  });
});
