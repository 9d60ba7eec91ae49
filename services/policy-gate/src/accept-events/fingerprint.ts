import { hash } from 'node:crypto';

/** SHA-256 of a text, in hexadecimal. Only ever taken of cleared content. */
export function fingerprintOf(text: string): string {
  return hash('sha256', text, 'hex');
}
