import { EventLogError } from './event-log-error.js';
import type { OutgoingRecord } from './event-log.js';

const MAX_KEY_LENGTH = 256;
const MAX_VALUE_BYTES = 900 * 1024;
const MAX_HEADER_BYTES = 4 * 1024;

/**
 * Refuses what one of the logs could not hold, so that both hold the same and a bad record never fails its neighbours.
 * @throws EventLogError `invalid-record` or `record-too-large`
 */
export function checkRecords(records: readonly OutgoingRecord[]): void {
  for (const record of records) checkRecord(record);
}

function checkRecord({ key, value, headers }: OutgoingRecord): void {
  if (key.length === 0 || key.length > MAX_KEY_LENGTH) throw new EventLogError('invalid-record');
  if (hasNul(key) || hasNul(value)) throw new EventLogError('invalid-record');
  if (isLongerThan(value, MAX_VALUE_BYTES)) throw new EventLogError('record-too-large');
  if (headers !== undefined) checkHeaders(headers);
}

function checkHeaders(headers: Readonly<Record<string, string>>): void {
  let bytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (hasNul(name) || hasNul(value)) throw new EventLogError('invalid-record');
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  if (bytes > MAX_HEADER_BYTES) throw new EventLogError('record-too-large');
}

function hasNul(text: string): boolean {
  return text.includes('\0');
}

function isLongerThan(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && Buffer.byteLength(text) > bytes);
}
