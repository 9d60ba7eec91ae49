/** Referrals: what a host needs to run the service, and what a bench or a simulation needs of it. */
export { createReferral } from './create-referral.js';
export { decide, dueOf, isInLine, open, type Decision } from './domain/decide.js';
export { DEFAULT_LIMITS, type Limits } from './domain/limits.js';
export { FHIR_TASK_STATUS, REFERRAL_STATES, type Referral, type ReferralState } from './domain/referral.js';
export { TRANSITIONS, type Transition } from './domain/transitions.js';
export { PERSISTENCE as REFERRAL_PERSISTENCE } from './persistence/persistence.js';
export { ReferralModule, type ReferralParts } from './referral.module.js';
export { openRouting, type Routing, type RoutingParts } from './settle-referrals/open-routing.js';
export {
  readReferralSettings,
  REFERRAL_SETTINGS,
  type ReferralSettings,
} from './settings/referral-settings.js';
