import { decideArrival } from './decide-arrival.js';
import { decideExpiry } from './decide-expiry.js';
import { decideEnds } from './decide-movement.js';
import { decideJourney } from './decide-journey.js';
import { decidePlacement } from './decide-placement.js';
import { decideRelease } from './decide-release.js';
import { decideStatement } from './decide-statement.js';
import {
  isHoldRequest,
  isProviderStatement,
  type AgeReport,
  type HoldRequest,
  type LedgerCommand,
} from './ledger-command.js';
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
  if (isProviderStatement(command)) return decideStatement(service, command, now);
  if (isHoldRequest(command)) return decideRequest(service, command, terms, now);
  switch (command.kind) {
    case 'expire-hold':
      return decideExpiry(service, command, now);
    case 'age-report':
      return decideAgeing(service, command);
    case 'end-adjustments':
      return decideEnds(service, command, now);
  }
}

function decideRequest(
  service: ServiceView,
  request: HoldRequest,
  terms: LedgerTerms,
  now: number,
): readonly LedgerEffect[] {
  switch (request.kind) {
    case 'place-hold':
      return decidePlacement(service, request, terms, now);
    case 'confirm-hold':
      return decideJourney(service, request, terms, now);
    case 'occupy-place':
      return decideArrival(service, request, now);
    case 'release-hold':
      return decideRelease(service, request, now);
  }
}

/** A report that may have aged: the row is looked at again, and told when it looks different. */
function decideAgeing(service: ServiceView, { unitKey }: AgeReport): readonly LedgerEffect[] {
  return service.row(unitKey) === undefined ? [] : [{ kind: 'report-aged', unitKey }];
}
