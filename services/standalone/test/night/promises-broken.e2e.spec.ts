import { describe, expect, it } from '@jest/globals';
import { minutesAfter } from './support/minutes.js';
import { useNight } from './support/night.js';

const night = useNight();

describe('a house takes its word back', () => {
  it('a pipe bursts after the yes: the household goes to the next house before anybody who waits', async () => {
    const street = night.street();
    const flooded = await street.house();
    const full = await street.house({ beds: 1, occupied: 1 });
    const promised = await street.asks();
    const offer = await promised.offerAt(flooded);
    await flooded.accepts(offer);
    await promised.department.hears('referral.place-confirmed', { subject: offer.subject });
    const waiting = await street.asks({ need: { priority: 'emergency' } });
    await waiting.waits();
    await flooded.returns(offer, 'damage');
    await promised.waits();
    await night.settles();
    expect(await waiting.offeredTo()).toEqual([]);
    await full.reportBeds(1, 0);
    const moved = await promised.offerAt(full);
    await night.settles();
    expect(moved.subject).toBe(offer.subject);
    expect(await waiting.offeredTo()).toEqual([]);
  });

  it('a house takes its word back and another is free: the household is sent there at once', async () => {
    const street = night.street();
    await street.house();
    await street.house();
    const asked = await street.asks();
    const first = await asked.anyOffer();
    await street.houseOf(first).accepts(first);
    const kept = await asked.department.hears('referral.place-confirmed', { subject: first.subject });
    await street.houseOf(first).returns(first, 'staffing');
    const ended = await asked.department.hears('referral.offer-ended', { subject: first.subject });
    expect(ended.data['reason']).toBe('returned');
    const second = await asked.anyOffer(kept);
    expect(second.data['serviceId']).not.toBe(first.data['serviceId']);
    expect(second.data['code']).toEqual(expect.any(String));
  });

  it('a house cannot keep somebody who is inside: a person decides, no machine moves anybody', async () => {
    const street = night.street();
    const house = await street.house();
    await street.house();
    const asked = await street.asks();
    const offer = await asked.anyOffer();
    const here = street.houseOf(offer);
    await here.letsIn(offer);
    await here.comesTo({ occupied: 1 });
    await here.returns(offer, 'safety');
    await asked.needsSomebody('returned-inside');
    await night.settles();
    expect(await asked.offeredTo()).toEqual([here.serviceId]);
    expect((await asked.view()).state).toBe('needs-attention');
    expect(await here.places()).toMatchObject([{ occupied: 1 }]);
    expect(house.serviceId).toBeDefined();
  });
});

describe('a house closes', () => {
  it('closes now: who is on the way and who is only offered go elsewhere, who is inside stays and is shown to a person', async () => {
    const street = night.street();
    const closing = await street.house({ beds: 3 });
    const [inside, onTheWay, offered] = [await street.asks(), await street.asks(), await street.asks()];
    const first = await inside.offerAt(closing);
    await closing.letsIn(first);
    await inside.comesTo('arrived');
    const second = await onTheWay.offerAt(closing);
    await closing.accepts(second);
    await onTheWay.comesTo('accepted');
    await offered.offerAt(closing);
    const open = await street.house({ beds: 2 });
    await night.settles();
    await closing.tells('service.closed');
    await onTheWay.offerAt(open);
    await offered.offerAt(open);
    await inside.needsSomebody('returned-inside');
    await night.settles();
    expect(await inside.offeredTo()).toEqual([closing.serviceId]);
    await closing.comesTo({ occupied: 1, held: 0 });
  });

  it('closes now: of two who must move and one place elsewhere, the one on the way is first, before the line', async () => {
    const street = night.street();
    const closing = await street.house({ beds: 2 });
    const onTheWay = await street.asks({ need: { priority: 'routine' } });
    const first = await onTheWay.offerAt(closing);
    await closing.accepts(first);
    await onTheWay.comesTo('accepted');
    const other = await street.house({ beds: 1, occupied: 1 });
    const inLine = await street.asks({ members: [{ ageGroup: 'adult' }, { ageGroup: 'adult' }] });
    await inLine.waits();
    await closing.tells('service.closed');
    await onTheWay.department.hears('referral.offer-ended', { subject: first.subject });
    await other.reportBeds(1, 0);
    const moved = await onTheWay.offerAt(other);
    expect(moved.subject).toBe(first.subject);
  });

  it('a house is closed until tomorrow, the need waits, and is offered there once it opens and has counted', async () => {
    const street = night.street();
    const house = await street.house();
    await house.tells('service.closed', { until: minutesAfter(await night.now(), 20 * 60) });
    const asked = await street.asks();
    await asked.waits('all-closed');
    await night.passes({ hours: 20, minutes: 1 });
    await house.reportBeds(1, 0);
    const offer = await asked.offerAt(house);
    expect(offer.data['quantity']).toBe(1);
  });
});

describe('the department takes its need back', () => {
  it('withdraws at the moment when the house says yes: the withdrawal wins and the bed is free', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await Promise.all([asked.withdraws('found-elsewhere'), house.accepts(offer)]);
    await asked.isClosed('withdrawn', 'department');
    await house.comesTo({ held: 0, available: 1 });
    await night.settles();
    expect((await asked.view()).state).toBe('withdrawn');
    await house.staff.hears('referral.offer-ended', { subject: offer.subject, reason: 'withdrawn' });
  });

  it('withdraws while the house already expects the household: the bed goes to the line at once', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const offer = await asked.offerAt(house);
    await house.accepts(offer);
    await asked.comesTo('accepted');
    const waiting = await street.asks();
    await waiting.waits();
    await asked.withdraws('changed-mind');
    await waiting.offerAt(house);
    const reason = await house.staff.sayInVain('referral.accepted', {}, { subject: offer.subject });
    expect(reason).toBe('withdrawn');
  });

  it('the household changes its mind on the way and the house hears it first: the next house is asked', async () => {
    const street = night.street();
    await street.house();
    await street.house();
    const asked = await street.asks();
    const first = await asked.anyOffer();
    await street.houseOf(first).accepts(first);
    await asked.comesTo('accepted');
    await street.houseOf(first).declines(first, 'client-refused');
    const second = await asked.anyOffer(first);
    expect(second.data['serviceId']).not.toBe(first.data['serviceId']);
    await street.houseOf(first).comesTo({ held: 0, available: 1 });
  });
});
