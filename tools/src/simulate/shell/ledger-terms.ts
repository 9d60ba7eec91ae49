import { SERVICE_KINDS, type LedgerTerms, type ServiceKind } from '@havre/capacity/domain';
import { CITY_ZONE } from '../calendar.js';

/** The limits of the ledger in a city that sets none, as `docs/configuration.md` lists them. */
export const CITY_TERMS: LedgerTerms = {
  publisherShare: 0.5,
  placesPerNeed: 20,
  timeZone: CITY_ZONE,
  journeyLimitMinutes: forEach(() => 120),
  ageLimits: {
    shelter: { staleMinutes: 120, expiredMinutes: 480 },
    housing: { staleMinutes: 1_440, expiredMinutes: 10_080 },
    food: { staleMinutes: 720, expiredMinutes: 2_880 },
    health: { staleMinutes: 720, expiredMinutes: 2_880 },
    integration: { staleMinutes: 1_440, expiredMinutes: 10_080 },
    recreation: { staleMinutes: 1_440, expiredMinutes: 10_080 },
  },
};

function forEach<T>(value: (kind: ServiceKind) => T): Record<ServiceKind, T> {
  return Object.fromEntries(SERVICE_KINDS.map((kind) => [kind, value(kind)])) as Record<ServiceKind, T>;
}
