import { DEFAULT_LIMITS, type Limits } from '@havre/referral/domain';
import { REPAIRED, type Mutant } from './mutant.js';
import type { SimulationOptions } from './options.js';

const A_YEAR_MINUTES = 525_600;

/** The limits of the referrals of a city; they wait a year for a ledger whose fault they would get over otherwise. */
export function limitsOf({ mutant, isRepaired = false }: SimulationOptions): Limits {
  const waits = !isRepaired && REPAIRED.some((one: Mutant) => one === mutant);
  return waits ? { ...DEFAULT_LIMITS, silenceMinutes: A_YEAR_MINUTES } : DEFAULT_LIMITS;
}
