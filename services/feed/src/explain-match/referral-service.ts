import type { ExplanationView } from './explanation-view.js';

/** What became of asking: `unavailable` may be asked again. */
export type Explained =
  | { readonly outcome: 'explained'; readonly view: ExplanationView }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'unavailable' };

export interface ReferralServiceSettings {
  readonly referralUrl: string;
  /** Without it nothing can be asked. */
  readonly opsKey: string | undefined;
  readonly timeoutMs: number;
}

const OK = 200;
const NOT_FOUND = 404;

/** Asks the referral service over HTTP. Never follows a redirect, never waits longer than it may, never throws for it. */
export class ReferralService {
  constructor(private readonly settings: ReferralServiceSettings) {}

  /** Why a referral was matched as it was, as its department may read it. */
  async explain(referralId: string): Promise<Explained> {
    const { referralUrl, opsKey, timeoutMs } = this.settings;
    if (opsKey === undefined) return { outcome: 'unavailable' };
    try {
      const path = `/ops/v1/referrals/${referralId}/explanation?for=department`;
      const response = await fetch(`${referralUrl.replace(/\/+$/, '')}${path}`, {
        headers: { authorization: `Bearer ${opsKey}`, accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.status === NOT_FOUND) return { outcome: 'unknown' };
      if (response.status !== OK) return { outcome: 'unavailable' };
      return { outcome: 'explained', view: (await response.json()) as ExplanationView };
    } catch {
      // Down, slow or unreadable: what came back, if anything, is nobody's to see.
      return { outcome: 'unavailable' };
    }
  }
}
