import { describe, expect, it } from '@jest/globals';
import { minutesAfter, opensAt } from './support/minutes.js';
import { useNight } from './support/night.js';

const night = useNight();

describe('no place, said four ways', () => {
  it('there is no such house: it ends at once, and nobody waits for nothing', async () => {
    const street = night.street();
    const asked = await street.asks({ need: { kind: 'recreation', unitType: 'seat' } });
    const ended = await asked.isUnplaced('none-exists');
    expect(ended.subject).toBe(await asked.referral());
    expect((await asked.view()).state).toBe('unplaced');
  });

  it('every house is full: it waits, and a bed that frees is offered', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2, occupied: 2 });
    const asked = await street.asks();
    const waiting = await asked.waits('all-full');
    await house.reportBeds(2, 1);
    const offer = await asked.offerAt(house);
    expect(offer.subject).toBe(waiting.subject);
  });

  it('every house is closed until after tomorrow: it waits, and that is why', async () => {
    const street = night.street();
    const opens = new Date(minutesAfter(await night.now(), 18 * 60));
    const house = await street.house({ beds: 2, listing: { opening: opensAt(opens, 120) } });
    const asked = await street.asks();
    const waiting = await asked.waits('all-closed');
    await night.settles();
    expect(await asked.offeredTo()).toEqual([]);
    await night.passes({ hours: 7 });
    await house.tells('capacity.confirmed');
    const offer = await asked.offerAt(house);
    expect(offer.subject).toBe(waiting.subject);
  });

  it('every count is too old: a person gets the houses to ring, and one “still current” brings the offer', async () => {
    const street = night.street();
    const [large, small] = [await street.house({ beds: 9 }), await street.house({ beds: 2 })];
    await night.settles();
    await night.passes({ hours: 9 });
    await large.comesTo({ freshness: 'expired' });
    await small.comesTo({ freshness: 'expired' });
    const asked = await street.asks();
    const told = await asked.needsSomebody('all-stale');
    expect([...(told.data['toRing'] as string[])].sort()).toEqual([large.serviceId, small.serviceId].sort());
    await small.tells('capacity.confirmed');
    const offer = await asked.offerAt(small);
    expect(offer.subject).toBe(told.subject);
    await small.accepts(offer);
    await asked.comesTo('accepted');
  });

  it('one is full and one is closed: it waits, and is offered whichever comes first', async () => {
    const street = night.street();
    const full = await street.house({ beds: 1, occupied: 1 });
    const closed = await street.house();
    await closed.tells('service.closed');
    const asked = await street.asks();
    const waiting = await asked.department.hears('referral.waitlisted', { intakeId: asked.intakeId });
    expect(['all-full', 'all-closed']).toContain(waiting.data['reason']);
    await full.reportBeds(1, 0);
    await asked.offerAt(full);
  });

  it('a stale count is asked after a fresh one', async () => {
    const street = night.street();
    const stale = await street.house({ beds: 5 });
    await night.settles();
    await night.passes({ hours: 3 });
    await stale.comesTo({ freshness: 'stale' });
    const fresh = await street.house({ beds: 5 });
    const asked = await street.asks();
    const offer = await asked.anyOffer();
    expect(offer.data['serviceId']).toBe(fresh.serviceId);
    await fresh.declines(offer, 'no-place');
    await asked.offerAt(stale);
  });
});

describe('a house leaves the directory', () => {
  it('while it is asked and while another waits for it: the one is sent elsewhere, nobody is offered it any more', async () => {
    const street = night.street();
    const leaving = await street.house();
    const asked = await street.asks();
    const first = await asked.offerAt(leaving);
    const other = await street.house();
    await night.settles();
    await leaving.tells('service.delisted');
    const second = await asked.offerAt(other);
    expect(second.subject).toBe(first.subject);
    const late = await street.asks();
    await late.waits();
    expect(await late.offeredTo()).toEqual([]);
  });
});

describe('nobody can wait for ever', () => {
  it('after three nights in line it ends, with the reason, and the department can open it again', async () => {
    const street = night.street();
    const house = await street.house({ beds: 1, occupied: 1 });
    const asked = await street.asks();
    await asked.waits();
    for (let hours = 0; hours < 72; hours += 6) {
      await night.passes({ hours: 6 });
      await house.tells('capacity.confirmed');
    }
    await night.passes({ minutes: 30 });
    await asked.isUnplaced('wait-limit');
    await house.reportBeds(1, 0);
    await night.settles();
    expect(await asked.offeredTo()).toEqual([]);
    await asked.reopens();
    await asked.offerAt(house);
  });
});

describe('hours that are not those of every week', () => {
  const ALL_DAY = { opens: '00:00', closes: '23:59' };

  it('the house is closed for the holidays: that is why it waits, and not that it is full', async () => {
    const street = night.street();
    const now = await night.now();
    const days = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
    const opening = {
      timeZone: 'UTC',
      hours: [{ days, ...ALL_DAY }],
      exceptions: [0, 1, 2].map((day) => ({ date: dateAfter(now, day) })),
    };
    await street.house({ listing: { opening } });
    const asked = await street.asks();
    const waiting = await asked.waits('all-closed');
    expect(waiting.subject).toBe(await asked.referral());
  });

  it('one house opens every thirtieth day and not these days, the other every day from today: the other is asked', async () => {
    const street = night.street();
    const now = await night.now();
    const every = (interval: number, from: string): object => ({
      opening: {
        timeZone: 'UTC',
        hours: [],
        schedules: [{ rrule: `FREQ=DAILY;INTERVAL=${String(interval)}`, from, ...ALL_DAY }],
      },
    });
    await street.house({ listing: every(30, dateAfter(now, -15)) });
    const asked = await street.asks();
    await asked.waits('all-closed');
    const open = await street.house({ listing: every(1, dateAfter(now, 0)) });
    const offer = await asked.offerAt(open);
    expect(offer.data['serviceId']).toBe(open.serviceId);
  });
});

function dateAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
