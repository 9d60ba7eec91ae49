import type { EventData, EventType, HavreEvent } from '@havre/events';

export const DEPARTMENTS = ['/departments/accueil', '/departments/sante'] as const;

let made = 0;

/** An event as the gate appends it, with a receipt of its own. */
export function partnerEvent<T extends EventType>(
  type: T,
  { source, subject, now }: { readonly source: string; readonly subject: string; readonly now: number },
  data: EventData<T>,
): HavreEvent {
  made += 1;
  const event = {
    specversion: '1.0',
    id: `0198c0de-0900-7000-8000-${String(made).padStart(12, '0')}`,
    source,
    type,
    subject,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    data,
  };
  return event as unknown as HavreEvent;
}

/** The id of an intake by its number. */
export const intakeIdOf = (number: number): string =>
  `0198c0de-0901-7000-8000-${String(number).padStart(12, '0')}`;
