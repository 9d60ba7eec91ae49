import type { EventData, EventType, HavreEvent } from '@havre/events';
import { MINUTE, NOW, OWNER, SERVICE } from './given.js';

let eventIds = 0;

/** An event as it stands in the log, with a new id unless given. */
export function event<T extends EventType>(
  type: T,
  data: EventData<T>,
  envelope: { id?: string; source?: string; subject?: string; time?: number } = {},
): HavreEvent<T> {
  eventIds += 1;
  const id = envelope.id ?? `0198c0de-0005-7000-8000-${String(eventIds).padStart(12, '0')}`;
  const isHold = type.startsWith('havre.hold.');
  return {
    specversion: '1.0',
    id,
    source: envelope.source ?? (isHold ? '/services/referral' : OWNER),
    type,
    subject: envelope.subject ?? SERVICE,
    time: new Date(envelope.time ?? NOW).toISOString(),
    datacontenttype: 'application/json',
    data,
  } as unknown as HavreEvent<T>;
}

export function listedEvent(
  serviceId: string,
  source = OWNER,
  kind: 'shelter' | 'food' = 'shelter',
): HavreEvent {
  return event(
    'havre.service.listed.v1',
    {
      name: { fr: 'Maison', en: 'House' },
      kind,
      area: 'ville-marie',
      languages: ['fr'],
      accepts: { ageGroups: ['adult'], families: true, maxHousehold: 5 },
      unitTypes: ['bed'],
    },
    { subject: serviceId, source },
  );
}

/** Hold numbers repeat after so many: each run of a model has its own thousand. */
export const RUN = 1_000;

/** What happened to holds, in short: `placed 1`, `refused 2 full`. */
export function inShort(events: readonly HavreEvent[]): readonly string[] {
  return events.map((each) => {
    const name = each.type.replace(/^havre\.(hold\.)?/, '').replace(/\.v1$/, '');
    const data = each.data as { holdId?: string; reason?: string };
    const number = data.holdId === undefined ? '' : ` ${Number(data.holdId.slice(-12)) % RUN}`;
    return `${name}${number}${data.reason === undefined ? '' : ` ${data.reason}`}`;
  });
}

/** The same, and until when, in minutes since `NOW`: `placed 1 until 15`. */
export function withExpiry(events: readonly HavreEvent[]): readonly string[] {
  return inShort(events).map((short, index) => {
    const { expiresAt } = events[index]?.data as { expiresAt?: string };
    return expiresAt === undefined ? short : `${short} until ${(Date.parse(expiresAt) - NOW) / MINUTE}`;
  });
}
