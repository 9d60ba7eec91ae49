import { parseEvent, type EventData, type EventType, type HavreEvent } from '@havre/events';

export const ACCUEIL = '/departments/accueil';
export const LOISIRS = '/departments/loisirs';
export const BONAVENTURE = '/providers/maison-bonaventure';
export const AUBERGE = '/providers/auberge-du-fleuve';
export const BEDS = 'maison-bonaventure-lits';
export const OTHER_BEDS = 'auberge-du-fleuve-lits';
export const CODE = 'érable rivière 42';

let count = 0;

/** A UUID that says its number, for kinds of ids that must not be mixed up. */
export function uuid(kind: 'intake' | 'referral' | 'hold' | 'receipt', number: number): string {
  const digit = { intake: 1, referral: 2, hold: 3, receipt: 4 }[kind];
  return `0198c0de-000${digit}-7000-8000-${String(number).padStart(12, '0')}`;
}

/** A valid event with an id of its own, one second after the one before. */
export function anEvent<T extends EventType>(
  type: T,
  source: string,
  subject: string,
  data: EventData<T>,
): HavreEvent<T> {
  count += 1;
  const value: unknown = {
    specversion: '1.0',
    id: uuid('receipt', 1_000_000 + count),
    source,
    type,
    subject,
    time: new Date(Date.UTC(2026, 10, 22, 21) + count * 1_000).toISOString(),
    datacontenttype: 'application/json',
    data,
    receipt: uuid('receipt', count),
    causationid: `cause:${String(count)}`,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
  const parsed = parseEvent(value);
  if (parsed.outcome !== 'valid') throw new TypeError(`not a valid ${type}: ${parsed.code}`);
  return parsed.event as HavreEvent<T>;
}

const REFERRAL = '/services/referral';
const CAPACITY = '/services/capacity';

/** The events of one referral, each made anew when asked for. */
export interface ReferralEvents {
  readonly subject: string;
  opened(): HavreEvent<'havre.referral.opened.v1'>;
  /** Hold number, provider and service default to the referral's number and Maison Bonaventure. */
  offered(
    hold?: number,
    provider?: string,
    serviceId?: string,
    place?: Partial<EventData<'havre.referral.offered.v1'>>,
  ): HavreEvent<'havre.referral.offered.v1'>;
  confirmed(serviceId?: string): HavreEvent<'havre.referral.place-confirmed.v1'>;
  offerEnded(
    reason?: EventData<'havre.referral.offer-ended.v1'>['reason'],
    serviceId?: string,
  ): HavreEvent<'havre.referral.offer-ended.v1'>;
  waitlisted(): HavreEvent<'havre.referral.waitlisted.v1'>;
  attention(toRing?: readonly string[]): HavreEvent<'havre.referral.attention-needed.v1'>;
  unplaced(): HavreEvent<'havre.referral.unplaced.v1'>;
  transferOpened(): HavreEvent<'havre.referral.transfer-opened.v1'>;
  transferEnded(outcome?: 'moved' | 'stays'): HavreEvent<'havre.referral.transfer-ended.v1'>;
  endingSoon(): HavreEvent<'havre.referral.ending-soon.v1'>;
  closed(outcome?: EventData<'havre.referral.closed.v1'>['outcome']): HavreEvent<'havre.referral.closed.v1'>;
  declined(provider?: string): HavreEvent<'havre.referral.declined.v1'>;
  arrived(code?: string, provider?: string): HavreEvent<'havre.referral.arrived.v1'>;
  occupied(hold?: number, serviceId?: string): HavreEvent<'havre.hold.occupied.v1'>;
}

/** The life of referral `number`, one event at a time. */
export const about = (number: number, publisher = ACCUEIL): ReferralEvents => {
  const subject = uuid('referral', number);
  const owner = { intakeId: uuid('intake', number), publisher } as const;
  return {
    subject,
    opened: () =>
      anEvent('havre.referral.opened.v1', REFERRAL, subject, {
        ...owner,
        needIndex: 0,
        kind: 'shelter',
        priority: 'urgent',
      }),
    offered: (hold = number, provider = BONAVENTURE, serviceId = BEDS, place = {}) =>
      anEvent('havre.referral.offered.v1', REFERRAL, subject, {
        ...owner,
        kind: 'shelter',
        serviceId,
        provider,
        holdId: uuid('hold', hold),
        unitType: 'bed',
        quantity: 1,
        code: CODE,
        expiresAt: '2026-11-22T21:15:00.000Z',
        household: { members: [{ ageGroup: 'adult' }] },
        language: 'fr',
        phrases: [{ code: 'comes-on-foot' }],
        ...place,
      }),
    confirmed: (serviceId = BEDS) =>
      anEvent('havre.referral.place-confirmed.v1', REFERRAL, subject, {
        serviceId,
        until: '2026-11-22T22:30:00.000Z',
      }),
    offerEnded: (reason = 'expired', serviceId = BEDS) =>
      anEvent('havre.referral.offer-ended.v1', REFERRAL, subject, { serviceId, reason }),
    waitlisted: () =>
      anEvent('havre.referral.waitlisted.v1', REFERRAL, subject, { ...owner, reason: 'all-full' }),
    attention: (toRing) =>
      anEvent('havre.referral.attention-needed.v1', REFERRAL, subject, {
        ...owner,
        reason: 'all-stale',
        ...(toRing === undefined ? {} : { toRing }),
      }),
    unplaced: () =>
      anEvent('havre.referral.unplaced.v1', REFERRAL, subject, { ...owner, reason: 'none-exists' }),
    transferOpened: () =>
      anEvent('havre.referral.transfer-opened.v1', REFERRAL, subject, {
        ...owner,
        serviceId: BEDS,
        provider: BONAVENTURE,
      }),
    transferEnded: (outcome = 'moved') =>
      anEvent('havre.referral.transfer-ended.v1', REFERRAL, subject, {
        ...owner,
        serviceId: BEDS,
        provider: BONAVENTURE,
        outcome,
      }),
    endingSoon: () =>
      anEvent('havre.referral.ending-soon.v1', REFERRAL, subject, {
        ...owner,
        serviceId: BEDS,
        provider: BONAVENTURE,
        until: '2026-11-22T22:30:00.000Z',
      }),
    closed: (outcome = 'completed') =>
      anEvent('havre.referral.closed.v1', REFERRAL, subject, { ...owner, outcome, by: 'provider' }),
    declined: (provider = BONAVENTURE) =>
      anEvent('havre.referral.declined.v1', provider, subject, { reason: 'no-place' }),
    arrived: (code = CODE, provider = BONAVENTURE) =>
      anEvent('havre.referral.arrived.v1', provider, subject, { code }),
    occupied: (hold = number, serviceId = BEDS) =>
      anEvent('havre.hold.occupied.v1', CAPACITY, serviceId, { holdId: uuid('hold', hold) }),
  };
};

export function refusal(publisher: string): HavreEvent<'havre.event.not-applied.v1'> {
  return anEvent('havre.event.not-applied.v1', REFERRAL, uuid('receipt', 7), {
    type: publisher.startsWith('/departments/')
      ? 'havre.referral.withdrawn.v1'
      : 'havre.referral.accepted.v1',
    publisher,
    reason: 'too-late',
  });
}

export function listed(
  serviceId = BEDS,
  provider = BONAVENTURE,
  more: Partial<EventData<'havre.service.listed.v1'>> = {},
): HavreEvent<'havre.service.listed.v1'> {
  return anEvent('havre.service.listed.v1', provider, serviceId, {
    name: { fr: 'Lits', en: 'Beds' },
    kind: 'shelter',
    area: 'ville-marie',
    languages: ['fr'],
    accepts: { ageGroups: ['adult'], families: false, maxHousehold: 2 },
    unitTypes: ['bed'],
    ...more,
  });
}

export function updated(
  serviceId = BEDS,
  more: Partial<EventData<'havre.capacity.updated.v1'>> = {},
): HavreEvent<'havre.capacity.updated.v1'> {
  return anEvent('havre.capacity.updated.v1', CAPACITY, serviceId, {
    unitType: 'bed',
    total: 40,
    occupied: 31,
    held: 2,
    available: 7,
    reportedAt: '2026-11-22T21:00:00.000Z',
    freshness: 'fresh',
    ...more,
  });
}
