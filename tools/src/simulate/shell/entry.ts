import { profileOf, type Profile, type Referral } from '@havre/referral/domain';

/** One referral as stored, with what its columns say of it. */
export class Entry {
  /** Where it stands in the line; null: in none. */
  turn: number | null = null;
  /** The second in which the clock has something to do with it; null: none. */
  dueSecond: number | null = null;
  isSeeking = false;
  /** The hold and the service that it is found by. */
  holdId: string | null = null;
  serviceId: string | null = null;
  private known: { readonly request: Referral['request']; readonly profile: Profile } | null = null;

  constructor(public referral: Referral) {}

  /** The request made ready for matching: it changes with a correction only. */
  get profile(): Profile {
    const { request, id } = this.referral;
    if (this.known?.request !== request) this.known = { request, profile: profileOf(request, id) };
    return this.known.profile;
  }
}
