import type { OutgoingEvent } from './door-client.js';

/** An event as it goes out: what is the same for all of them stands in front. */
export function envelope(event: OutgoingEvent): unknown {
  return { specversion: '1.0', datacontenttype: 'application/json', ...event };
}
