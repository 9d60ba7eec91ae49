import type { ServiceListing } from '@havre/events';
import type { Outlook } from '../candidate.js';
import { DirectoryIndex } from '../directory-index.js';
import { slotKey, type Slot } from '../directory.js';
import type { Closure } from '../opening.js';
import type { PassedService } from '../passed-service.js';
import type { Request } from '../request.js';

/** A quiet Sunday evening in Montréal: 2026-11-22, 16:00 local. */
export const NOW = Date.parse('2026-11-22T21:00:00Z');
export const ZONE = 'America/Toronto';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface ServiceSketch extends Partial<ServiceListing> {
  readonly id?: string;
  readonly provider?: string;
  readonly closure?: Closure;
  readonly slots?: readonly Partial<Slot>[];
}

/** A listing that takes everybody, for a test to narrow. */
export function listing(changes: Partial<ServiceListing> = {}): ServiceListing {
  return {
    name: { fr: 'Un service', en: 'A service' },
    kind: 'shelter',
    area: 'centre',
    languages: ['fr'],
    accepts: { ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'], families: true, maxHousehold: 20 },
    unitTypes: ['bed'],
    ...changes,
  };
}

export function slot(changes: Partial<Slot> = {}, serviceId = 'service-1'): Slot {
  return {
    key: slotKey(serviceId, { unitType: 'bed', ...changes }),
    unitType: 'bed',
    total: 10,
    available: 5,
    freshness: 'fresh',
    reportedAt: NOW - HOUR,
    updatedAt: NOW - HOUR,
    ...changes,
  };
}

/** A directory of the sketched services; each has one bed free unless it says otherwise. */
export function city(...sketches: readonly ServiceSketch[]): DirectoryIndex {
  const directory = new DirectoryIndex(ZONE);
  sketches.forEach(({ id, provider, closure, slots = [{}], ...changes }, index) => {
    const serviceId = id ?? `service-${index + 1}`;
    directory.putEntry({
      key: index + 1,
      serviceId,
      provider: provider ?? `/providers/${serviceId}`,
      listing: listing(changes),
      ...(closure === undefined ? {} : { closure }),
    });
    directory.putSlots(
      serviceId,
      slots.map((one) => slot(one, serviceId)),
    );
  });
  return directory;
}

/** One adult who needs a bed tonight, for a test to change. */
export function request(changes: Partial<Request> = {}): Request {
  return {
    need: { kind: 'shelter', priority: 'urgent' },
    household: { members: [{ ageGroup: 'adult', gender: 'woman' }] },
    language: 'fr',
    area: 'centre',
    ...changes,
  };
}

export function outlook(
  changes: Partial<Omit<Outlook, 'passed'>> & { passed?: readonly PassedService[] } = {},
): Outlook {
  const { passed = [], ...rest } = changes;
  return {
    now: NOW,
    opensWithinMs: 12 * HOUR,
    passed: new Map(passed.map((one) => [one.serviceId, one])),
    taken: () => 0,
    pending: () => 0,
    ...rest,
  };
}
