import { describe, expect, it } from '@jest/globals';

import { takeToken, type Bucket } from './rate-limit.js';

const limit = { perMinute: 60, burst: 2 };

describe('takeToken', () => {
  it('lets a burst through, then refuses until a token has grown', () => {
    let bucket: Bucket | undefined;
    const decideAt = (now: number): string => {
      const decision = takeToken(bucket, limit, now);
      bucket = decision.bucket;
      return decision.outcome;
    };
    expect([0, 0, 0, 999, 1_000, 1_000].map(decideAt)).toEqual([
      'allowed',
      'allowed',
      'refused',
      'refused',
      'allowed',
      'refused',
    ]);
  });

  it('says in whole seconds when to come back, at least one', () => {
    const empty = { tokens: 0, at: 0 };
    expect(takeToken(empty, { perMinute: 6, burst: 1 }, 0)).toMatchObject({ retryAfterSeconds: 10 });
    expect(takeToken(empty, { perMinute: 60_000, burst: 1 }, 0)).toMatchObject({ retryAfterSeconds: 1 });
  });

  it('never holds more than the burst, and ignores a clock that steps back', () => {
    expect(takeToken({ tokens: 0, at: 0 }, limit, 3_600_000)).toMatchObject({ bucket: { tokens: 1 } });
    expect(takeToken({ tokens: 1, at: 5_000 }, limit, 0)).toMatchObject({ bucket: { tokens: 0 } });
  });
});
