/** Age of a capacity report: `stale` is ranked lower, `expired` is not offered. */
export type Freshness = 'fresh' | 'stale' | 'expired';

export const SERVICE_KINDS = ['shelter', 'housing', 'food', 'health', 'integration', 'recreation'] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

/** When a report ages, in minutes since it was made. `staleMinutes < expiredMinutes`. */
export interface AgeLimits {
  readonly staleMinutes: number;
  readonly expiredMinutes: number;
}

const MINUTE_MS = 60_000;

/** Age of a report made at `reportedAt`; a report that was never made is expired. */
export function freshnessOf(reportedAt: number | null, limits: AgeLimits, now: number): Freshness {
  if (reportedAt === null) return 'expired';
  const age = now - reportedAt;
  if (age >= limits.expiredMinutes * MINUTE_MS) return 'expired';
  return age >= limits.staleMinutes * MINUTE_MS ? 'stale' : 'fresh';
}

/** When a report made at `reportedAt` reaches its next age; null when it has none. */
export function agesAt(reportedAt: number | null, limits: AgeLimits, now: number): number | null {
  if (reportedAt === null) return null;
  switch (freshnessOf(reportedAt, limits, now)) {
    case 'fresh':
      return reportedAt + limits.staleMinutes * MINUTE_MS;
    case 'stale':
      return reportedAt + limits.expiredMinutes * MINUTE_MS;
    case 'expired':
      return null;
  }
}
