import type { EventData } from '@havre/events';
import type { Draft } from './draft.js';
import { emit } from './effects.js';
import { limitFor } from './limits.js';
import type { Hold } from './referral.js';

/** The place that a hold is for, as the ledger is asked for it. */
export function placeAsked({
  unitType,
  sleeps,
  date,
  time,
  quantity,
}: Pick<Hold, 'unitType' | 'sleeps' | 'date' | 'time' | 'quantity'>): Pick<
  EventData<'havre.hold.requested.v1'>,
  'unitType' | 'sleeps' | 'date' | 'time' | 'quantity'
> {
  return {
    unitType,
    ...(sleeps === undefined ? {} : { sleeps }),
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
    quantity,
  };
}

/** Puts the question to the ledger once more that it has left without an answer: about the same hold, so nothing is held twice. */
export function askAgain(draft: Draft): void {
  const { hold, limits, now, referral } = draft;
  if (hold === null) return;
  const { id: holdId, serviceId, phase } = hold;
  const { kind } = referral.request.need;
  const ask = { askedAt: now, isAskedAgain: true };
  switch (phase) {
    case 'requested': {
      const { publisher } = referral;
      const offerMinutes = limitFor(limits.offerMinutes, kind);
      const question = { holdId, ...placeAsked(hold), publisher, offerMinutes };
      draft.effects.push(emit('havre.hold.requested.v1', serviceId, question));
      return draft.changeHold(ask);
    }
    case 'confirming':
    case 'prolonging': {
      const journeyMinutes = hold.journeyMinutes ?? limitFor(limits.journeyMinutes, kind);
      draft.effects.push(emit('havre.hold.confirmation-requested.v1', serviceId, { holdId, journeyMinutes }));
      return draft.changeHold(ask);
    }
    case 'occupying': {
      const arrivedAt = hold.arrivedAt ?? hold.askedAt ?? referral.since;
      const question = { holdId, arrivedAt: new Date(arrivedAt).toISOString() };
      draft.effects.push(emit('havre.hold.occupation-requested.v1', serviceId, question));
      return draft.changeHold({ ...ask, arrivedAt });
    }
    default:
      return;
  }
}
