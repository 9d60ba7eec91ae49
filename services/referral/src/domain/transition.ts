import type { ActionName } from './actions.js';
import type { ConditionName } from './conditions.js';
import type { InputName } from './referral-input.js';
import type { ReferralState } from './referral.js';

/** One line of the table: in these states, on this input, when the condition holds, do this and be there. */
export interface Transition {
  readonly on: InputName;
  /** Empty: the referral does not exist yet. */
  readonly from: readonly ReferralState[];
  readonly when?: ConditionName;
  readonly to: ReferralState | 'same';
  readonly does: readonly ActionName[];
}
