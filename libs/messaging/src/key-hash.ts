import { crc32 } from 'node:zlib';

/**
 * Which of `count` slots a key belongs to. CRC-32 of the UTF-8 bytes: the same in every process and for ever, since the
 * partition of a key is a stored fact.
 */
export function slotOfKey(key: string, count: number): number {
  return crc32(key) % count;
}
