import { describe, expect, it } from '@jest/globals';
import { useNight } from './support/night.js';
import { CHILD, MAN, WOMAN, YOUTH } from './support/street.js';

const night = useNight();

describe('what a house must be', () => {
  it('a man and his dog: not the house that takes none, not the one whose limit is lighter than the dog', async () => {
    const street = night.street();
    await street.house();
    await street.house({ listing: { pets: { dogs: true, cats: true, maxWeightKg: 10 } } });
    await street.house({ listing: { pets: { dogs: false, cats: true } } });
    const kind = await street.house({ listing: { pets: { dogs: true, cats: false, maxWeightKg: 40 } } });
    const asked = await street.asks({ more: { pets: [{ kind: 'dog', weightKg: 28 }] } });
    const offer = await asked.anyOffer();
    expect(offer.data).toMatchObject({ serviceId: kind.serviceId, pets: [{ kind: 'dog', weightKg: 28 }] });
    await kind.declines(offer, 'client-refused');
    await night.settles();
    expect(await asked.offeredTo()).toEqual([kind.serviceId]);
  });

  it('a wheelchair: only the house without a step, and when it is full nobody is sent up the stairs', async () => {
    const street = night.street();
    const stairs = await street.house({ beds: 5 });
    const stepFree = await street.house({ beds: 1, listing: { accessibility: ['step-free'] } });
    const first = await street.asks({ more: { accessibility: ['step-free'] } });
    expect((await first.anyOffer()).data['serviceId']).toBe(stepFree.serviceId);
    const second = await street.asks({ more: { accessibility: ['step-free'] } });
    await second.waits();
    await stairs.comesTo({ held: 0, available: 5 });
  });

  it('a house for women: never a man, never a couple, and the woman beside them is welcome', async () => {
    const street = night.street();
    const women = await street.house({ beds: 4, accepts: { genders: ['woman'] } });
    const man = await street.asks({ members: [MAN] });
    await man.isUnplaced('none-exists');
    const couple = await street.asks({ members: [WOMAN, MAN] });
    await couple.isUnplaced('none-exists');
    const woman = await street.asks({ members: [WOMAN] });
    const offer = await woman.offerAt(women);
    expect(offer.data['serviceId']).toBe(women.serviceId);
  });

  it('somebody who did not say a gender is not sent to a house for women', async () => {
    const street = night.street();
    const women = await street.house({ accepts: { genders: ['woman'] } });
    const mixed = await street.house();
    const asked = await street.asks({ members: [{ ageGroup: 'adult' }] });
    const offer = await asked.anyOffer();
    expect(offer.data['serviceId']).toBe(mixed.serviceId);
    await mixed.declines(offer, 'client-refused');
    await night.settles();
    expect(await asked.offeredTo()).not.toContain(women.serviceId);
  });

  it('a youth of sixteen: not the house for adults, the house for youths', async () => {
    const street = night.street();
    const adults = await street.house({ beds: 5, accepts: { ageGroups: ['adult', 'senior'] } });
    const youths = await street.house({ accepts: { ageGroups: ['youth'] } });
    const asked = await street.asks({ members: [YOUTH] });
    const offer = await asked.anyOffer();
    expect(offer.data['serviceId']).toBe(youths.serviceId);
    await youths.declines(offer, 'client-refused');
    await night.settles();
    expect(await asked.offeredTo()).not.toContain(adults.serviceId);
  });

  it('a mother with two children: not where families are not taken in, not where three are too many', async () => {
    const street = night.street();
    await street.house({ beds: 5, accepts: { families: false } });
    await street.house({ beds: 5, accepts: { maxHousehold: 2 } });
    const asked = await street.asks({ members: [WOMAN, CHILD, CHILD] });
    const nowhere = await asked.isUnplaced('none-exists');
    expect(nowhere.data['reason']).toBe('none-exists');
    expect(await asked.offeredTo()).toEqual([]);
  });
});

describe('what only ranks', () => {
  it('a house that speaks the language is asked first, the other takes the household all the same', async () => {
    const street = night.street();
    const french = await street.house();
    const arabic = await street.house({ listing: { languages: ['fr', 'ar'] } });
    const asked = await street.asks({ more: { language: 'ar' } });
    const first = await asked.anyOffer();
    expect(first.data['serviceId']).toBe(arabic.serviceId);
    await arabic.declines(first, 'no-place');
    await asked.offerAt(french);
  });

  it('the language is required: nobody there speaks it, so there is no such house, rather than the wrong one', async () => {
    const street = night.street();
    await street.house();
    const asked = await street.asks({
      need: { requires: ['area', 'language'] },
      more: { language: 'ar' },
    });
    const nowhere = await asked.isUnplaced('none-exists');
    expect(nowhere.subject).toBe(await asked.referral());
  });
});

describe('scarce places go last to those who could go elsewhere', () => {
  it('a man without a wheelchair gets the ordinary bed, the one without a step stays free', async () => {
    const street = night.street();
    const stepFree = await street.house({ listing: { accessibility: ['step-free'] } });
    const ordinary = await street.house();
    const asked = await street.asks();
    expect((await asked.anyOffer()).data['serviceId']).toBe(ordinary.serviceId);
    const next = await street.asks();
    expect((await next.anyOffer()).data['serviceId']).toBe(stepFree.serviceId);
  });

  it('a bed without a step frees: it is for the wheelchair that came ten minutes later, not for who fits anywhere', async () => {
    const street = night.street();
    const stepFree = await street.house({
      beds: 1,
      occupied: 1,
      listing: { accessibility: ['step-free'] },
    });
    const ordinary = await street.house({ beds: 1, occupied: 1 });
    const anybody = await street.asks();
    await anybody.waits();
    await night.passes({ minutes: 10 });
    const wheelchair = await street.asks({ more: { accessibility: ['step-free'] } });
    await wheelchair.waits();
    await stepFree.reportBeds(1, 0);
    await wheelchair.offerAt(stepFree);
    await night.settles();
    expect(await anybody.offeredTo()).toEqual([]);
    await ordinary.reportBeds(1, 0);
    await anybody.offerAt(ordinary);
  });
});
