import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { Referral } from './referral.js';
import { ACCEPTED, CODE, INPUTS, matchedElsewhere, MINUTE, NOW, ofFoyer, when } from './testing/referrals.js';

const WRONG = { ...INPUTS.arrived, code: 'lampe jardin 43' };

/** The same wrong code, said so many times a minute apart; the referral as it then is. */
function guessed(referral: Referral, times: number): Referral {
  let guessing = referral;
  for (let index = 0; index < times; index++) {
    const decision = decide(guessing, WRONG, NOW + index * MINUTE, DEFAULT_LIMITS);
    expect(decision).toMatchObject({ outcome: 'refused', reason: 'wrong-code' });
    if (decision.outcome === 'refused') guessing = decision.referral ?? guessing;
  }
  return guessing;
}

describe('wrong codes', () => {
  it('given four wrong codes, then the right one still opens the door', () => {
    expect(when(guessed(ACCEPTED(), 4), INPUTS.arrived)).toMatchObject({ state: 'arrived' });
  });

  it('given five wrong codes within the window, then codes are refused there, the right one too', () => {
    const locked = guessed(ACCEPTED(), 5);
    const at = NOW + 5 * MINUTE;
    expect(when(locked, INPUTS.arrived, DEFAULT_LIMITS, at)).toEqual({ outcome: 'too-many-attempts' });
    expect(when(locked, WRONG, DEFAULT_LIMITS, at)).toEqual({ outcome: 'too-many-attempts' });
  });

  it('given the end of the window, then the right code opens the door again', () => {
    const locked = guessed(ACCEPTED(), 5);
    expect(when(locked, INPUTS.arrived, DEFAULT_LIMITS, NOW + 16 * MINUTE)).toMatchObject({
      state: 'arrived',
    });
  });

  it('given five wrong codes at one door, then the next provider’s door is open', () => {
    const locked = guessed(ACCEPTED(), 5);
    const moved = [INPUTS.returned, matchedElsewhere(), INPUTS.placed].reduce(
      (referral, input) => when(referral, input).referral!,
      locked,
    );
    expect(when(moved, ofFoyer(INPUTS.arrived))).toMatchObject({ state: 'arrived' });
  });

  it('given a stranger who guesses, then nothing is counted and nothing is learned', () => {
    const guess = ofFoyer({ ...INPUTS.arrived, code: CODE });
    expect(decide(ACCEPTED(), guess, NOW, DEFAULT_LIMITS)).toEqual({
      outcome: 'refused',
      reason: 'unknown-subject',
    });
  });
});
