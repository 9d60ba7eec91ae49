import { setTimeout as sleep } from 'node:timers/promises';
import { DoorClient, type OutgoingEvent, type PublishResult, type SealedDoor } from '@havre/publisher';
import type { Acknowledgement, SentEvent } from '../check/evidence.js';
import type { Random } from '../../demo/random.js';
import type { History, Wanted } from './history.js';

const RETRY_MS = 200;
const LONGEST_RETRY_MS = 2_000;
const LATER_MS = 12_000;

export interface PostOptions {
  /** The doors, each behind its own network; a sender goes on to the next when one does not answer. */
  readonly doors: readonly string[];
  readonly tokens: ReadonlyMap<string, string>;
  /** Doors of departments that seal, by the id of their key; they use no other. */
  readonly sealed: ReadonlyMap<string, Pick<SealedDoor, 'publish'>>;
  readonly history: History;
  readonly random: Random;
  /** Nothing is sent any more once it aborts. */
  readonly signal: AbortSignal;
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** Takes events to the door until they are acknowledged, and some of them again: at once, and later. */
export class Post {
  readonly #options: PostOptions;
  readonly #again = new Set<Promise<void>>();
  #turn = 0;

  constructor(options: PostOptions) {
    this.#options = options;
  }

  /** Sends one event, the same one, until the door says what becomes of it; undefined when the run ended before. */
  async send(wanted: Wanted): Promise<Acknowledgement | undefined> {
    const { history, random, signal } = this.#options;
    const sent = history.begin(wanted);
    const event = outgoing(wanted, sent);
    for (let retryMs = RETRY_MS; !signal.aborted; retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 1.5)) {
      const result = await this.#publish(wanted.keyId, event);
      if (result.outcome === 'accepted') {
        sent.acknowledged = { at: Date.now(), receipt: result.receipt, subject: result.subject };
        if (random.chance(0.08)) this.#sendAgain(sent, event, 0);
        if (random.chance(0.04)) this.#sendAgain(sent, event, LATER_MS);
        return sent.acknowledged;
      }
      if (result.outcome === 'refused' && result.status < 500) {
        sent.refused = `${String(result.status)} ${result.code}`;
        return undefined;
      }
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }

  /** Waits for the repetitions that are on their way. */
  async settle(): Promise<void> {
    await Promise.all(this.#again);
  }

  #sendAgain(sent: SentEvent, event: OutgoingEvent, afterMs: number): void {
    const sending = this.#repeat(sent, event, afterMs);
    this.#again.add(sending);
    void sending.finally(() => this.#again.delete(sending));
  }

  async #repeat(sent: SentEvent, event: OutgoingEvent, afterMs: number): Promise<void> {
    const { signal } = this.#options;
    await sleep(afterMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const result = await this.#publish(sent.keyId, event);
    if (result.outcome !== 'accepted' || result.receipt === sent.acknowledged?.receipt) return;
    sent.otherReceipts.push(result.receipt);
  }

  async #publish(keyId: string, event: OutgoingEvent): Promise<PublishResult> {
    const door = this.#options.sealed.get(keyId);
    if (door !== undefined) return publishSealed(door, event);
    const { doors, tokens, timeoutMs } = this.#options;
    this.#turn += 1;
    const url = doors[this.#turn % doors.length] ?? '';
    return new DoorClient({ url, key: tokens.get(keyId) ?? '', timeoutMs }).publish(event);
  }
}

/** What the sealed door says, in the words of the other. */
async function publishSealed(
  door: Pick<SealedDoor, 'publish'>,
  event: OutgoingEvent,
): Promise<PublishResult> {
  const [result] = await door.publish([event]);
  if (result?.outcome === 'accepted') return result;
  if (result?.outcome === 'refused') return { outcome: 'refused', status: 422, code: result.code };
  return { outcome: 'unavailable', retryAfterSeconds: 1 };
}

function outgoing({ source, type, subject, data }: Wanted, { mark }: SentEvent): OutgoingEvent {
  return { id: mark, source, type, data, ...(subject === undefined ? {} : { subject }) };
}
