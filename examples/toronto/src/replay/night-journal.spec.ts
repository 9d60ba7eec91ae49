import { describe, expect, it } from '@jest/globals';
import { type Answer, NightJournal } from './night-journal.js';
import { type PlannedIntake } from './planned-intake.js';

const planned = (changes: Partial<PlannedIntake> = {}): PlannedIntake => ({
  department: '/departments/central-intake',
  data: {
    household: { members: [{ ageGroup: 'adult' }] },
    language: 'en',
    needs: [{ kind: 'shelter', unitType: 'bed', quantity: 1, priority: 'urgent' }],
  },
  hasStatusField: false,
  arrives: true,
  ...changes,
});
const event = (name: string, data: Record<string, unknown> = {}, subject = 'referral-1') => ({
  type: `havre.referral.${name}.v1`,
  subject,
  data,
});
const offered = event('offered', { intakeId: 'intake-1', serviceId: 'house' });

function journalOf(intake = planned()) {
  const answers: Answer[] = [];
  const journal = new NightJournal((answer) => answers.push(answer));
  journal.acknowledge('intake-1', intake, 100);
  return { journal, answers };
}

describe('journal of a night', () => {
  it('follows a household from its intake to its place', () => {
    const { journal, answers } = journalOf();
    expect(journal.isSettled).toBe(false);
    journal.see(event('opened', { intakeId: 'intake-1' }));
    journal.see(offered);
    journal.offer(offered, 130);
    expect(answers).toEqual([
      { referralId: 'referral-1', serviceId: 'house', type: 'havre.referral.accepted.v1', data: {} },
    ]);
    expect(journal.isSettled).toBe(false);
    journal.see(event('place-confirmed', { serviceId: 'house' }));
    expect(journal.isSettled).toBe(true);
    expect(journal.households).toMatchObject([
      {
        state: 'placed',
        wasPlaced: true,
        serviceId: 'house',
        firstOfferAt: 130,
        publishedAt: 100,
        hasWaited: false,
      },
    ]);
    journal.see(event('closed', { intakeId: 'intake-1' }));
    expect(journal.hasEnded).toBe(true);
  });

  it('declines the first offer of those who are planned to, and accepts the next', () => {
    const { journal, answers } = journalOf(planned({ firstDecline: 'client-refused' }));
    journal.offer(offered, 1);
    journal.offer(event('offered', { intakeId: 'intake-1', serviceId: 'other' }), 2);
    expect(answers.map(({ type, data }) => [type, data])).toEqual([
      ['havre.referral.declined.v1', { reason: 'client-refused' }],
      ['havre.referral.accepted.v1', {}],
    ]);
  });

  it('keeps in mind who has waited', () => {
    const { journal } = journalOf();
    journal.see(event('waitlisted', { intakeId: 'intake-1' }));
    expect(journal.isSettled).toBe(true);
    journal.see(offered);
    expect(journal.isSettled).toBe(false);
    expect(journal.households).toMatchObject([{ state: 'offered', hasWaited: true }]);
  });

  it('keeps what comes before the door has answered', () => {
    const { journal, answers } = journalOf();
    const early = event('offered', { intakeId: 'intake-2', serviceId: 'house' }, 'referral-2');
    journal.see(early);
    journal.offer(early, 50);
    expect(answers).toEqual([]);
    journal.acknowledge('intake-2', planned(), 40);
    expect(answers).toHaveLength(1);
    expect(journal.households[1]).toMatchObject({ state: 'offered', firstOfferAt: 50 });
  });

  it('leaves the events of others alone', () => {
    const { journal } = journalOf();
    journal.see(event('place-confirmed', { serviceId: 'house' }, 'referral-9'));
    journal.see({ type: 'havre.capacity.updated.v1', subject: 'house', data: {} });
    expect(journal.households).toMatchObject([{ state: 'asked' }]);
  });
});
