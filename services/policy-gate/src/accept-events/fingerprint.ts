import { createHash } from 'node:crypto';

/** SHA-256 of a text, in hexadecimal. Only ever taken of cleared content. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
