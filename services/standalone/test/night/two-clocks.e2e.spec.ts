import { describe, expect, it } from '@jest/globals';
import { minutesAfter, minutesBetween, opensAt } from './support/minutes.js';
import { useNight } from './support/night.js';

const night = useNight();

describe('the clock of an offer', () => {
  it('a house never answers, and after a quarter of an hour the next house has the offer', async () => {
    const street = night.street();
    await street.house();
    await street.house();
    const asked = await street.asks();
    const first = await asked.anyOffer();
    expect(minutesBetween(first.time, first.data['expiresAt'])).toBe(15);
    await night.passes({ minutes: 16 });
    const second = await asked.anyOffer(first);
    expect(second.data['serviceId']).not.toBe(first.data['serviceId']);
    const here = street.houseOf(first);
    const ended = await here.staff.hears('referral.offer-ended', { subject: first.subject });
    expect(ended.data['reason']).toBe('expired');
    await here.comesTo({ held: 0, available: 1 });
  });

  it('a house answers an hour late, when the next house has the offer already', async () => {
    const street = night.street();
    await street.house();
    await street.house();
    const asked = await street.asks();
    const first = await asked.anyOffer();
    await night.passes({ minutes: 16 });
    const second = await asked.anyOffer(first);
    const late = street.houseOf(first);
    expect(await late.staff.sayInVain('referral.accepted', {}, { subject: first.subject })).toBe('too-late');
    await street.houseOf(second).accepts(second);
    const kept = await asked.department.hears('referral.place-confirmed', { subject: first.subject });
    expect(kept.data['serviceId']).toBe(second.data['serviceId']);
    await late.comesTo({ held: 0, available: 1 });
  });

  it('a house says yes twice, and one place is kept', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    await house.accepts(offer);
    await night.settles();
    expect(await house.places()).toMatchObject([{ held: 1, occupied: 0, available: 2 }]);
    expect((await asked.view()).state).toBe('accepted');
  });

  it('a house that answers by itself keeps the place at once, and the household has its code', async () => {
    const street = night.street();
    const house = await street.house({ listing: { acceptance: 'automatic' } });
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    const kept = await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    expect(minutesBetween(kept.time, kept.data['until'])).toBe(90);
    await house.letsIn(offer);
    await house.comesTo({ occupied: 1, held: 0 });
  });
});

describe('the clock of the journey', () => {
  it('a place is kept as long as the house says, and for an hour and a half when it says nothing', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    for (const [data, minutes] of [
      [{ journeyMinutes: 30 }, 30],
      [{}, 90],
    ] as const) {
      const asked = await street.asks();
      const offer = await asked.offerAt(house);
      await house.accepts(offer, data);
      const kept = await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
      expect(minutesBetween(kept.time, kept.data['until'])).toBe(minutes);
    }
  });

  it('the bus is stuck, the house prolongs, and again, and never beyond two hours after it said yes', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer, { journeyMinutes: 60 });
    const first = await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    await night.passes({ minutes: 50 });
    await house.accepts(offer, { journeyMinutes: 40 });
    const second = await asked.department.hears(
      'referral.place-confirmed',
      { subject: offer.subject },
      first,
    );
    expect(minutesBetween(first.time, second.data['until'])).toBe(90);
    await night.passes({ minutes: 30 });
    await house.accepts(offer, { journeyMinutes: 120 });
    const third = await asked.department.hears(
      'referral.place-confirmed',
      { subject: offer.subject },
      second,
    );
    expect(minutesBetween(first.time, third.data['until'])).toBe(120);
  });

  it('both sides are warned before a place goes on, while the house can still prolong', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    const kept = await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    await night.passes({ minutes: 86 });
    const warned = await asked.department.hears('referral.ending-soon', { subject: offer.subject });
    expect(warned.data['until']).toBe(kept.data['until']);
    await house.staff.hears('referral.ending-soon', { subject: offer.subject });
    await house.accepts(offer, { journeyMinutes: 30 });
    const longer = await asked.department.hears('referral.place-confirmed', { subject: offer.subject }, kept);
    expect(minutesBetween(kept.data['until'], longer.data['until'])).toBeGreaterThan(20);
  });

  it('nobody comes: the department hears it and the place goes once, to whoever waits', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    const waiting = [await street.asks(), await street.asks()] as const;
    await waiting[1].waits();
    await night.passes({ minutes: 91 });
    await asked.isClosed('not-arrived', 'system');
    await waiting[0].offerAt(house);
    await night.settles();
    expect(await waiting[1].offeredTo()).toEqual([]);
    expect(await house.places()).toMatchObject([{ held: 1, occupied: 0, available: 0 }]);
  });

  it('the household arrives ten minutes late and its bed is still free: it is let in and counted once', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    await night.passes({ minutes: 100 });
    await asked.isClosed('not-arrived', 'system');
    await house.letsIn(offer);
    await asked.comesTo('arrived');
    await night.settles();
    expect(await house.places()).toMatchObject([{ held: 0, occupied: 1, available: 1 }]);
  });

  it('the household arrives ten minutes after its place went on, and another is free', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    const next = await street.asks();
    await next.waits();
    await night.passes({ minutes: 100 });
    await house.accepts(await next.offerAt(house));
    const other = await street.house();
    await night.settles();
    await house.letsIn(offer);
    const sentOn = await asked.offerAt(other);
    expect(sentOn.subject).toBe(offer.subject);
    await night.settles();
    expect(await house.places()).toMatchObject([{ held: 1, occupied: 0 }]);
  });
});

describe('houses that open later', () => {
  it('the place is kept from the opening on when the house opens after the journey would have ended', async () => {
    const street = night.street();
    const opens = new Date(minutesAfter(await night.now(), 180));
    const house = await street.house({ listing: { opening: opensAt(opens, 480) } });
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    const atTheMinute = new Date(Math.floor(opens.getTime() / 60_000) * 60_000).toISOString();
    expect(offer.data['opensAt']).toBe(atTheMinute);
    await house.accepts(offer);
    const kept = await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    expect(minutesBetween(atTheMinute, kept.data['until'])).toBe(90);
    await night.passes({ minutes: 200 });
    await night.settles();
    expect((await asked.view()).state).toBe('accepted');
  });
});

describe('after the end', () => {
  it('nobody came, and one call opens the referral again, at the same house when that is the one', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.department.hears('referral.place-confirmed', { subject: offer.subject });
    await night.passes({ minutes: 91 });
    await asked.isClosed('not-arrived', 'system');
    await asked.reopens();
    const again = await asked.offerAt(house, offer);
    await house.accepts(again);
    const kept = await asked.department.hears('referral.place-confirmed', { subject: offer.subject }, again);
    expect(minutesBetween(kept.time, kept.data['until'])).toBe(90);
  });

  it('a day after the arrival the referral completes by itself, and the bed stays taken', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.letsIn(offer);
    await asked.comesTo('arrived');
    await night.passes({ hours: 25 });
    await asked.isClosed('completed', 'system');
    await night.settles();
    expect(await house.places()).toMatchObject([{ occupied: 1, held: 0, available: 0 }]);
  });
});
