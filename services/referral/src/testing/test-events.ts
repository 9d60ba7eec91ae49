import { referralIdOf } from '../find-places/deterministic-ids.js';
import type { EventData, EventType, HavreEvent } from '@havre/events';

export const DEPARTMENT = '/departments/accueil';
export const PROVIDER = '/providers/refuge';
export const SERVICE = 'refuge-lits';

let made = 0;

/** A UUID that says its number. */
export function uuid(group: number, number: number): string {
  return `0198c0de-${String(group).padStart(4, '0')}-7000-8000-${String(number).padStart(12, '0')}`;
}

export const intakeId = (number: number): string => uuid(1, number);

/** The referral of the first need of the first intake. */
export const REFERRAL = referralIdOf(intakeId(1), 0);

export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

interface EventChanges {
  readonly id?: string;
  readonly source?: string;
  readonly time?: string;
}

/** An event as it stands in the log, with an id of its own. */
export function event<T extends EventType>(
  type: T,
  subject: string,
  data: EventData<T>,
  changes: EventChanges = {},
): HavreEvent<T> {
  made += 1;
  const made_ = {
    specversion: '1.0',
    id: uuid(9, made),
    source: sourceOf(type),
    time: new Date().toISOString(),
    ...changes,
    type,
    subject,
    datacontenttype: 'application/json',
    data,
  };
  return made_ as unknown as HavreEvent<T>;
}

function sourceOf(type: EventType): string {
  if (/^havre\.(hold|capacity\.updated)/.test(type)) return '/services/capacity';
  if (/^havre\.(intake|referral\.(withdrawn|reopened))/.test(type)) return DEPARTMENT;
  return PROVIDER;
}

type Intake = EventData<'havre.intake.received.v1'>;

/** One woman who needs a bed, for a test to change. */
export function intakeData(changes: Partial<Intake> = {}): Intake {
  return {
    household: { members: [{ ageGroup: 'adult', gender: 'woman' }] },
    language: 'fr',
    area: 'centre',
    needs: [{ kind: 'shelter', priority: 'urgent' }],
    ...changes,
  };
}

export function intake(
  number: number,
  changes: Partial<Intake> = {},
): HavreEvent<'havre.intake.received.v1'> {
  return event('havre.intake.received.v1', intakeId(number), intakeData(changes));
}

type Listing = EventData<'havre.service.listed.v1'>;

export function listed(
  serviceId: string,
  changes: Partial<Listing> = {},
  source: string = PROVIDER,
): HavreEvent<'havre.service.listed.v1'> {
  const data: Listing = {
    name: { fr: 'Refuge', en: 'Shelter' },
    kind: 'shelter',
    area: 'centre',
    languages: ['fr'],
    accepts: { ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'], families: true, maxHousehold: 10 },
    unitTypes: ['bed'],
    ...changes,
  };
  return event('havre.service.listed.v1', serviceId, data, { source });
}

type Capacity = EventData<'havre.capacity.updated.v1'>;

export function updated(
  serviceId: string,
  available: number,
  changes: Partial<Capacity> = {},
): HavreEvent<'havre.capacity.updated.v1'> {
  return event('havre.capacity.updated.v1', serviceId, {
    unitType: 'bed',
    total: 10,
    occupied: 10 - available,
    held: 0,
    available,
    reportedAt: new Date().toISOString(),
    freshness: 'fresh',
    ...changes,
  });
}

/** The type of each event, short. */
export function typesOf(events: readonly HavreEvent[]): readonly string[] {
  return events.map(({ type }) => type.replace(/^havre\./, '').replace(/\.v1$/, ''));
}

/** The events of a type. */
export function only<T extends EventType>(events: readonly HavreEvent[], type: T): readonly HavreEvent<T>[] {
  return events.filter((one) => one.type === type) as unknown as readonly HavreEvent<T>[];
}

/** The first hold that is asked for. */
export function holdOf(events: readonly HavreEvent[]): string {
  const [requested] = only(events, 'havre.hold.requested.v1');
  if (requested === undefined) throw new Error('no hold was asked for');
  return requested.data.holdId;
}

export function placed(holdId: string, serviceId = SERVICE): HavreEvent {
  return event('havre.hold.placed.v1', serviceId, { holdId, expiresAt: inMinutes(15) });
}
