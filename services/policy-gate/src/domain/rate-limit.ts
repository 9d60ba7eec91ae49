/** A token bucket as it stood at its last use. */
export interface Bucket {
  readonly tokens: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface RateLimit {
  /** Requests a minute that one key may make in the long run. */
  readonly perMinute: number;
  /** Requests that one key may make at once after a rest. */
  readonly burst: number;
}

export type RateDecision =
  | { readonly outcome: 'allowed'; readonly bucket: Bucket }
  | { readonly outcome: 'refused'; readonly bucket: Bucket; readonly retryAfterSeconds: number };

const MS_PER_MINUTE = 60_000;

/** Takes one token for a request at `now`. A key that was never seen starts with a full bucket. */
export function takeToken(bucket: Bucket | undefined, limit: RateLimit, now: number): RateDecision {
  const tokens = tokensAt(bucket, limit, now);
  if (tokens >= 1) return { outcome: 'allowed', bucket: { tokens: tokens - 1, at: now } };
  const waitMs = ((1 - tokens) * MS_PER_MINUTE) / limit.perMinute;
  return {
    outcome: 'refused',
    bucket: { tokens, at: now },
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  };
}

/** A clock that steps back gives nothing and takes nothing. */
function tokensAt(bucket: Bucket | undefined, { perMinute, burst }: RateLimit, now: number): number {
  if (bucket === undefined) return burst;
  const elapsedMs = Math.max(0, now - bucket.at);
  return Math.min(burst, bucket.tokens + (elapsedMs * perMinute) / MS_PER_MINUTE);
}
