const SEED = 0x9747b28c;
const FACTOR = 0x5bd1e995;
const POSITIVE = 0x7fffffff;

/**
 * What decides the partition of a key, before the division by their number: murmur2 without its sign, as Kafka's own client
 * and kafkajs have it. Clients that choose otherwise would put the records of one key in two partitions.
 */
export function keySlot(key: Uint8Array): number {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  const whole = key.length & ~3;
  let hash = SEED ^ key.length;
  for (let at = 0; at < whole; at += 4) {
    let part = Math.imul(view.getInt32(at, true), FACTOR);
    part ^= part >>> 24;
    hash = Math.imul(hash, FACTOR) ^ Math.imul(part, FACTOR);
  }
  let rest = 0;
  for (let at = key.length - 1; at >= whole; at -= 1) rest = (rest << 8) | (key[at] ?? 0);
  if (whole < key.length) hash = Math.imul(hash ^ rest, FACTOR);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, FACTOR);
  return (hash ^ (hash >>> 15)) & POSITIVE;
}
