import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';

export interface SeenMessage {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads one stream of server-sent events and keeps what came. */
export class SseReader {
  readonly messages: SeenMessage[] = [];
  readonly comments: string[] = [];
  retryMs: number | undefined;
  /** Resolves when the stream has ended; `cut` when it broke off. */
  readonly ended: Promise<'end' | 'cut'>;

  constructor(
    readonly response: Response,
    private readonly leaveNow: () => void,
  ) {
    this.ended = this.#read();
  }

  get cursors(): readonly (string | undefined)[] {
    return this.messages.map(({ id }) => id);
  }

  get types(): readonly unknown[] {
    return this.messages.map(({ data }) => data['type']);
  }

  async until(isReady: (reader: this) => boolean): Promise<void> {
    while (!isReady(this)) await sleep(5);
  }

  /** Breaks the connection off, as somebody who closes a window does. */
  leave(): Promise<'end' | 'cut'> {
    this.leaveNow();
    return this.ended;
  }

  async #read(): Promise<'end' | 'cut'> {
    const parser = createParser({
      onEvent: ({ id, event, data }) => {
        this.messages.push({ id, event, data: JSON.parse(data) as SeenMessage['data'] });
      },
      onComment: (comment) => this.comments.push(comment),
      onRetry: (milliseconds) => {
        this.retryMs = milliseconds;
      },
    });
    const decoder = new TextDecoder();
    const body = this.response.body as AsyncIterable<Uint8Array> | null;
    if (body === null) return 'end';
    try {
      for await (const chunk of body) parser.feed(decoder.decode(chunk, { stream: true }));
      return 'end';
    } catch {
      return 'cut';
    }
  }
}
