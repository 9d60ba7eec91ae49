import type { HavreEvent } from '@havre/events';
import { isStatement, toStatement } from '../apply-report/statement.js';
import { toConfirmHold } from '../confirm-hold/confirm-hold.js';
import type { LedgerCommand } from '../domain/ledger-command.js';
import { toOccupyPlace } from '../occupy-place/occupy-place.js';
import { toPlaceHold } from '../place-hold/place-hold.js';
import { toReleaseHold } from '../release-hold/release-hold.js';

/** One line for the ledger: what to decide, of which service, and the event that asks for it. */
export interface LedgerEntry {
  readonly serviceId: string;
  readonly command: LedgerCommand;
  /** Absent when only time asks for it. */
  readonly cause?: HavreEvent;
}

/** What an event of topic `havre.capacity` asks of the ledger; undefined for those that only tell, our own among them. */
export function readEntry(event: HavreEvent): LedgerEntry | undefined {
  const command = isStatement(event) ? toStatement(event, true) : readHoldRequest(event);
  return command === undefined ? undefined : { serviceId: event.subject, command, cause: event };
}

function readHoldRequest(event: HavreEvent): LedgerCommand | undefined {
  switch (event.type) {
    case 'havre.hold.requested.v1':
      return toPlaceHold(event);
    case 'havre.hold.confirmation-requested.v1':
      return toConfirmHold(event);
    case 'havre.hold.occupation-requested.v1':
      return toOccupyPlace(event);
    case 'havre.hold.release-requested.v1':
      return toReleaseHold(event);
    default:
      return undefined;
  }
}
