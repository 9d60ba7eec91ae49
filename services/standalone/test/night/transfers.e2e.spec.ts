import { describe, expect, it } from '@jest/globals';
import { useNight } from './support/night.js';
import type { House } from './support/house.js';
import type { Request } from './support/department.js';
import type { Street } from './support/street.js';

const night = useNight();

/** A household that is inside a house, the only one of its street so far. */
async function inside(street: Street): Promise<{ asked: Request; home: House; referral: string }> {
  const home = await street.house();
  const asked = await street.asks();
  const offer = await asked.offerAt(home);
  await home.letsIn(offer);
  await asked.comesTo('arrived');
  await home.comesTo({ occupied: 1, held: 0 });
  return { asked, home, referral: offer.subject };
}

describe('a household that is inside would be better elsewhere', () => {
  it('the other house takes it: two beds while it is on its way, one once it is there', async () => {
    const street = night.street();
    const { asked, home, referral } = await inside(street);
    const there = await street.house();
    await night.settles();
    await home.staff.say('referral.transfer-requested', { reason: 'better-fit' }, { subject: referral });
    const offer = await asked.offerAt(there);
    await there.accepts(offer);
    await there.comesTo({ held: 1 });
    await home.comesTo({ occupied: 1 });
    await there.letsIn(offer);
    await there.comesTo({ occupied: 1, held: 0 });
    await home.comesTo({ occupied: 0, available: 1 });
    const ended = await asked.department.hears('referral.transfer-ended', { subject: referral });
    expect(ended.data).toMatchObject({ serviceId: home.serviceId, outcome: 'moved' });
    await home.staff.hears('referral.transfer-ended', { subject: referral });
  });

  it('the other house says no and there is no third: it stays where it is, its bed untouched', async () => {
    const street = night.street();
    const { asked, home, referral } = await inside(street);
    const there = await street.house();
    await night.settles();
    await asked.department.say('referral.transfer-requested', { reason: 'closer' }, { subject: referral });
    await there.declines(await asked.offerAt(there), 'not-eligible');
    await asked.needsSomebody('none-elsewhere');
    await night.settles();
    expect(await home.places()).toMatchObject([{ occupied: 1, held: 0 }]);
    expect(await there.places()).toMatchObject([{ occupied: 0, held: 0 }]);
    expect(await asked.offeredTo()).toEqual([home.serviceId, there.serviceId]);
  });

  it('the other house says no and a third says yes', async () => {
    const street = night.street();
    const { asked, home, referral } = await inside(street);
    await street.house();
    await street.house();
    await night.settles();
    await home.staff.say('referral.transfer-requested', { reason: 'health' }, { subject: referral });
    const start = await asked.department.hears('referral.transfer-opened', { subject: referral });
    const first = await asked.anyOffer(start);
    await street.houseOf(first).declines(first, 'no-place');
    const second = await asked.anyOffer(first);
    expect(second.data['serviceId']).not.toBe(home.serviceId);
    await street.houseOf(second).accepts(second);
    await street.houseOf(second).comesTo({ held: 1 });
    await home.comesTo({ occupied: 1 });
  });

  it('nobody arrives at the other house: the household is still at home, and the bed over there goes on', async () => {
    const street = night.street();
    const { asked, home, referral } = await inside(street);
    const there = await street.house();
    await night.settles();
    await home.staff.say('referral.transfer-requested', { reason: 'better-fit' }, { subject: referral });
    const offer = await asked.offerAt(there);
    await there.accepts(offer);
    await there.comesTo({ held: 1 });
    await night.passes({ minutes: 91 });
    await there.comesTo({ held: 0, available: 1 });
    await night.settles();
    expect(await home.places()).toMatchObject([{ occupied: 1, held: 0 }]);
    expect(['arrived', 'needs-attention']).toContain((await asked.view()).state);
  });

  it('somebody asks to move a household that is not inside yet: that cannot be, and they hear it', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    const data = { reason: 'better-fit' };
    const reason = await asked.department.sayInVain('referral.transfer-requested', data, {
      subject: offer.subject,
    });
    expect(reason).toBe('not-in-this-state');
    expect((await asked.view()).state).toBe('offered');
  });
});
