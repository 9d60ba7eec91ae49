import { describe, expect, it } from '@jest/globals';
import { useNight } from './support/night.js';
import { MAN, WOMAN } from './support/street.js';

const night = useNight();

describe('the line', () => {
  it('ten beds free at once and twelve households wait: the first ten, one each', async () => {
    const street = night.street();
    const house = await street.house({ beds: 10, occupied: 10 });
    const asked = [];
    for (let count = 0; count < 12; count += 1) {
      const one = await street.asks({ by: night.department() });
      await one.waits();
      asked.push(one);
    }
    await house.reportBeds(10, 0);
    for (const one of asked.slice(0, 10)) await one.offerAt(house);
    await night.settles();
    expect((await Promise.all(asked.map((one) => one.offeredTo()))).map(({ length }) => length)).toEqual([
      ...Array.from({ length: 10 }, () => 1),
      0,
      0,
    ]);
    expect(await house.places()).toMatchObject([{ held: 10, available: 0 }]);
  });

  it('an emergency goes before those who came earlier, and the others keep their order', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3, occupied: 3 });
    const [routine, urgent] = [
      await street.asks({ need: { priority: 'routine' } }),
      await street.asks({ need: { priority: 'urgent' } }),
    ];
    await routine.waits();
    await urgent.waits();
    const emergency = await street.asks({ need: { priority: 'emergency' } });
    await emergency.waits();
    await house.reportBeds(3, 2);
    await emergency.offerAt(house);
    await night.settles();
    expect([await urgent.offeredTo(), await routine.offeredTo()]).toEqual([[], []]);
    await house.reportBeds(3, 1);
    await urgent.offerAt(house);
    await house.reportBeds(3, 0);
    await routine.offerAt(house);
    await house.comesTo({ held: 3 });
  });

  it('who has waited since yesterday goes before an urgent need of this minute, and after an emergency', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2, occupied: 2 });
    const routine = await street.asks({ need: { priority: 'routine' } });
    await routine.waits();
    for (let hours = 0; hours < 25; hours += 5) {
      await night.passes({ hours: 5 });
      await house.tells('capacity.confirmed');
    }
    const urgent = await street.asks({ need: { priority: 'urgent' } });
    await urgent.waits();
    const emergency = await street.asks({ need: { priority: 'emergency' } });
    await emergency.waits();
    await house.reportBeds(2, 1);
    await emergency.offerAt(house);
    await house.reportBeds(2, 0);
    await routine.offerAt(house);
    await night.settles();
    expect(await urgent.offeredTo()).toEqual([]);
  });

  it('a couple is first in line and one bed frees: it goes to the single man behind, the couple stays first', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3, occupied: 3 });
    const couple = await street.asks({ members: [WOMAN, MAN] });
    await couple.waits();
    const single = await street.asks();
    await single.waits();
    await house.reportBeds(3, 2);
    const offer = await single.offerAt(house);
    await house.accepts(offer);
    await single.comesTo('accepted');
    const next = await street.asks();
    await next.waits();
    await house.reportBeds(3, 0);
    const theirs = await couple.offerAt(house);
    expect(theirs.data['quantity']).toBe(2);
    await night.settles();
    expect(await next.offeredTo()).toEqual([]);
  });

  it('somebody in line is helped elsewhere: the turn goes to the next, not to nobody', async () => {
    const street = night.street();
    const house = await street.house({ beds: 1, occupied: 1 });
    const [first, second] = [await street.asks(), await street.asks()];
    await first.waits();
    await second.waits();
    await first.withdraws('found-elsewhere');
    await first.isClosed('withdrawn', 'department');
    await house.reportBeds(1, 0);
    await second.offerAt(house);
    await night.settles();
    expect(await first.offeredTo()).toEqual([]);
  });

  it('the first in line does not answer through its house: the bed goes round the line, to one at a time', async () => {
    const street = night.street();
    const house = await street.house({ beds: 1, occupied: 1 });
    const asked = [await street.asks(), await street.asks()] as const;
    await asked[1].waits();
    await house.reportBeds(1, 0);
    const first = await asked[0].offerAt(house);
    await house.declines(first, 'client-refused');
    await asked[1].offerAt(house);
    await night.settles();
    expect(await house.places()).toMatchObject([{ held: 1, available: 0 }]);
    expect((await asked[0].view()).state).toBe('waitlisted');
  });

  it('a new house opens while people wait: they have its beds before anybody who asks later', async () => {
    const street = night.street();
    await street.house({ beds: 1, occupied: 1 });
    const waiting = await street.asks();
    await waiting.waits();
    const opened = await street.house({ beds: 1 });
    const late = await street.asks();
    await waiting.offerAt(opened);
    await late.waits();
    expect(await late.offeredTo()).toEqual([]);
  });
});
