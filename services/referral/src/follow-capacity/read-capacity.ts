import type { EventData, HavreEvent } from '@havre/events';
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

/**
 * The services whose places somebody was counted with who does not have them: given back, or refused to that household alone.
 * Whoever counted on fewer meanwhile went into the line, or stayed there. The counts need not tell: what is given back and taken
 * at once leaves them as they were, and a refusal never changes them.
 */
export function leftOverIn(events: readonly HavreEvent[]): ReadonlySet<string> {
  return new Set(events.filter(leavesPlaces).map(({ subject }) => subject));
}

function leavesPlaces(event: HavreEvent): boolean {
  switch (event.type) {
    case 'havre.hold.released.v1':
    case 'havre.hold.expired.v1':
      return true;
    case 'havre.hold.refused.v1':
      return !REFUSED_TO_ALL.has(event.data.reason);
    default:
      return false;
  }
}

/** Refusals that the next in line would hear as well: to ask on would take the whole line through them, for nothing. */
const REFUSED_TO_ALL: ReadonlySet<EventData<'havre.hold.refused.v1'>['reason']> = new Set([
  'unknown-unit',
  'report-expired',
  'closed',
  'gone',
]);

/**
 * True when places are there that were not there before: somebody in the line may be waiting for them. A newer report lets those
 * ask again whom the service had left without an answer: in the order of the line, not of who looks first.
 */
export function hasFreed(before: CountsBefore | undefined, after: Slot): boolean {
  if (after.available <= 0 || after.freshness === 'expired') return false;
  return (
    before === undefined ||
    before.freshness === 'expired' ||
    after.reportedAt > before.reportedAt ||
    after.available > before.available
  );
}
