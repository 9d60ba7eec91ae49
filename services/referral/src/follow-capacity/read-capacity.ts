import type { HavreEvent } from '@havre/events';
import { slotKey, type Slot } from '../domain/directory.js';
import type { ClosureChange } from '../persistence/directory.store.js';

/** The counts that an event of the ledger tells. */
export function readSlot(event: HavreEvent<'havre.capacity.updated.v1'>): Slot {
  const { unitType, sleeps, date, total, available, freshness, reportedAt } = event.data;
  const unit = {
    unitType,
    ...(sleeps === undefined ? {} : { sleeps }),
    ...(date === undefined ? {} : { date }),
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
    const { subject, source, time, data } = event;
    const key = `${subject} ${source}`;
    const before = closures.get(key);
    if (before !== undefined && before.said_at > time) continue;
    const said = Math.min(Date.parse(time), now);
    closures.set(key, {
      service_id: subject,
      source,
      closes_from: data.from ?? new Date(said).toISOString(),
      closes_until: data.until ?? null,
      said_at: time,
    });
  }
  return [...closures.values()];
}

/** True when places are there that were not there before: somebody in the line may be waiting for them. */
export function hasFreed(before: Slot | undefined, after: Slot): boolean {
  if (after.available <= 0 || after.freshness === 'expired') return false;
  return before === undefined || before.freshness === 'expired' || after.available > before.available;
}
