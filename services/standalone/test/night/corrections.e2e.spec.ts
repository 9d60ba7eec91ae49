import { describe, expect, it } from '@jest/globals';
import { useNight } from './support/night.js';
import { CHILD, MAN, WOMAN } from './support/street.js';

const night = useNight();
const TWELVE = 12;

describe('an intake is corrected', () => {
  it('while it is offered: the house that no longer fits loses the offer, one that fits has it', async () => {
    const street = night.street();
    const adultsOnly = await street.house({ beds: 2, accepts: { families: false, maxHousehold: 2 } });
    const asked = await street.asks();
    const first = await asked.offerAt(adultsOnly);
    const families = await street.house({ beds: 2 });
    await night.settles();
    await asked.corrects(street.intake({ members: [WOMAN, CHILD], need: { quantity: 2 } }));
    const ended = await adultsOnly.staff.hears('referral.offer-ended', { subject: first.subject });
    expect(ended.data['reason']).toBe('corrected');
    const second = await asked.offerAt(families);
    expect(second.data).toMatchObject({ quantity: 2, household: { members: [WOMAN, CHILD] } });
    await adultsOnly.comesTo({ held: 0, available: 2 });
  });

  it('while it is expected: the household is one more than was said, and the house has room for it', async () => {
    const street = night.street();
    const house = await street.house({ beds: 2 });
    const asked = await street.asks();
    const first = await asked.offerAt(house);
    await house.accepts(first);
    await asked.comesTo('accepted');
    await asked.corrects(street.intake({ members: [WOMAN, CHILD], need: { quantity: 2 } }));
    const second = await asked.offerAt(house, first);
    expect(second.data['quantity']).toBe(2);
    await house.accepts(second);
    await house.comesTo({ held: 2, available: 0 });
  });

  it('while it is expected, in a word that changes nothing for the house: nobody in line gets its bed', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    const first = await asked.offerAt(house);
    await house.accepts(first);
    await asked.comesTo('accepted');
    const waiting = await street.asks();
    await waiting.waits();
    await asked.corrects(street.intake({ more: { interpreter: true } }));
    await night.settles();
    expect(await waiting.offeredTo()).toEqual([]);
    await house.comesTo({ held: 1, available: 0 });
    expect(['offered', 'accepted']).toContain((await asked.view()).state);
  });

  it('while the household is inside: it stays inside', async () => {
    const street = night.street();
    const house = await street.house();
    await street.house();
    const asked = await street.asks();
    const offer = await asked.anyOffer();
    const here = street.houseOf(offer);
    await here.letsIn(offer);
    await asked.comesTo('arrived');
    await asked.corrects(street.intake({ members: [WOMAN] }));
    await night.settles();
    expect(await asked.offeredTo()).toEqual([here.serviceId]);
    expect((await asked.view()).state).toBe('arrived');
    expect(await here.places()).toMatchObject([{ occupied: 1, held: 0 }]);
    expect(house.serviceId).toBeDefined();
  });

  it('while it waits: it keeps its turn', async () => {
    const street = night.street();
    const house = await street.house({ beds: 1, occupied: 1 });
    const first = await street.asks();
    await first.waits();
    const second = await street.asks();
    await second.waits();
    await first.corrects(street.intake({ members: [WOMAN] }));
    await night.settles();
    await house.reportBeds(1, 0);
    const offer = await first.offerAt(house);
    await night.settles();
    expect(offer.data['household']).toEqual({ members: [WOMAN] });
    expect(await second.offeredTo()).toEqual([]);
  });

  it('by a department that it does not belong to: nothing changes and that department learns nothing', async () => {
    const street = night.street();
    const house = await street.house();
    const asked = await street.asks();
    await asked.offerAt(house);
    const stranger = night.department();
    const reason = await stranger.sayInVain('intake.corrected', street.intake({ members: [WOMAN] }), {
      subject: asked.intakeId,
    });
    expect(reason).toBe('unknown-subject');
    await night.settles();
    expect(await asked.offeredTo()).toEqual([house.serviceId]);
    expect((await asked.view()).state).toBe('offered');
  });
});

