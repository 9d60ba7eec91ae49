import { decideArrival } from './decide-arrival.js';
import { decideExpiry } from './decide-expiry.js';
import { decideJourney } from './decide-journey.js';
import { decidePlacement } from './decide-placement.js';
import { decideRelease } from './decide-release.js';
import { decideStatement } from './decide-statement.js';
import type { AgeReport, LedgerCommand } from './ledger-command.js';
import type { LedgerEffect } from './ledger-effect.js';
import type { LedgerTerms } from './ledger-terms.js';
import type { ServiceView } from './service-view.js';

/**
 * What follows from one command on one service. Looks only at its arguments and changes nothing.
 *
 * @param now the database's clock, in milliseconds
 * @returns the effects in order; each holds on the state that the ones before it leave
 */
export function decide(
  service: ServiceView,
  command: LedgerCommand,
  terms: LedgerTerms,
  now: number,
): readonly LedgerEffect[] {
  switch (command.kind) {
    case 'report-counts':
    case 'confirm-counts':
    case 'close-service':
      return decideStatement(service, command, now);
    case 'place-hold':
      return decidePlacement(service, command, terms, now);
    case 'confirm-hold':
      return decideJourney(service, command, terms, now);
    case 'occupy-place':
      return decideArrival(service, command, now);
    case 'release-hold':
      return decideRelease(service, command, now);
    case 'expire-hold':
      return decideExpiry(service, command, now);
    case 'age-report':
      return decideAgeing(service, command);
  }
}

/** A report that may have aged: the row is looked at again, and told when it looks different. */
function decideAgeing(service: ServiceView, { unitKey }: AgeReport): readonly LedgerEffect[] {
  return service.row(unitKey) === undefined ? [] : [{ kind: 'report-aged', unitKey }];
}
