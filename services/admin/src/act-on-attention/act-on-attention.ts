import type { IdGenerator } from '@havre/service';
import type { ActResult, ActsOnRecord } from '../upstream/acts-on-record.js';
import type { AttentionReason } from './act-on-attention.parameters.js';

export interface AttentionDecision {
  readonly action: 'retry' | 'close';
  readonly referralId: string;
  readonly reason: AttentionReason;
  /** Who decides, by the id of the key. */
  readonly keyId: string;
}

type Decided = 'retried' | 'closed';

export type DecisionResult =
  /** `decision`: its `target` in the audit log. */
  | { readonly outcome: Decided; readonly decision: string }
  | Exclude<ActResult<Decided, 'not-waiting'>, { readonly outcome: Decided }>;

/**
 * Has the referral service do what an operator decided. It is on record under an id of its own that the referral remembers: the
 * record itself names no referral, and says nothing of anybody once that one is forgotten.
 */
export class ActOnAttention {
  constructor(
    private readonly acts: ActsOnRecord,
    private readonly ids: IdGenerator,
  ) {}

  async act({ action, referralId, reason, keyId }: AttentionDecision): Promise<DecisionResult> {
    const decision = this.ids.uuid();
    const recorded = action === 'retry' ? 'look-again' : 'close';
    const result = await this.acts.act<Decided, 'not-waiting'>({
      entry: { action: recorded, service: 'referral', target: decision, reason, keyId },
      path: `/ops/v1/attention/${referralId}/${action}?decision=${decision}`,
      done: ['retried', 'closed'],
      conflict: 'not-waiting',
    });
    if (result.outcome === 'refused' || result.outcome === 'unanswered') return result;
    return { ...result, decision };
  }
}
