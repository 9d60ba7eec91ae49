import { SealingFault, type PublicJwk, type Sealer } from '@havre/sealing';

import type { OutgoingEvent } from '../client/door-client.js';
import { envelope } from '../client/envelope.js';
import type { GateKeys } from './gate-keys.js';
import { SealedDoorFault } from './sealed-door-fault.js';
import type { SealedTopic } from './sealed-topic.js';
import { SentEvent, type SealedResult, type UnavailableCode } from './sent-event.js';
import { backoffMs, type Timing } from './timing.js';
import type { VerdictBoard } from './verdict-board.js';

export interface SealedPublisherParts {
  readonly topic: SealedTopic;
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly keys: Pick<GateKeys, 'current' | 'distrust'>;
  readonly board: VerdictBoard;
  readonly timing: Timing;
  /** How long a verdict may take before the event is sealed and sent again, in milliseconds (default 30,000). */
  readonly silenceMs?: number;
  /** How often one event is sealed and sent at most (default 5). */
  readonly attempts?: number;
  /** How long a gate that gives no keys and brokers that are away are waited for, in milliseconds (default 60,000). */
  readonly patienceMs?: number;
  /** Events that are sent together (default 500). */
  readonly batchSize?: number;
}

const FIRST_PAUSE_MS = 500;

/**
 * Seals events, appends them to the department's topic and waits for their verdicts. What could not be opened, or stayed
 * without a verdict, is sealed anew to the key of that moment and sent again: the gate knows an event by its `source` and
 * `id`, so it is accepted once, under one receipt, however often it arrives.
 */
export class SealedPublisher {
  readonly #parts: SealedPublisherParts;

  constructor(parts: SealedPublisherParts) {
    this.#parts = parts;
  }

  /** One result for each event, in their order. Never throws for what an event, the gate or a broker does. */
  async publish(events: readonly OutgoingEvent[]): Promise<readonly SealedResult[]> {
    const { batchSize = 500 } = this.#parts;
    const results: SealedResult[] = [];
    for (let start = 0; start < events.length; start += batchSize) {
      results.push(...(await this.#publishBatch(events.slice(start, start + batchSize))));
    }
    return results;
  }

  async #publishBatch(events: readonly OutgoingEvent[]): Promise<readonly SealedResult[]> {
    const { attempts = 5, patienceMs = 60_000, timing, board } = this.#parts;
    const sent = events.map((event) => new SentEvent(Buffer.from(JSON.stringify(envelope(event)), 'utf8')));
    const until = timing.now() + patienceMs;
    let reason: UnavailableCode | undefined;
    let sendings = 0;
    for (let round = 0; sendings < attempts; round += 1) {
      const open = sent.filter(({ result }) => result === undefined);
      if (open.length === 0 || isOver(reason, timing.now() >= until)) break;
      if (round > 0) await timing.wait(backoffMs(round, FIRST_PAUSE_MS, timing.random()));
      reason = await this.#attempt(open);
      if (reason === undefined) sendings += 1;
    }
    for (const { positions } of sent) for (const position of positions) board.leave(position);
    return sent.map((event) => event.result ?? unavailable(reason, event));
  }

  /** Seals and sends, and waits for the verdicts; answers what kept it from that, if anything did. */
  async #attempt(open: readonly SentEvent[]): Promise<UnavailableCode | undefined> {
    const { keys, topic, timing, silenceMs = 30_000 } = this.#parts;
    if (open.some(({ isUnopened }) => isUnopened)) keys.distrust();
    try {
      const key = await keys.current();
      const sealed = open.flatMap((event) => this.#seal(event, key) ?? []);
      const positions = await topic.append(sealed.map(({ value }) => value));
      sealed.forEach(({ event }, index) => {
        this.#await(event, positions[index]);
      });
    } catch (error) {
      return error instanceof SealedDoorFault ? codeOf(error) : 'broker-unavailable';
    }
    const heard = new AbortController();
    const settled = Promise.all(open.map(async (event) => event.settled));
    await Promise.race([settled, timing.wait(silenceMs, heard.signal)]);
    heard.abort();
    return undefined;
  }

  #seal(event: SentEvent, key: PublicJwk): { readonly event: SentEvent; readonly value: string } | undefined {
    try {
      return { event, value: this.#parts.sealer.seal(event.plaintext, key) };
    } catch (error) {
      if (!(error instanceof SealingFault) || error.code !== 'plaintext-too-large') {
        throw new SealedDoorFault('keys-unavailable');
      }
      event.settle({ outcome: 'refused', code: 'too-large' });
      return undefined;
    }
  }

  #await(event: SentEvent, position: SentEvent['positions'][number] | undefined): void {
    if (position === undefined) return;
    event.sentTo(position);
    this.#parts.board.listen(position, (verdict) => {
      event.hear(position, verdict);
    });
  }
}

/** What a broker refuses it will refuse again; what is away may come back. */
function isOver(reason: UnavailableCode | undefined, isLate: boolean): boolean {
  return reason === 'broker-refused' || (reason !== undefined && isLate);
}

function codeOf({ code }: SealedDoorFault): UnavailableCode {
  return code === 'broker-refused' || code === 'keys-unavailable' ? code : 'broker-unavailable';
}

function unavailable(reason: UnavailableCode | undefined, { isUnopened }: SentEvent): SealedResult {
  return { outcome: 'unavailable', code: reason ?? (isUnopened ? 'unopened' : 'no-verdict') };
}
