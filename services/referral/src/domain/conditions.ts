import { isLateElsewhere } from './authority.js';
import { limitFor, type Limits } from './limits.js';
import type { ReferralInput } from './referral-input.js';
import { isInside, type HoldPhase, type Referral } from './referral.js';

/** What a line of the table may ask of a referral and its input. */
export type ConditionName =
  | 'loop-cap-reached'
  | 'safety-at-stake'
  | 'none-exists'
  | 'none-exists-inside'
  | 'all-stale'
  | 'is-automatic'
  | 'is-confirming'
  | 'is-prolonging'
  | 'is-kept'
  | 'is-occupying'
  | 'awaits-confirmation'
  | 'is-inside'
  | 'is-counted-in'
  | 'is-transferring'
  | 'is-said-inside'
  | 'is-outside'
  | 'is-late-elsewhere'
  | 'is-asked-again'
  | 'expired-in-offer'
  | 'keeps-offer';

type Condition = (referral: Referral, input: ReferralInput | null, limits: Limits) => boolean;

const phaseIs =
  (...phases: readonly HoldPhase[]): Condition =>
  ({ hold }) =>
    hold !== null && phases.includes(hold.phase);

const noneExists: Condition = (_referral, input) =>
  input?.on === 'no-place' && input.reason === 'none-exists';

/** Each condition of the table. */
export const CONDITIONS: Readonly<Record<ConditionName, Condition>> = {
  'loop-cap-reached': ({ offers }, _input, limits) => offers >= limits.loopCap,
  'safety-at-stake': ({ passed }) => passed.some(({ why }) => why === 'safety'),
  'none-exists': noneExists,
  'none-exists-inside': (referral, input, limits) =>
    isInside(referral) && noneExists(referral, input, limits),
  'all-stale': (_referral, input) => input?.on === 'no-place' && input.reason === 'all-stale',
  'is-automatic': ({ hold }) => hold?.isAutomatic === true,
  'is-confirming': phaseIs('confirming'),
  'is-prolonging': phaseIs('prolonging'),
  'is-kept': phaseIs('confirmed'),
  'is-occupying': phaseIs('occupying'),
  'awaits-confirmation': ({ hold }) => hold?.awaitsConfirmation === true,
  'is-inside': isInside,
  'is-counted-in': ({ inside, hold }) => inside !== null || hold?.phase === 'occupied',
  'is-transferring': ({ inside }) => inside !== null,
  'is-said-inside': ({ inside, hold }, input) =>
    input !== null &&
    'answer' in input &&
    input.answer.publisher === inside?.provider &&
    (input.on === 'completed' || input.answer.publisher !== hold?.provider),
  'is-outside': (referral) => !isInside(referral),
  'is-late-elsewhere': isLateElsewhere,
  'is-asked-again': ({ hold }) => hold === null || hold.isAskedAgain === true,
  'expired-in-offer': (_referral, input) => input?.on === 'hold-expired' && input.phase === 'offer',
  'keeps-offer': (_referral, input) => input?.on === 'corrected' && input.keepsOffer,
};

/** When a referral that waits for a place ends without one, in epoch milliseconds. */
export function waitLimitAt(referral: Referral, limits: Limits): number {
  return referral.waitsSince + limitFor(limits.waitLimitHours, referral.request.need.kind) * 3_600_000;
}
