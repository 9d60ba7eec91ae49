import type { Position, Verdict } from './verdict.js';

/** What became of one sealed event. */
export type SealedResult =
  | { readonly outcome: 'accepted'; readonly receipt: string; readonly subject: string }
  /** `not-routable` is the neutral answer of the gate; sending the same again gets the same. */
  | { readonly outcome: 'refused'; readonly code: string }
  /** Nobody knows, or nobody could; sending the same `source` and `id` again later is safe. */
  | { readonly outcome: 'unavailable'; readonly code: UnavailableCode };

export type UnavailableCode =
  | 'broker-unavailable'
  | 'broker-refused'
  | 'keys-unavailable'
  /** The gate could not open it, as often as it was sealed again. */
  | 'unopened'
  /** No verdict came in time. */
  | 'no-verdict';

/** One event on its way: sealed and sent once or more often, and known by the positions of all of them. */
export class SentEvent {
  readonly positions: Position[] = [];
  #result: SealedResult | undefined;
  #latest: Position | undefined;
  #settled: PromiseWithResolvers<undefined> = Promise.withResolvers();

  constructor(readonly plaintext: Uint8Array) {}

  /** What was said for good; undefined while another attempt may still change it. */
  get result(): SealedResult | undefined {
    return this.#result;
  }

  /** Resolves when the attempt that was sent last has its verdict, or an earlier one has said it for good. */
  get settled(): Promise<undefined> {
    return this.#settled.promise;
  }

  /** Whether the attempt that was sent last came back unopened. */
  isUnopened = false;

  sentTo(position: Position): void {
    this.positions.push(position);
    this.#latest = position;
    this.isUnopened = false;
    if (this.#result === undefined) this.#settled = Promise.withResolvers();
  }

  hear(position: Position, verdict: Verdict): void {
    switch (verdict.kind) {
      case 'accepted':
        this.settle({ outcome: 'accepted', receipt: verdict.receipt, subject: verdict.subject });
        break;
      case 'refused':
        this.settle({ outcome: 'refused', code: verdict.code });
        break;
      case 'unopened':
        // An attempt that was replaced in the meantime says nothing about the one that replaced it.
        if (position !== this.#latest) return;
        this.isUnopened = true;
        this.#settled.resolve(undefined);
    }
  }

  settle(result: SealedResult): void {
    this.#result ??= result;
    this.#settled.resolve(undefined);
  }
}
