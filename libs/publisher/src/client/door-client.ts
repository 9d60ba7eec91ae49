import { envelope } from './envelope.js';

/** A partner's event as sent to the door: CloudEvents 1.0 JSON without the attributes that the gate assigns. */
export interface OutgoingEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  /** RFC 3339; the gate fills in its own time when absent. */
  readonly time?: string;
  readonly data: unknown;
}

/** What the gate says of one event. `code` is the stable code of the refusal; it never tells why in detail. */
export type PublishResult =
  | { readonly outcome: 'accepted'; readonly receipt: string; readonly subject: string }
  | { readonly outcome: 'refused'; readonly status: number; readonly code: string }
  | { readonly outcome: 'unavailable'; readonly retryAfterSeconds: number };

export interface DoorClientOptions {
  /** Base URL of the policy gate, such as `http://127.0.0.1:4100`. */
  readonly url: string;
  /** API key, `havre_<id>_<secret>`. */
  readonly key: string;
  /** Longest wait for one answer, in milliseconds (default 30,000). */
  readonly timeoutMs?: number;
}

interface AcceptedBody {
  readonly receipt: string;
  readonly subject: string;
}

interface BatchBody {
  readonly receipts?: readonly AcceptedBody[];
  readonly results?: readonly (AcceptedBody & { readonly status: number; readonly code?: string })[];
}

/**
 * Publishes partner events over HTTP. Sending the same `source` and `id` again is safe: the gate gives the same
 * receipt and applies the event once, so a caller answers `unavailable` by sending the same event again.
 */
export class DoorClient {
  readonly #options: DoorClientOptions;

  constructor(options: DoorClientOptions) {
    this.#options = options;
  }

  async publish(event: OutgoingEvent): Promise<PublishResult> {
    const answer = await this.#post('application/cloudevents+json', envelope(event));
    return answer.status === 202 ? accepted(answer.body as AcceptedBody) : notAccepted(answer);
  }

  /** Publishes up to 100 events in one request; results stand in the order of the events. */
  async publishBatch(events: readonly OutgoingEvent[]): Promise<readonly PublishResult[]> {
    const answer = await this.#post('application/cloudevents-batch+json', events.map(envelope));
    if (answer.status !== 202 && answer.status !== 207) return events.map(() => notAccepted(answer));
    const body = answer.body as BatchBody;
    const results = body.results ?? (body.receipts ?? []).map((one) => ({ ...one, status: 202 }));
    return results.map((one) =>
      one.status === 202 ? accepted(one) : notAccepted({ status: one.status, retryAfter: 1, body: one }),
    );
  }

  async #post(contentType: string, body: unknown): Promise<Answer> {
    try {
      const response = await fetch(new URL('/v1/events', this.#options.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${this.#options.key}`, 'content-type': contentType },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(this.#options.timeoutMs ?? 30_000),
      });
      const retryAfter = Number(response.headers.get('retry-after') ?? 1) || 1;
      return { status: response.status, retryAfter, body: await response.json() };
    } catch {
      // No whole answer: the caller cannot know what became of the event, and may send the same one again.
      return { status: 503, retryAfter: 1, body: {} };
    }
  }
}

interface Answer {
  readonly status: number;
  readonly retryAfter: number;
  readonly body: unknown;
}

function accepted(body: AcceptedBody): PublishResult {
  return { outcome: 'accepted', receipt: body.receipt, subject: body.subject };
}

function notAccepted(answer: Answer): PublishResult {
  if (answer.status === 503 || answer.status === 429) {
    return { outcome: 'unavailable', retryAfterSeconds: answer.retryAfter };
  }
  const { code } = answer.body as { code?: string };
  return { outcome: 'refused', status: answer.status, code: code ?? 'unknown' };
}
