import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { IncomingRecord } from '../event-log.js';

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

/** A record of the port from a message of kafkajs. Missing keys and values (tombstones of others) become empty. */
export function kafkaRecord(topic: string, partition: number, message: KafkaMessage): IncomingRecord {
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: message.key?.toString() ?? '',
    value: message.value?.toString() ?? '',
    headers: message.headers === undefined ? NO_HEADERS : textHeaders(message.headers),
    appendedAt: new Date(Number(message.timestamp)),
    ...(isBare(message) ? { isBare: true as const } : {}),
  };
}

/** Whether the header `ce_type` of a message says one of the types. */
export function isOfType({ headers }: KafkaMessage, types: readonly string[]): boolean {
  if (types.length === 0) return false;
  const said = headers?.['ce_type'];
  const [type] = Array.isArray(said) ? said : [said];
  return type !== undefined && types.includes(type.toString());
}

function isBare({ key, headers = {} }: KafkaMessage): boolean {
  return (key === null || key.length === 0) && Object.keys(headers).length === 0;
}

/** Entries rather than assignments: a header may be called `__proto__`. */
function textHeaders(headers: IHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name, first.toString()] as const];
    }),
  );
}
