import { hasEnded } from '@havre/referral/domain';
import { unitKey } from '@havre/capacity/domain';
import type { Incidents } from './incidents.js';
import type { Simulation } from '../simulation.js';

type Night = Incidents['nights'][number];

/** The city at four in the morning, when Toronto counts: who has no roof, how many places are free, how true the ledger is. */
export function nightOf(date: string, simulation: Simulation, isStorm: boolean): Night {
  return { date, isStorm, ...withoutRoof(simulation), ...placesOf(simulation) };
}

function withoutRoof({ routing }: Simulation): Pick<Night, 'people' | 'households'> {
  let people = 0;
  let households = 0;
  for (const { referral } of routing.entries.values()) {
    if (referral.request.need.kind !== 'shelter' || hasEnded(referral)) continue;
    if (referral.state === 'arrived' || referral.inside !== null) continue;
    households += 1;
    people += referral.request.household.members.length;
  }
  return { people, households };
}

function placesOf({ houses, ledger }: Simulation): Pick<Night, 'free' | 'places' | 'drift'> {
  const sums = { free: 0, places: 0, drift: 0 };
  for (const { plan, places } of houses.values()) {
    if (plan.listing.kind !== 'shelter') continue;
    for (const { unit, total, taken } of places.values()) {
      const counted = ledger.services.get(plan.id)?.rows.get(unitKey(unit))?.occupied ?? taken;
      sums.places += total;
      sums.free += Math.max(0, total - taken);
      sums.drift += Math.abs(counted - taken);
    }
  }
  return sums;
}
