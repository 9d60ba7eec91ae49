import { FaultError } from '@havre/service';

export type UnavailableCode = 'overloaded' | 'timed-out' | 'unanswered' | 'storage' | 'event-log';

/** The gate cannot make an event durable now: nothing was acknowledged, and sending it again is safe. */
export class UnavailableFault extends FaultError<UnavailableCode> {
  constructor(code: UnavailableCode) {
    super(code, true);
  }
}
