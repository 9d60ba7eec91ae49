import { createHmac, createSecretKey } from 'node:crypto';

import type { ClearedEvent } from '../domain/decide-verdict.js';
import type { FreshIds } from '../domain/receipt.js';

/**
 * The ids of an event follow from its source, its id and its content, under a key that only this gate's database holds: an
 * event that is sent again has the same ids, also to a gate whose database was put back to before the first sending. What
 * the log has of it already is then recognised, and nobody without the key can guess an event from its ids.
 */
export function receiptIds(key: Uint8Array): (event: ClearedEvent) => FreshIds {
  const secret = createSecretKey(key);
  return ({ source, eventId, fingerprint }) => {
    const digest = createHmac('sha256', secret).update(`${source}\n${eventId}\n${fingerprint}`).digest();
    return { receipt: uuidOf(digest.subarray(0, 16)), subject: uuidOf(digest.subarray(16)) };
  };
}

/** A UUID of version 8 (RFC 9562): its bits are its maker's own. */
function uuidOf(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
