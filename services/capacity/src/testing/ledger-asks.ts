import type { HavreEvent } from '@havre/events';
import { isLive, type Hold } from '../domain/hold.js';
import { MINUTE, SERVICE, holdId } from './given.js';
import { OFFER_MINUTES, type Ask } from './ledger-model.js';
import { event, RUN } from './sample-events.js';

/** The event by which the rest of the system would ask the same; each run of a model has holds of its own. */
export function toEvent(
  ask: Ask,
  now: number,
  { run, subject = SERVICE }: { run: number; subject?: string },
): HavreEvent {
  const at = (agoMinutes: number) => ({ subject, time: now - agoMinutes * MINUTE });
  const id = (number: number): string => holdId(run * RUN + number);
  switch (ask.ask) {
    case 'report':
      return event(
        'havre.capacity.reported.v1',
        { units: [{ unitType: 'bed', total: ask.total, occupied: ask.occupied }] },
        at(ask.agoMinutes),
      );
    case 'still-current':
      return event('havre.capacity.confirmed.v1', {}, at(ask.agoMinutes));
    case 'hold': {
      const { quantity, publisher } = ask;
      const request = {
        holdId: id(ask.hold),
        unitType: 'bed',
        quantity,
        publisher,
        offerMinutes: OFFER_MINUTES,
      } as const;
      return event('havre.hold.requested.v1', request, at(0));
    }
    case 'confirm':
      return event(
        'havre.hold.confirmation-requested.v1',
        { holdId: id(ask.hold), journeyMinutes: ask.minutes },
        at(0),
      );
    case 'occupy':
      return event('havre.hold.occupation-requested.v1', { holdId: id(ask.hold) }, at(ask.agoMinutes));
    case 'release':
      return event(
        'havre.hold.release-requested.v1',
        { holdId: id(ask.hold), correctAvailability: ask.noPlace },
        at(ask.agoMinutes),
      );
    default:
      return toStatementEvent(ask, now, subject);
  }
}

function toStatementEvent(
  ask: Ask & { readonly ask: 'walk-in' | 'vacate' | 'adjust' },
  now: number,
  subject: string,
): HavreEvent {
  const places = { unitType: 'bed', quantity: ask.quantity } as const;
  const envelope = { subject, time: now - ask.agoMinutes * MINUTE };
  const inMinutes = (minutes: number): string => new Date(now + minutes * MINUTE).toISOString();
  switch (ask.ask) {
    case 'walk-in':
      return event('havre.capacity.walked-in.v1', places, envelope);
    case 'vacate': {
      const ready = ask.readyMinutes > 0 ? { readyAt: inMinutes(ask.readyMinutes) } : {};
      return event('havre.capacity.vacated.v1', { ...places, ...ready }, envelope);
    }
    case 'adjust': {
      const { change, reason, untilMinutes } = ask;
      const until = untilMinutes > 0 ? { until: inMinutes(untilMinutes) } : {};
      return event('havre.capacity.adjusted.v1', { ...places, change, reason, ...until }, envelope);
    }
  }
}

/** Sums over live holds, as the counts of a row must have them. */
export function liveSums(holds: readonly Hold[]): {
  liveHolds: number;
  liveBy: Readonly<Record<string, number>>;
} {
  const liveBy: Record<string, number> = {};
  for (const { publisher, quantity } of holds.filter(isLive)) {
    liveBy[publisher] = (liveBy[publisher] ?? 0) + quantity;
  }
  return { liveHolds: Object.values(liveBy).reduce((sum, quantity) => sum + quantity, 0), liveBy };
}
