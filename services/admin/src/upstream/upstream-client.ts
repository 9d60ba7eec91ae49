import { faultCodeOf } from '@havre/service';
import type { Decode } from './decode.js';
import type { Upstream, UpstreamName } from './upstreams.js';

/** What became of asking a service. `code` is safe to show. */
export type Answer<T> =
  | { readonly outcome: 'answered'; readonly value: T }
  /** It answered with a status that is no answer. */
  | { readonly outcome: 'refused'; readonly status: number }
  /** It cannot have heard the question. */
  | { readonly outcome: 'down'; readonly code: string }
  /** It may have heard the question, and done what it asks. */
  | { readonly outcome: 'unanswered'; readonly code: string };

export interface UpstreamClientSettings {
  readonly upstreams: readonly Upstream[];
  readonly opsKey: string;
  readonly timeoutMs: number;
}

interface Question<T> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly decode: Decode<T>;
  readonly answers: readonly number[];
}

const MOST_BYTES = 4 * 1_024 * 1_024;
const OK = 200;

/** Asks the other services over HTTP. Never follows a redirect, never waits longer than it may, never throws for them. */
export class UpstreamClient {
  constructor(private readonly settings: UpstreamClientSettings) {}

  get names(): readonly UpstreamName[] {
    return this.settings.upstreams.map(({ name }) => name);
  }

  /** @param alsoAnswers statuses beside 200 whose body is the answer too */
  get<T>(
    name: UpstreamName,
    path: string,
    decode: Decode<T>,
    alsoAnswers: readonly number[] = [],
  ): Promise<Answer<T>> {
    return this.#ask(name, { method: 'GET', path, decode, answers: [OK, ...alsoAnswers] });
  }

  post<T>(name: UpstreamName, path: string, decode: Decode<T>): Promise<Answer<T>> {
    return this.#ask(name, { method: 'POST', path, decode, answers: [OK] });
  }

  async #ask<T>(name: UpstreamName, { method, path, decode, answers }: Question<T>): Promise<Answer<T>> {
    const upstream = this.settings.upstreams.find((each) => each.name === name);
    if (upstream === undefined) return { outcome: 'down', code: 'unknown-service' };
    try {
      const response = await fetch(`${upstream.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${this.settings.opsKey}`, accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(this.settings.timeoutMs),
      });
      const text = await readText(response);
      if (!answers.includes(response.status)) return { outcome: 'refused', status: response.status };
      return { outcome: 'answered', value: decode(JSON.parse(text)) };
    } catch (error) {
      return failureOf(error);
    }
  }
}

/** Reads a body up to the most that an answer of ours can be. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MOST_BYTES) throw new TypeError('too long');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A connection that was refused carried no question; after anything else, the question may have been heard. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'network.ECONNREFUSED',
  'network.ENOTFOUND',
  'network.EAI_AGAIN',
  'network.EHOSTUNREACH',
  'network.ENETUNREACH',
]);

function failureOf(error: unknown): Answer<never> {
  const { name, cause } = error as { name?: unknown; cause?: unknown };
  if (name === 'TimeoutError') return { outcome: 'unanswered', code: 'timeout' };
  const code = faultCodeOf(cause);
  if (NEVER_CONNECTED.has(code)) return { outcome: 'down', code };
  return { outcome: 'unanswered', code: code === 'unexpected' ? 'wrong-answer' : code };
}
