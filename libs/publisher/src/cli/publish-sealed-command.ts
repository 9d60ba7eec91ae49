import type { OutgoingEvent } from '../client/door-client.js';
import { openSealedDoor, type SealedDoor, type SealedDoorOptions } from '../kafka/open-sealed-door.js';
import { SealedDoorFault } from '../kafka/sealed-door-fault.js';
import type { SealedResult } from '../kafka/sent-event.js';
import { EXIT, UsageError, type CliIo } from './cli-io.js';
import { PUBLISH_TEXTS, UNAVAILABLE_TEXTS } from './publish-texts.js';
import { colon, TEXTS, type Language } from './texts.js';

/** What the person said about Kafka. */
export interface SealedOptions {
  readonly kafka?: string;
  readonly topic?: string;
  readonly department?: string;
  readonly feed?: string;
  readonly username?: string;
  readonly passwordFile?: string;
  readonly caFile?: string;
  readonly tls?: boolean;
}

export interface SealedDelivery {
  readonly given: SealedOptions & { readonly kafka: string };
  readonly events: readonly OutgoingEvent[];
  readonly gate: string;
  readonly key: string;
  readonly language: Language;
  readonly json: boolean;
}

const DEFAULT_FEED = 'http://127.0.0.1:4200';

/** Sends events that were checked already through the sealed door, and prints what became of each. */
export async function publishSealed(delivery: SealedDelivery, io: CliIo): Promise<number> {
  const { events, language, json } = delivery;
  const options = doorOptions(delivery, io);
  let door: SealedDoor;
  try {
    door = await (io.openSealedDoor ?? openSealedDoor)(options);
  } catch (error) {
    if (!(error instanceof SealedDoorFault)) throw error;
    io.writeError(`havre${colon(language)}${UNAVAILABLE_TEXTS[error.code][language]}\n`);
    return EXIT.gate;
  }
  try {
    const results = await door.publish(events);
    for (const result of results)
      io.write(json ? `${JSON.stringify(result)}\n` : resultText(result, language));
    return results.every(({ outcome }) => outcome === 'accepted') ? EXIT.ok : EXIT.gate;
  } finally {
    await door.close();
  }
}

function doorOptions({ given, events, gate, key, language }: SealedDelivery, io: CliIo): SealedDoorOptions {
  const source = given.department === undefined ? events[0]?.source : `/departments/${given.department}`;
  if (source === undefined || events.some((event) => event.source !== source)) {
    throw new UsageError(PUBLISH_TEXTS.severalSources[language]);
  }
  return {
    source,
    gate,
    key,
    feed: given.feed ?? io.env['HAVRE_FEED_URL'] ?? DEFAULT_FEED,
    ...(given.topic === undefined ? {} : { topic: given.topic }),
    kafka: {
      brokers: given.kafka.split(',').map((broker) => broker.trim()),
      ...loginOf(given, io, language),
      ...tlsOf(given, io, language),
    },
  };
}

function loginOf(
  { username, passwordFile }: SealedOptions,
  io: CliIo,
  language: Language,
): Pick<SealedDoorOptions['kafka'], 'login'> {
  if (username === undefined && passwordFile === undefined) return {};
  if (username === undefined || passwordFile === undefined) {
    throw new UsageError(PUBLISH_TEXTS.loginIsTwo[language]);
  }
  return { login: { username, password: textOf(passwordFile, io, language).replace(/\r?\n$/u, '') } };
}

function tlsOf(
  { caFile, tls = false }: SealedOptions,
  io: CliIo,
  language: Language,
): Pick<SealedDoorOptions['kafka'], 'tls'> {
  if (caFile !== undefined) return { tls: { ca: textOf(caFile, io, language) } };
  return tls ? { tls: {} } : {};
}

function textOf(path: string, io: CliIo, language: Language): string {
  try {
    return Buffer.from(io.readFile(path)).toString('utf8');
  } catch {
    throw new UsageError(`${TEXTS.unreadableFile[language]}${colon(language)}${path}`);
  }
}

function resultText(result: SealedResult, language: Language): string {
  switch (result.outcome) {
    case 'accepted':
      return `${TEXTS.receipt[language]}${colon(language)}${result.receipt}\n`;
    case 'refused':
      return `${TEXTS.refusedByGate[language]}${colon(language)}${result.code}\n`;
    case 'unavailable':
      return `${UNAVAILABLE_TEXTS[result.code][language]}\n`;
  }
}
