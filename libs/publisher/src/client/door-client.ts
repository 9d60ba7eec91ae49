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
    const response = await this.#post('application/cloudevents+json', envelope(event));
    if (response === undefined) return { outcome: 'unavailable', retryAfterSeconds: 1 };
    if (response.status === 202) return { outcome: 'accepted', ...((await response.json()) as AcceptedBody) };
    return refusal(response);
  }

  /** Publishes up to 100 events in one request; results stand in the order of the events. */
  async publishBatch(events: readonly OutgoingEvent[]): Promise<readonly PublishResult[]> {
    const response = await this.#post('application/cloudevents-batch+json', events.map(envelope));
    if (response === undefined) return events.map(() => ({ outcome: 'unavailable', retryAfterSeconds: 1 }));
    if (response.status !== 202 && response.status !== 207) {
      const same = await refusal(response);
      return events.map(() => same);
    }
    const body = (await response.json()) as BatchBody;
    const results = body.results ?? (body.receipts ?? []).map((one) => ({ ...one, status: 202 }));
    return results.map((one) =>
      one.status === 202
        ? { outcome: 'accepted', receipt: one.receipt, subject: one.subject }
        : { outcome: 'refused', status: one.status, code: one.code ?? 'not-routable' },
    );
  }

  async #post(contentType: string, body: unknown): Promise<Response | undefined> {
    try {
      return await fetch(new URL('/v1/events', this.#options.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${this.#options.key}`, 'content-type': contentType },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(this.#options.timeoutMs ?? 30_000),
      });
    } catch {
      return undefined; // No answer: the caller cannot know, and may send the same event again.
    }
  }
}

function envelope(event: OutgoingEvent): unknown {
  return { specversion: '1.0', datacontenttype: 'application/json', ...event };
}

async function refusal(response: Response): Promise<PublishResult> {
  if (response.status === 503 || response.status === 429) {
    await response.body?.cancel();
    return { outcome: 'unavailable', retryAfterSeconds: Number(response.headers.get('retry-after') ?? 1) || 1 };
  }
  const problem = (await response.json().catch(() => ({}))) as { code?: string };
  return { outcome: 'refused', status: response.status, code: problem.code ?? 'unknown' };
}
