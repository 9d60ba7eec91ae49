import type { HavreEvent } from '@havre/events';
import type { LedgerInput } from '../domain/referral-input.js';

/** What the ledger of places says of one hold. */
export interface HoldOutcome {
  readonly holdId: string;
  readonly input: LedgerInput;
}

/** The outcome that an event of the ledger tells; undefined for every other event. */
export function readOutcome(event: HavreEvent): HoldOutcome | undefined {
  switch (event.type) {
    case 'havre.hold.placed.v1':
      return outcome(event, { on: 'hold-placed', expiresAt: Date.parse(event.data.expiresAt) });
    case 'havre.hold.refused.v1':
      return outcome(event, { on: 'hold-refused', reason: event.data.reason });
    case 'havre.hold.confirmed.v1':
      return outcome(event, { on: 'hold-confirmed', expiresAt: Date.parse(event.data.expiresAt) });
    case 'havre.hold.occupied.v1':
      return outcome(event, { on: 'hold-occupied' });
    case 'havre.hold.released.v1':
      return outcome(event, { on: 'hold-released' });
    case 'havre.hold.expired.v1':
      return outcome(event, { on: 'hold-expired', phase: event.data.phase });
    default:
      return undefined;
  }
}

type WithoutTime<T> = T extends LedgerInput ? Omit<T, 'at'> : never;

function outcome(
  event: HavreEvent & { readonly data: { readonly holdId: string } },
  input: WithoutTime<LedgerInput>,
): HoldOutcome {
  return { holdId: event.data.holdId, input: { ...input, at: Date.parse(event.time) } };
}
