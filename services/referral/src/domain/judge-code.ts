import type { Limits } from './limits.js';
import type { Referral } from './referral.js';
import { isSameCode } from './spoken-code.js';

const MINUTE_MS = 60_000;

/** Why what was said at the door does not open it, and the referral with the wrong code counted. */
export interface CodeRefusal {
  readonly reason: 'wrong-code' | 'too-many-attempts';
  readonly referral?: Referral;
}

/**
 * Compares what was said at the door with the code. After so many wrong codes for one referral at one door, within a
 * window, codes are refused there for as long, the right one too: nobody finds it by trying. Null: the door is open.
 */
export function judgeCode(
  referral: Referral,
  said: string | undefined,
  now: number,
  { codeAttempts, codeWindowMinutes }: Limits,
): CodeRefusal | null {
  const { hold, code } = referral;
  if (said === undefined || hold === null) return null;
  const wrongCodes = (hold.wrongCodes ?? []).filter((at) => at > now - codeWindowMinutes * MINUTE_MS);
  if (wrongCodes.length >= codeAttempts) return { reason: 'too-many-attempts' };
  if (isSameCode(said, code)) return null;
  return {
    reason: 'wrong-code',
    referral: { ...referral, hold: { ...hold, wrongCodes: [...wrongCodes, now] } },
  };
}
