import { hash } from 'node:crypto';

/** An intake names so many needs at most, before and after a correction. */
const MOST_NEEDS = 12;

/** The id of the referral of one need: the same intake delivered again opens nothing twice. */
export function referralIdOf(intakeId: string, needIndex: number): string {
  return nameBased(intakeId, `need ${needIndex}`);
}

/** The ids that the referrals of an intake may have: one for each need that it may name. */
export function referralIdsOf(intakeId: string): readonly string[] {
  return Array.from({ length: MOST_NEEDS }, (_, needIndex) => referralIdOf(intakeId, needIndex));
}

/**
 * The id of the n-th hold of a referral, at one service; whoever counts places cannot tell whose it is. A referral that is matched
 * once more after its database was put back asks elsewhere for another hold, never for the same one in two places.
 */
export function holdIdOf(referralId: string, attempt: number, serviceId: string): string {
  return nameBased(referralId, `hold ${attempt} ${serviceId}`);
}

/** A UUID of version 5 (RFC 9562): the SHA-1 of a namespace and a name. In one call, as every need takes two. */
function nameBased(namespace: string, name: string): string {
  const bytes = Buffer.from(namespace.replaceAll('-', '') + Buffer.from(name).toString('hex'), 'hex');
  const hex = hash('sha1', bytes, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
