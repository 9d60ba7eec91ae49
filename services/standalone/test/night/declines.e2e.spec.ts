import { describe, expect, it } from '@jest/globals';
import { useNight } from './support/night.js';

const night = useNight();

describe('a house says no', () => {
  it.each(['no-place', 'not-eligible', 'client-refused', 'safety', 'no-answer', 'other-service-better'])(
    'because of %s, and the next house is asked, never the same again',
    async (reason) => {
      const street = night.street();
      await street.house();
      await street.house();
      const asked = await street.asks();
      const first = await asked.anyOffer();
      await street.houseOf(first).declines(first, reason);
      const second = await asked.anyOffer(first);
      expect(second.data['serviceId']).not.toBe(first.data['serviceId']);
      await street.houseOf(second).accepts(second);
      await asked.comesTo('accepted');
      await street.houseOf(first).comesTo({ held: 0 });
    },
  );

  it('because it has no place after all: nobody else is sent there until it counts again', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    const first = await street.asks();
    await house.declines(await first.offerAt(house), 'no-place');
    await first.waits();
    await house.comesTo({ available: 0, held: 0 });
    const second = await street.asks();
    await second.waits();
    expect(await second.offeredTo()).toEqual([]);
    await house.reportBeds(3, 1);
    await second.offerAt(house);
    const placesLeft = await house.comesTo({ occupied: 1 });
    expect(placesLeft.total).toBe(3);
  });

  it('because of no place, while it keeps one for somebody else: that promise stands', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    const promised = await street.asks();
    const kept = await promised.offerAt(house);
    await house.accepts(kept);
    await promised.comesTo('accepted');
    const refused = await street.asks();
    await house.declines(await refused.offerAt(house), 'no-place');
    await house.comesTo({ available: 0, held: 1 });
    await house.letsIn(kept);
    await house.comesTo({ available: 0, held: 0, occupied: 1 });
    expect((await promised.view()).state).toBe('arrived');
  });

  it('because of safety, and it is the only house: never again, even when the department opens the referral again', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.declines(offer, 'safety');
    await night.settles();
    await asked.withdraws();
    await asked.isClosed('withdrawn', 'department');
    await asked.reopens();
    await night.settles();
    expect(await asked.offeredTo()).toEqual([house.serviceId]);
    expect(['waitlisted', 'needs-attention', 'unplaced']).toContain((await asked.view()).state);
  });
});

describe('every house says no', () => {
  it('eight houses in a row: a person takes over, the ninth house is not asked', async () => {
    const street = night.street();
    for (let count = 0; count < 9; count += 1) await street.house();
    const asked = await street.asks();
    let offer = await asked.anyOffer();
    for (let count = 1; count < 8; count += 1) {
      await street.houseOf(offer).declines(offer, 'client-refused');
      offer = await asked.anyOffer(offer);
    }
    await street.houseOf(offer).declines(offer, 'client-refused');
    await asked.needsSomebody('loop-cap');
    await night.settles();
    expect(new Set(await asked.offeredTo()).size).toBe(8);
    expect(await asked.offeredTo()).toHaveLength(8);
    expect((await asked.view()).state).toBe('needs-attention');
    await asked.reopens();
    const ninth = await asked.anyOffer(offer);
    expect(new Set(await asked.offeredTo()).size).toBe(9);
    expect(ninth.subject).toBe(offer.subject);
  });
});
