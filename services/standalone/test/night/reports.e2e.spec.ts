import { describe, expect, it } from '@jest/globals';
import { minutesAfter } from './support/minutes.js';
import { useNight } from './support/night.js';

const night = useNight();
const EIGHT_DAYS = 8 * 24 * 60;

describe('counts', () => {
  it('two counts arrive in the wrong order: the later count stands, the other comes back to its house', async () => {
    const street = night.street();
    const house = await street.house();
    await night.settles();
    await night.passes({ minutes: 10 });
    const now = await night.now();
    await house.reportBeds(10, 4, { time: minutesAfter(now, -1) });
    await house.comesTo({ total: 10, occupied: 4 });
    const reason = await house.staff.sayInVain(
      'capacity.reported',
      { units: [{ unitType: 'bed', total: 10, occupied: 9 }] },
      { subject: house.serviceId, time: minutesAfter(now, -5) },
    );
    expect(reason).toBe('older-than-current');
    await night.settles();
    expect(await house.places()).toMatchObject([{ total: 10, occupied: 4, available: 6 }]);
  });

  it('a count below what is promised: nobody is turned away at the door, and nobody new is sent', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    const [one, other] = [await street.asks(), await street.asks()];
    const [first, second] = [await one.offerAt(house), await other.offerAt(house)];
    await house.accepts(first);
    await house.accepts(second);
    await one.comesTo('accepted');
    await other.comesTo('accepted');
    await house.reportBeds(1, 0);
    await house.comesTo({ total: 1, held: 2, available: 0 });
    await house.letsIn(first);
    await house.letsIn(second);
    await one.comesTo('arrived');
    await other.comesTo('arrived');
    await house.comesTo({ occupied: 2, held: 0, available: 0 });
    const third = await street.asks();
    await third.waits();
    expect(await third.offeredTo()).toEqual([]);
  });

  it('a count of ten minutes ago does not undo a promise of five minutes ago', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    await night.settles();
    await night.passes({ minutes: 5 });
    const counted = await night.now();
    await night.passes({ minutes: 5 });
    const asked = await street.asks();
    await house.accepts(await asked.offerAt(house));
    await asked.comesTo('accepted');
    await house.reportBeds(3, 1, { time: counted.toISOString() });
    const places = await house.comesTo({ occupied: 1 });
    expect(places).toMatchObject({ total: 3, held: 1, available: 1 });
  });

  it('a count of before the arrival does not forget who came in since', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    await night.settles();
    await night.passes({ minutes: 5 });
    const counted = await night.now();
    await night.passes({ minutes: 5 });
    const asked = await street.asks();
    await house.letsIn(await asked.offerAt(house));
    await asked.comesTo('arrived');
    await house.comesTo({ occupied: 1, held: 0 });
    await house.reportBeds(3, 0, { time: counted.toISOString() });
    await night.settles();
    expect(await house.places()).toMatchObject([{ occupied: 1, available: 2 }]);
  });

  it('the house counts one more inside than the ledger knows: its count stands', async () => {
    const street = night.street();
    const house = await street.house({ beds: 5 });
    const asked = await street.asks();
    await house.letsIn(await asked.offerAt(house));
    await house.comesTo({ occupied: 1, held: 0 });
    await night.passes({ minutes: 5 });
    await house.reportBeds(5, 2);
    const places = await house.comesTo({ occupied: 2, held: 0 });
    expect(places.available).toBe(3);
  });

  it('a house counts more people than it has beds: nothing is free, and no number is below zero', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    await night.settles();
    await night.passes({ minutes: 1 });
    await house.reportBeds(2, 3);
    const places = await house.comesTo({ occupied: 3 });
    expect(places.available).toBe(0);
    const asked = await street.asks();
    await asked.waits();
  });
});

describe('clocks that are wrong', () => {
  it('six minutes ahead is refused, four minutes ahead is taken', async () => {
    const street = night.street();
    const house = await street.house();
    await night.settles();
    const units = [{ unitType: 'bed', total: 4, occupied: 0 }];
    const ahead = await house.staff.publish(
      'capacity.reported',
      { units },
      { subject: house.serviceId, time: minutesAfter(await night.now(), 6) },
    );
    expect(ahead.outcome).toBe('refused');
    await house.report(units, { time: minutesAfter(await night.now(), 4) });
    const places = await house.comesTo({ total: 4 });
    expect(places.available).toBe(4);
  });

  it('older than what is kept is refused, a day old is taken', async () => {
    const street = night.street();
    const old = await street.department.publish('intake.received', street.intake(), {
      time: minutesAfter(await night.now(), -EIGHT_DAYS),
    });
    expect(old.outcome).toBe('refused');
    const house = await street.house();
    await night.settles();
    const taken = await street.department.say('intake.received', street.intake(), {
      time: minutesAfter(await night.now(), -24 * 60),
    });
    const offer = await street.department.hears('referral.offered', { intakeId: taken.subject });
    expect(offer.data['serviceId']).toBe(house.serviceId);
  });
});
