import type { PartnerInput } from './referral-input.js';
import type { Referral } from './referral.js';

/** Who may say this of a referral? Somebody else's is as unknown as one that never was. Null: they may. */
export function refusalOf(
  referral: Referral,
  input: PartnerInput,
): 'unknown-subject' | 'too-late' | 'withdrawn' | 'not-in-this-state' | null {
  const { publisher } = input.answer;
  if (isFromDepartment(input)) return publisher === referral.publisher ? null : 'unknown-subject';
  const { hold, inside, asked } = referral;
  if (publisher === hold?.provider && hold.phase !== 'requested') return null;
  if (publisher === inside?.provider) return OF_THOSE_INSIDE.has(input.on) ? null : 'not-in-this-state';
  return asked.includes(publisher) ? lateness(referral) : 'unknown-subject';
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
