import type { HavreEvent } from '@havre/events';
import { slotKey, type Slot } from '../domain/directory.js';
import type { CountsBefore } from '../persistence/availability.store.js';
import type { ClosureChange } from '../persistence/directory.store.js';

/** The counts that an event of the ledger tells. */
export function readSlot(event: HavreEvent<'havre.capacity.updated.v1'>): Slot {
  const { unitType, sleeps, date, time, total, available, freshness, reportedAt } = event.data;
  const unit = {
    unitType,
    ...(sleeps === undefined ? {} : { sleeps }),
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
  };
  return {
    key: slotKey(event.subject, unit),
    ...unit,
    total,
    available,
    freshness,
    reportedAt: Date.parse(reportedAt),
    updatedAt: Date.parse(event.time),
  };
}

/** The last counts of each kind of place in a batch: those before them are past. */
export function lastSlots(
  events: readonly HavreEvent[],
): readonly { readonly serviceId: string; readonly slot: Slot }[] {
  const slots = new Map<string, { readonly serviceId: string; readonly slot: Slot }>();
  for (const event of events) {
    if (event.type !== 'havre.capacity.updated.v1') continue;
    const slot = readSlot(event);
    // Deleted first, so that the map keeps the order of the latest.
    slots.delete(slot.key);
    slots.set(slot.key, { serviceId: event.subject, slot });
  }
  return [...slots.values()];
}

/** What providers announce of their doors; the last of each provider for each service. */
export function lastClosures(events: readonly HavreEvent[], now: number): readonly ClosureChange[] {
  const closures = new Map<string, ClosureChange>();
  for (const event of events) {
    if (event.type !== 'havre.service.closed.v1') continue;
    const { subject, source, data } = event;
    const said = instantOf(event.time);
    const key = `${subject} ${source}`;
    const before = closures.get(key);
    if (before !== undefined && before.said_at > textOf(said)) continue;
    closures.set(key, {
      service_id: subject,
      source,
      closes_from: textOf(data.from === undefined ? Math.min(said, now) : instantOf(data.from)),
      closes_until: data.until === undefined ? null : textOf(instantOf(data.until)),
      said_at: textOf(said),
    });
  }
  return [...closures.values()];
}

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2999, 11, 31);

/** RFC 3339 allows a leap second, which no clock here knows, and years that no database does. */
function instantOf(text: string): number {
  const instant = Date.parse(text.replace(/:60(?=[Z.+-])/, ':59'));
  return Math.min(LATEST, Math.max(EARLIEST, instant));
}

function textOf(instant: number): string {
  return new Date(instant).toISOString();
}

/** The services that were given places back, whatever others took of them since. */
export function givenBackIn(events: readonly HavreEvent[]): ReadonlySet<string> {
  const isGivenBack = ({ type }: HavreEvent): boolean =>
    type === 'havre.hold.released.v1' || type === 'havre.hold.expired.v1';
  return new Set(events.filter(isGivenBack).map(({ subject }) => subject));
}

/**
 * True when places are there that were not there before: somebody in the line may be waiting for them. Places that were given
 * back and taken at once leave the same count, and yet whoever counted on fewer went into the line. A newer report lets those
 * ask again whom the service had left without an answer: in the order of the line, not of who looks first.
 */
export function hasFreed(before: CountsBefore | undefined, after: Slot, wasGivenBack = false): boolean {
  if (after.available <= 0 || after.freshness === 'expired') return false;
  return (
    wasGivenBack ||
    before === undefined ||
    before.freshness === 'expired' ||
    after.reportedAt > before.reportedAt ||
    after.available > before.available
  );
}