describe('an intake is withdrawn', () => {
  it('with its twelve needs, at once: every house hears it and nothing stays held', async () => {
    const street = night.street();
    const [shelter, kitchen] = [
      await street.house({ beds: 6 }),
      await street.house({ kind: 'food', units: [{ unitType: 'parcel', total: 6, occupied: 0 }] }),
    ];
    const needs = Array.from({ length: TWELVE }, (_, index) =>
      index % 2 === 0 ? {} : { kind: 'food', unitType: 'parcel', priority: 'routine' },
    );
    const asked = await street.asks({ needs });
    await shelter.comesTo({ held: 6 });
    await kitchen.comesTo({ held: 6 });
    await asked.department.say(
      'intake.withdrawn',
      { reason: 'found-elsewhere' },
      { subject: asked.intakeId },
    );
    await shelter.comesTo({ held: 0, available: 6 });
    await kitchen.comesTo({ held: 0, available: 6 });
    await night.settles();
    const closed = await asked.department.heard({
      type: 'havre.referral.closed.v1',
      intakeId: asked.intakeId,
      outcome: 'withdrawn',
    });
    expect(new Set(closed.map(({ subject }) => subject)).size).toBe(TWELVE);
    expect(closed).toHaveLength(TWELVE);
    expect(await shelter.staff.heard({ type: 'havre.referral.offer-ended.v1' })).toHaveLength(6);
  });

  it('when one need has been met: that one stays, the others end', async () => {
    const street = night.street();
    const house = await street.house();
    const kitchen = await street.house({
      kind: 'food',
      units: [{ unitType: 'parcel', total: 2, occupied: 0 }],
    });
    const asked = await street.asks({ needs: [{}, { kind: 'food', unitType: 'parcel' }] });
    const bed = await asked.offerAt(house);
    await asked.offerAt(kitchen);
    await house.letsIn(bed);
    await asked.comesTo('arrived');
    await house.staff.say('referral.completed', {}, { subject: bed.subject });
    await asked.isClosed('completed', 'provider');
    await asked.department.say('intake.withdrawn', {}, { subject: asked.intakeId });
    await kitchen.comesTo({ held: 0 });
    await night.settles();
    expect((await asked.view()).state).toBe('completed');
    expect(await house.places()).toMatchObject([{ occupied: 1 }]);
  });
});

describe('the same thing said again', () => {
  it('the same intake twice, because the line broke: one receipt, one referral, one bed', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    await night.settles();
    const said = { id: `twice-${house.serviceId}` };
    const first = await street.department.say('intake.received', street.intake(), said);
    const second = await street.department.say('intake.received', street.intake(), said);
    expect(second).toEqual(first);
    await street.department.hears('referral.offered', { intakeId: first.subject });
    await night.settles();
    const opened = await street.department.heard({
      type: 'havre.referral.opened.v1',
      intakeId: first.subject,
    });
    expect(opened).toHaveLength(1);
    expect(await house.places()).toMatchObject([{ held: 1 }]);
  });

  it('the same id with another household: refused, and the first stands', async () => {
    const street = night.street();
    const house = await street.house({ beds: 3 });
    await night.settles();
    const said = { id: `again-${house.serviceId}` };
    const first = await street.department.say('intake.received', street.intake(), said);
    const other = await street.department.publish(
      'intake.received',
      street.intake({ members: [MAN, MAN] }),
      said,
    );
    expect(other.outcome).toBe('refused');
    await street.department.hears('referral.offered', { intakeId: first.subject });
    await night.settles();
    expect(await house.places()).toMatchObject([{ held: 1 }]);
  });

  it('an intake with a note about status is dropped; the same need under the same id, without it, passes at once', async () => {
    const street = night.street();
    const house = await street.house();
    await night.settles();
    const said = { id: `note-${house.serviceId}` };
    const dropped = await street.department.publish(
      'intake.received',
      street.intake({
        more: { note: 'Son permis de travail est expiré, elle attend le statut de réfugiée.' },
      }),
      said,
    );
    expect(dropped).toEqual({ outcome: 'refused', status: 422, code: 'not-routable' });
    const taken = await street.department.say('intake.received', street.intake(), said);
    const offer = await street.department.hears('referral.offered', { intakeId: taken.subject });
    expect(offer.data['serviceId']).toBe(house.serviceId);
  });
});
