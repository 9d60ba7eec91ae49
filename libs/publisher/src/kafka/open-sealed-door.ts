import { Sealer } from '@havre/sealing';

import type { OutgoingEvent } from '../client/door-client.js';
import { FeedClient } from '../client/feed-client.js';
import { followVerdicts } from './follow-verdicts.js';
import { GateKeys } from './gate-keys.js';
import type { KafkaConnection } from './kafka-topic.js';
import { SealedPublisher } from './sealed-publisher.js';
import type { SealedResult } from './sent-event.js';
import { SYSTEM_TIMING, type Timing } from './timing.js';
import { VerdictBoard } from './verdict-board.js';

export interface SealedDoorOptions {
  readonly kafka: KafkaConnection;
  /** The department, such as `/departments/accueil`: the source of its events. */
  readonly source: string;
  /** Its topic; default `havre.ingress.<department>`. */
  readonly topic?: string;
  /** Base URL of the policy gate, which publishes the keys. */
  readonly gate: string;
  /** Base URL of the feed, where verdicts come back. */
  readonly feed: string;
  /** API key for the feed, `havre_<id>_<secret>`, scope `feed:read`. */
  readonly key: string;
  /** See `SealedPublisherParts`. */
  readonly silenceMs?: number;
  readonly attempts?: number;
  readonly patienceMs?: number;
  readonly timing?: Timing;
}

/** A department's end of the sealed door. */
export interface SealedDoor {
  publish(events: readonly OutgoingEvent[]): Promise<readonly SealedResult[]>;
  close(): Promise<void>;
}

/** The topic of a department, by the source of its events. */
export function ingressTopicOf(source: string): string {
  return `havre.ingress.${source.slice(source.lastIndexOf('/') + 1)}`;
}

/**
 * Opens the sealed door: reads the feed from now on, before anything is sent, and connects to the brokers.
 * @throws SealedDoorFault
 */
export async function openSealedDoor(options: SealedDoorOptions): Promise<SealedDoor> {
  const { source, gate: url, feed, key, timing = SYSTEM_TIMING } = options;
  const topicName = options.topic ?? ingressTopicOf(source);
  const board = new VerdictBoard();
  const ending = new AbortController();
  const following = await followVerdicts({
    feed: new FeedClient({ url: feed, key }),
    publisher: source,
    board,
    timing,
    signal: ending.signal,
  });
  const endFeed = async () => {
    ending.abort();
    await following.ended;
  };
  // Who publishes over HTTP only does not load a Kafka client.
  const { openKafkaTopic } = await import('./kafka-topic.js');
  const topic = await openKafkaTopic(topicName, options.kafka).catch(async (fault: unknown) => {
    await endFeed();
    throw fault;
  });
  const publisher = new SealedPublisher({
    topic,
    sealer: new Sealer({ topic: topicName }),
    keys: new GateKeys({ url, timing }),
    board,
    timing,
    ...(options.silenceMs === undefined ? {} : { silenceMs: options.silenceMs }),
    ...(options.attempts === undefined ? {} : { attempts: options.attempts }),
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  return {
    publish: async (events) => publisher.publish(events),
    close: async () => {
      await topic.close();
      await endFeed();
    },
  };
}
