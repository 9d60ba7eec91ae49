import { describe, expect, it } from '@jest/globals';
import { useNight } from './support/night.js';
import { WOMAN } from './support/street.js';

const night = useNight();

interface Attention {
  readonly items: readonly { readonly referralId: string; readonly reason: string }[];
}

/** What the queue of people says of this referral. */
async function inQueue(referralId: string): Promise<string | undefined> {
  await night.settles();
  const { items } = await night.operator<Attention>('/v1/attention?limit=500');
  return items.find((item) => item.referralId === referralId)?.reason;
}

describe('the queue of those who wait for a person', () => {
  it('shows who was refused eight times, a person rings and looks again, and the next house has the offer', async () => {
    const street = night.street();
    for (let count = 0; count < 8; count += 1) await street.house();
    const asked = await street.asks();
    let offer = await asked.anyOffer();
    for (let count = 1; count < 8; count += 1) {
      await street.houseOf(offer).declines(offer, 'not-eligible');
      offer = await asked.anyOffer(offer);
    }
    await street.houseOf(offer).declines(offer, 'not-eligible');
    await asked.needsSomebody('loop-cap');
    expect(await inQueue(offer.subject)).toBe('loop-cap');
    const rung = await street.house();
    await night.settles();
    await night.operator(`/v1/attention/${offer.subject}/retry`, { reason: 'rang-services' });
    const found = await asked.offerAt(rung);
    expect(found.subject).toBe(offer.subject);
    expect(await inQueue(offer.subject)).toBeUndefined();
  });

  it('shows whose houses have counts too old; a person finds a bed elsewhere and closes, and the department hears it', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    await night.settles();
    await night.passes({ hours: 9 });
    await house.comesTo({ freshness: 'expired' });
    const asked = await street.asks();
    const waiting = await asked.needsSomebody('all-stale');
    expect(await inQueue(waiting.subject)).toBe('all-stale');
    await night.operator(`/v1/attention/${waiting.subject}/close`, { reason: 'found-elsewhere' });
    await asked.isUnplaced('closed-by-person');
    expect(await inQueue(waiting.subject)).toBeUndefined();
    await house.tells('capacity.confirmed');
    await night.settles();
    expect(await asked.offeredTo()).toEqual([]);
  });

  it('shows who is inside a house that cannot keep them: it cannot be closed over their heads', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.letsIn(offer);
    await asked.comesTo('arrived');
    await house.returns(offer, 'safety');
    await asked.needsSomebody('returned-inside');
    expect(await inQueue(offer.subject)).toBe('returned-inside');
    const path = `/v1/attention/${offer.subject}/close`;
    await expect(night.operator(path, { reason: 'no-service-fits' })).rejects.toThrow('409');
    await night.settles();
    expect(await house.places()).toMatchObject([{ occupied: 1, held: 0 }]);
    expect(await inQueue(offer.subject)).toBe('returned-inside');
  });

  it('a person looks again for who is inside: the bed is theirs until they are in the other house', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.letsIn(offer);
    await asked.comesTo('arrived');
    await house.returns(offer, 'safety');
    await asked.needsSomebody('returned-inside');
    const other = await street.house();
    await night.settles();
    await night.operator(`/v1/attention/${offer.subject}/retry`, { reason: 'rang-services' });
    const there = await asked.offerAt(other);
    await other.accepts(there);
    await other.comesTo({ held: 1 });
    await house.comesTo({ occupied: 1 });
    await other.letsIn(there);
    await other.comesTo({ occupied: 1, held: 0 });
    const left = await house.comesTo({ occupied: 0 });
    expect(left.held).toBe(0);
  });

  it('what a person decided is on record, without naming the referral', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks({ members: [WOMAN] });
    const offer = await asked.offerAt(house);
    await house.letsIn(offer);
    await asked.comesTo('arrived');
    await house.returns(offer, 'damage');
    await asked.needsSomebody('returned-inside');
    await night.settles();
    await night.operator(`/v1/attention/${offer.subject}/retry`, { reason: 'circumstances-changed' });
    const audit = JSON.stringify(await night.operator('/v1/audit?limit=50'));
    expect(audit).toContain('circumstances-changed');
    expect(audit).not.toContain(offer.subject);
    expect(audit).not.toContain(asked.intakeId);
  });

  it('a house that promised more beds than it has left is shown to the operator until it is put right', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    const [one, other] = [await street.asks(), await street.asks()];
    await house.accepts(await one.offerAt(house));
    await house.accepts(await other.offerAt(house));
    await one.comesTo('accepted');
    await other.comesTo('accepted');
    await house.reportBeds(1, 0);
    await house.comesTo({ total: 1, held: 2 });
    await night.settles();
    expect(JSON.stringify(await night.operator('/v1/deficits'))).toContain(house.serviceId);
    await other.withdraws();
    await house.comesTo({ total: 1, held: 1 });
    await night.settles();
    expect(JSON.stringify(await night.operator('/v1/deficits'))).not.toContain(house.serviceId);
  });
});

describe('why this house and not that one', () => {
  it('the operator reads why a house was not asked, and nothing of one that is hidden or excluded', async () => {
    const street = night.street();
    const small = await street.house({ accepts: { maxHousehold: 1 } });
    const hidden = await street.house({ listing: { confidential: true }, beds: 2 });
    const never = await street.house({ beds: 2 });
    const taken = await street.house({ beds: 2, listing: { languages: ['fr', 'es'] } });
    const asked = await street.asks({
      members: [WOMAN, WOMAN],
      more: { exclusions: [never.serviceId], language: 'es' },
    });
    const offer = await asked.offerAt(taken);
    await night.settles();
    const text = JSON.stringify(await night.operator(`/v1/referrals/${offer.subject}/explanation`));
    expect(text).toContain(taken.serviceId);
    expect(text).toContain(small.serviceId);
    expect(text).not.toContain(hidden.serviceId);
    expect(text).not.toContain(never.serviceId);
  });
});
