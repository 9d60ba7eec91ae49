import { v5 } from 'uuid';

/** The id of the referral of one need: the same intake delivered again opens nothing twice. */
export function referralIdOf(intakeId: string, needIndex: number): string {
  return v5(`need ${needIndex}`, intakeId);
}

/** The id of the n-th hold of a referral; whoever counts places cannot tell whose it is. */
export function holdIdOf(referralId: string, attempt: number): string {
  return v5(`hold ${attempt}`, referralId);
}
