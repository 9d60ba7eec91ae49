import type { PartnerInput, ReferralInput } from './referral-input.js';
import type { Referral } from './referral.js';

/** Who may say this of a referral? Somebody else's is as unknown as one that never was. Null: they may. */
export function refusalOf(
  referral: Referral,
  input: PartnerInput,
): 'unknown-subject' | 'too-late' | 'withdrawn' | 'not-in-this-state' | null {
  const { publisher } = input.answer;
  if (isFromDepartment(input)) return publisher === referral.publisher ? null : 'unknown-subject';
  if (isAskedNow(referral, publisher) || isLateElsewhere(referral, input)) return null;
  const { inside, asked } = referral;
  if (publisher === inside?.provider) return OF_THOSE_INSIDE.has(input.on) ? null : 'not-in-this-state';
  return asked.includes(publisher) ? lateness(referral) : 'unknown-subject';
}

/** A hold that is only asked for is nothing that its provider knows of. */
function isAskedNow({ hold }: Referral, publisher: string): boolean {
  return publisher === hold?.provider && hold.phase !== 'requested';
}

/** True when the household of a transfer that came to nothing is at the second door after all. */
export function isLateElsewhere({ missed, hold }: Referral, input: ReferralInput | null): boolean {
  return (
    input?.on === 'arrived' &&
    hold?.phase === 'occupied' &&
    input.answer.publisher === missed?.provider &&
    missed.provider !== hold.provider
  );
}

/** What is said too late, of a referral that has gone on or ended. */
export function lateness(referral: Referral): 'withdrawn' | 'too-late' {
  return referral.state === 'withdrawn' ? 'withdrawn' : 'too-late';
}

/** What a provider may say of a household that is inside while another place is sought for it. */
const OF_THOSE_INSIDE: ReadonlySet<PartnerInput['on']> = new Set([
  'completed',
  'returned',
  'transfer-requested',
]);

function isFromDepartment({ on, answer }: PartnerInput): boolean {
  switch (on) {
    case 'withdrawn':
    case 'reopened':
    case 'corrected':
      return true;
    case 'transfer-requested':
      return answer.publisher.startsWith('/departments/');
    default:
      return false;
  }
}
