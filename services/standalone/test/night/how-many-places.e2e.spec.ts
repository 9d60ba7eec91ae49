import { describe, expect, it } from '@jest/globals';
import { useNight } from './support/night.js';
import { CHILD, MAN, WOMAN } from './support/street.js';

const night = useNight();
const FAMILY_OF_FIVE = [WOMAN, MAN, CHILD, CHILD, CHILD];

describe('a family of five', () => {
  it('where there are only dormitory beds: five beds of one house, together', async () => {
    const street = night.street();
    const small = await street.house({ beds: 4 });
    const large = await street.house({ beds: 8, occupied: 2 });
    const asked = await street.asks({ members: FAMILY_OF_FIVE });
    const offer = await asked.anyOffer();
    expect(offer.data).toMatchObject({ serviceId: large.serviceId, unitType: 'bed', quantity: 5 });
    await large.comesTo({ held: 5, available: 1 });
    await small.comesTo({ held: 0, available: 4 });
  });

  it('where two houses have three beds each: nobody is parted, they wait, and nothing is held for a part of them', async () => {
    const street = night.street();
    const houses = [await street.house({ beds: 3 }), await street.house({ beds: 3 })];
    const asked = await street.asks({ members: FAMILY_OF_FIVE });
    await asked.waits();
    await night.settles();
    for (const house of houses) expect(await house.places()).toMatchObject([{ held: 0, available: 3 }]);
    await houses[0]?.reportBeds(5, 0);
    const offer = await asked.anyOffer();
    expect(offer.data).toMatchObject({ serviceId: houses[0]?.serviceId, quantity: 5 });
  });

  it('says two rooms, where rooms sleep three: two rooms of the same house, or none', async () => {
    const street = night.street();
    const single = await street.house({ units: [{ unitType: 'room', sleeps: 3, total: 1, occupied: 0 }] });
    const house = await street.house({ units: [{ unitType: 'room', sleeps: 3, total: 3, occupied: 0 }] });
    const need = { unitType: 'room', quantity: 2 };
    const asked = await street.asks({ members: FAMILY_OF_FIVE, need });
    const offer = await asked.anyOffer();
    expect(offer.data).toMatchObject({
      serviceId: house.serviceId,
      unitType: 'room',
      sleeps: 3,
      quantity: 2,
    });
    await house.comesTo({ held: 2, available: 1 });
    await single.comesTo({ held: 0, available: 1 });
  });

  it('where rooms sleep three: two rooms of the same house', async () => {
    const street = night.street();
    const house = await street.house({ units: [{ unitType: 'room', sleeps: 3, total: 3, occupied: 0 }] });
    const asked = await street.asks({ members: FAMILY_OF_FIVE, need: { unitType: 'room' } });
    const offer = await asked.offerAt(house);
    expect(offer.data).toMatchObject({ unitType: 'room', sleeps: 3, quantity: 2 });
    await house.comesTo({ held: 2, available: 1 });
  });

  it('a room for two is given to a couple, and the room for six stays for those who need it', async () => {
    const street = night.street();
    const house = await street.house({
      units: [
        { unitType: 'room', sleeps: 6, total: 1, occupied: 0 },
        { unitType: 'room', sleeps: 2, total: 1, occupied: 0 },
      ],
    });
    const couple = await street.asks({ members: [WOMAN, MAN], need: { unitType: 'room' } });
    expect((await couple.offerAt(house)).data).toMatchObject({ sleeps: 2, quantity: 1 });
    const family = await street.asks({ members: FAMILY_OF_FIVE, need: { unitType: 'room' } });
    expect((await family.offerAt(house)).data).toMatchObject({ sleeps: 6, quantity: 1 });
  });
});

describe('a couple', () => {
  it('is kept together: two beds in one house rather than one in each', async () => {
    const street = night.street();
    await street.house({ beds: 1 });
    await street.house({ beds: 1 });
    const together = await street.house({ beds: 2 });
    const asked = await street.asks({ members: [WOMAN, MAN] });
    const offer = await asked.anyOffer();
    expect(offer.data).toMatchObject({ serviceId: together.serviceId, quantity: 2 });
  });

  it('says that one bed is enough: one bed', async () => {
    const street = night.street();
    const house = await street.house({ beds: 1 });
    const asked = await street.asks({ members: [WOMAN, { ageGroup: 'infant' }], need: { quantity: 1 } });
    const offer = await asked.offerAt(house);
    expect(offer.data['quantity']).toBe(1);
  });
});

describe('several needs', () => {
  it('one cannot be met, the other is: the first says why, the second goes its way', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks({ needs: [{}, { kind: 'health', unitType: 'appointment' }] });
    const offer = await asked.offerAt(house);
    const none = await asked.isUnplaced('none-exists');
    expect(none.subject).not.toBe(offer.subject);
    await house.accepts(offer);
    await asked.comesTo('accepted');
  });

  it('meals are counted by day: those of the day after tomorrow are not given tomorrow', async () => {
    const street = night.street();
    const [tomorrow = '', after = ''] = [1, 2].map((days) => day(new Date(), days));
    const kitchen = await street.house({
      kind: 'food',
      units: [
        { unitType: 'seat', date: tomorrow, total: 2, occupied: 2 },
        { unitType: 'seat', date: after, total: 2, occupied: 0 },
      ],
    });
    const meal = { kind: 'food', unitType: 'seat', priority: 'routine' };
    const forAfter = await street.asks({ need: { ...meal, date: after } });
    const offer = await forAfter.offerAt(kitchen);
    expect(offer.data['date']).toBe(after);
    await kitchen.comesTo({ date: after, held: 1, available: 1 });
    const forTomorrow = await street.asks({ need: { ...meal, date: tomorrow } });
    await forTomorrow.waits();
    await kitchen.comesTo({ date: tomorrow, held: 0, available: 0 });
  });

  it('an appointment between ten and noon: not the one at nine, not the one at noon', async () => {
    const street = night.street();
    const date = day(new Date(), 2);
    const clinic = await street.house({
      kind: 'health',
      units: ['09:00', '10:30', '12:00'].map((time) => ({
        unitType: 'appointment',
        date,
        time,
        total: 1,
        occupied: 0,
      })),
    });
    const need = {
      kind: 'health',
      unitType: 'appointment',
      priority: 'routine',
      date,
      between: { from: '10:00', to: '12:00' },
    };
    const first = await street.asks({ need });
    expect((await first.offerAt(clinic)).data).toMatchObject({ date, time: '10:30' });
    const second = await street.asks({ need });
    await second.waits();
    await clinic.comesTo({ time: '12:00', held: 0, available: 1 });
  });
});

describe('one department asks for a whole house', () => {
  it('half is its share: more of its needs wait and are refused nothing, another department is served', async () => {
    const street = night.street();
    const house = await street.house({ beds: 4, listing: { limits: { publisherSharePercent: 50 } } });
    const first = await street.asks();
    await first.offerAt(house);
    await (await street.asks()).offerAt(house);
    const third = await street.asks();
    await third.department.hears('referral.waitlisted', { intakeId: third.intakeId });
    await night.settles();
    expect(await third.offeredTo()).toEqual([]);
    const neighbour = await street.asks({ by: night.department() });
    await neighbour.offerAt(house);
    await first.withdraws();
    await third.offerAt(house);
    await house.comesTo({ held: 3, available: 1 });
  });
});

/** The local date of the city, some days on. */
function day(now: Date, days: number): string {
  const then = new Date(now.getTime() + days * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(then);
}
