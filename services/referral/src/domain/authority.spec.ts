import { describe, expect, it } from '@jest/globals';
import { ARRIVED, INPUTS, OFFERED, REQUESTED, STRANGER, when } from './testing/referrals.js';

describe('who may say what', () => {
  it.each(['accepted', 'arrived', 'returned', 'completed', 'notArrived'] as const)(
    'given the service of another provider, when a stranger says %s, then its referral is unknown to it',
    (name) => {
      const input = { ...INPUTS[name], answer: { ...INPUTS[name].answer, publisher: STRANGER } };
      expect(when(OFFERED(), input)).toEqual({ outcome: 'unknown-subject' });
      expect(when(ARRIVED(), input)).toEqual({ outcome: 'unknown-subject' });
    },
  );

  it.each(['withdrawn', 'reopened'] as const)(
    'given another department, then %s is unknown to it',
    (name) => {
      const input = { ...INPUTS[name], answer: { ...INPUTS[name].answer, publisher: '/departments/sante' } };
      expect(when(OFFERED(), input)).toEqual({ outcome: 'unknown-subject' });
    },
  );

  it('given a hold that is only asked for, then its provider knows nothing of it', () => {
    expect(when(REQUESTED(), INPUTS.accepted)).toEqual({ outcome: 'unknown-subject' });
  });

  it('given a provider whose offer has gone on to another, then its answer is too late', () => {
    const moved = when(OFFERED(), INPUTS.offerExpired).referral!;
    expect(when(moved, INPUTS.accepted)).toEqual({ outcome: 'too-late' });
  });

  it.each([
    ['completed', INPUTS.completed, OFFERED],
    ['not-arrived', INPUTS.notArrived, ARRIVED],
    ['reopened', INPUTS.reopened, OFFERED],
    ['accepted', INPUTS.accepted, ARRIVED],
  ] as const)('given the wrong moment, then %s is not applied and says so', (_name, input, given) => {
    expect(when(given(), input)).toEqual({ outcome: 'not-in-this-state' });
  });

  it('given a referral that ended, then answers are too late', () => {
    const ended = when(ARRIVED(), INPUTS.completed).referral!;
    expect(when(ended, INPUTS.arrived)).toEqual({ outcome: 'too-late' });
    expect(when(ended, INPUTS.withdrawn)).toEqual({ outcome: 'too-late' });
  });
});
