/** The decisions on referrals, without clock, store or log: what a simulation plays with. */
export { refusalOf } from './authority.js';
export { isShutBy, keepsOffer } from './correction.js';
export {
  decide,
  dueNow,
  dueOf,
  isInLine,
  open,
  type Decision,
  type Due,
  type Opening,
  type Refusal,
} from './decide.js';
export { DirectoryIndex, type MatchableServices } from './directory-index.js';
export { serviceOf, slotKey, type DirectoryEntry, type Service, type Slot } from './directory.js';
export type { Effect, Emission, ServiceFlag } from './effects.js';
export { replay, storeExplanation, type StoredExplanation } from './explanation.js';
export { FreedServices } from './freed-services.js';
export { DEFAULT_LIMITS, limitFor, type Limits } from './limits.js';
export { localDate, zoneOffsetMs } from './local-time.js';
export type { Outlook } from './candidate.js';
export { match, type Match, type NoPlaceReason, type RankedCandidate } from './matching.js';
export type { PassedService } from './passed-service.js';
export { profileOf, type Profile } from './profile.js';
export type {
  DeclineReason,
  MatchInput,
  ReferralInput,
  ReturnReason,
  TransferReason,
} from './referral-input.js';
export {
  hasEnded,
  isInside,
  REFERRAL_STATES,
  type Answer,
  type Hold,
  type Referral,
  type ReferralState,
  type WaitingReason,
} from './referral.js';
export { requestsOf, type Request } from './request.js';
export { codeLanguageOf, spokenCode, type RandomBelow } from './spoken-code.js';
export { TRANSITIONS } from './transitions.js';
export { turnOf } from './waitlist.js';
