import { FaultError } from '@havre/service';

/** Nearly every code is alive: more words are needed, or fewer referrals. */
export class CodesExhaustedError extends FaultError<'codes-exhausted'> {
  constructor() {
    super('codes-exhausted', true, 'No spoken code is free.');
  }
}
