import type { PartnerEventType } from '@havre/events';
import type { Answer } from '@havre/referral/domain';
import type { Agenda } from './agenda.js';
import type { House } from './houses/house.js';
import type { Storm } from './people/arrivals.js';
import type { Incidents } from './report/incidents.js';
import type { LedgerShell } from './shell/ledger-shell.js';
import type { Log } from './shell/log.js';
import type { RoutingShell } from './shell/routing-shell.js';

/** What the models of people and houses share. */
export interface World {
  readonly agenda: Agenda;
  readonly log: Log;
  readonly ledger: LedgerShell;
  readonly routing: RoutingShell;
  readonly houses: ReadonlyMap<string, House>;
  readonly storms: readonly Storm[];
  readonly incidents: Incidents;
  /** A receipt that no other event has. */
  readonly receipt: () => string;
}

/** What the domain is told of a partner's event besides what it says. */
export function answerFrom(
  world: World,
  publisher: string,
  type: PartnerEventType,
): { readonly answer: Answer } {
  return { answer: { receipt: world.receipt(), type, publisher } };
}
