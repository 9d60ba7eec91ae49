import { describe, expect, it } from '@jest/globals';
import { minutesAfter } from './support/minutes.js';
import { useNight } from './support/night.js';

const night = useNight();
const ONE_BED = { unitType: 'bed', quantity: 1 };

describe('somebody knocks whom nobody sent', () => {
  it('takes the last free bed while an offer is out: the offer keeps its own, the next need waits', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.tells('capacity.walked-in', ONE_BED);
    await house.comesTo({ occupied: 1, held: 1, available: 0 });
    const next = await street.asks();
    await next.waits();
    await house.accepts(offer);
    await asked.comesTo('accepted');
    await house.letsIn(offer);
    await house.comesTo({ occupied: 2, held: 0, available: 0 });
    expect(await next.offeredTo()).toEqual([]);
  });

  it('and the only bed is promised: the house is told that there is none, and the promise stands', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.comesTo('accepted');
    const reason = await house.staff.sayInVain('capacity.walked-in', ONE_BED, { subject: house.serviceId });
    expect(reason).toBe('no-place');
    await night.settles();
    expect(await house.places()).toMatchObject([{ held: 1, occupied: 0 }]);
  });

  it('a couple knocks where one bed is free: both or none', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3, occupied: 2 });
    await night.settles();
    const couple = { unitType: 'bed', quantity: 2 };
    const reason = await house.staff.sayInVain('capacity.walked-in', couple, { subject: house.serviceId });
    expect(reason).toBe('no-place');
    await night.settles();
    expect(await house.places()).toMatchObject([{ occupied: 2, available: 1 }]);
  });

  it('the same knock is sent twice by a nervous tablet: one person is counted', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    await night.settles();
    const said = { id: `knock-${house.serviceId}`, subject: house.serviceId };
    await house.staff.say('capacity.walked-in', ONE_BED, said);
    await house.staff.say('capacity.walked-in', ONE_BED, said);
    await house.comesTo({ occupied: 1 });
    await night.settles();
    expect(await house.places()).toMatchObject([{ occupied: 1, available: 2 }]);
  });
});

describe('somebody leaves', () => {
  it('the bed goes to the line at once', async () => {
    const street = night.street();
    const house = await street.house({ beds: 1, occupied: 1 });
    const asked = await street.asks();
    await asked.waits();
    await house.tells('capacity.vacated', ONE_BED);
    await asked.offerAt(house);
    const places = await house.comesTo({ occupied: 0, held: 1 });
    expect(places.available).toBe(0);
  });

  it('the bed must be made first: it goes to the line when it is ready, not before', async () => {
    const street = night.street();
    const house = await street.house({ beds: 1, occupied: 1 });
    const asked = await street.asks();
    await asked.waits();
    const readyAt = minutesAfter(await night.now(), 40);
    await house.tells('capacity.vacated', { ...ONE_BED, readyAt });
    await house.comesTo({ occupied: 0, available: 0 });
    await night.settles();
    expect(await asked.offeredTo()).toEqual([]);
    await night.passes({ minutes: 41 });
    const offer = await asked.offerAt(house);
    expect(offer.data['quantity']).toBe(1);
  });

  it('more leave than were counted inside: the house hears that this cannot be, and no bed appears from nowhere', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2, occupied: 1 });
    await night.settles();
    const reason = await house.staff.sayInVain(
      'capacity.vacated',
      { unitType: 'bed', quantity: 2 },
      { subject: house.serviceId },
    );
    expect(reason).toEqual(expect.any(String));
    await night.settles();
    expect(await house.places()).toMatchObject([{ total: 2, occupied: 1, available: 1 }]);
  });

  it('a household that Havre sent leaves: its bed is free once, whether the house completes, then says so', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.letsIn(offer);
    await asked.comesTo('arrived');
    await house.comesTo({ occupied: 1 });
    await house.staff.say('referral.completed', {}, { subject: offer.subject });
    await asked.isClosed('completed', 'provider');
    await house.tells('capacity.vacated', ONE_BED);
    await house.comesTo({ occupied: 0 });
    await night.settles();
    expect(await house.places()).toMatchObject([{ total: 2, occupied: 0, held: 0, available: 2 }]);
  });
});

describe('beds come and go', () => {
  it('bedbugs in a room with people inside: nobody is put out, no bed is given, and the deficit shows', async () => {
    const street = night.street();
    const house = await street.house({ beds: 5, occupied: 4 });
    await night.settles();
    await house.tells('capacity.adjusted', {
      unitType: 'bed',
      quantity: 2,
      change: 'out-of-service',
      reason: 'pests',
    });
    await house.comesTo({ occupied: 4, available: 0 });
    const asked = await street.asks();
    await asked.waits();
    await house.tells('capacity.adjusted', {
      unitType: 'bed',
      quantity: 2,
      change: 'back-in-service',
      reason: 'pests',
    });
    await asked.offerAt(house);
    const places = await house.comesTo({ occupied: 4, held: 1 });
    expect(places.available).toBe(0);
  });

  it('two beds are out for an hour: they come back by themselves, to the line', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    await night.settles();
    await house.tells('capacity.adjusted', {
      unitType: 'bed',
      quantity: 2,
      change: 'out-of-service',
      reason: 'cleaning',
      until: minutesAfter(await night.now(), 60),
    });
    await house.comesTo({ available: 0 });
    const asked = await street.asks();
    await asked.waits();
    await night.passes({ minutes: 61 });
    await asked.offerAt(house);
    const places = await house.comesTo({ held: 1 });
    expect(places.available).toBe(1);
  });

  it('a cold night opens five more beds for the line, and when they close nobody inside is put out', async () => {
    const street = night.street();
    const house = await street.house({ beds: 1, occupied: 1 });
    const asked = await street.asks();
    await asked.waits();
    const surge = { unitType: 'bed', quantity: 5, reason: 'cold' };
    await house.tells('capacity.adjusted', { ...surge, change: 'surge-opened' });
    const offer = await asked.offerAt(house);
    await house.comesTo({ held: 1, available: 4 });
    await house.letsIn(offer);
    await house.comesTo({ occupied: 2, held: 0, available: 4 });
    await house.tells('capacity.adjusted', { ...surge, change: 'surge-closed' });
    await house.comesTo({ occupied: 2, available: 0 });
    const late = await street.asks();
    await late.waits();
    expect((await asked.view()).state).toBe('arrived');
  });
});
