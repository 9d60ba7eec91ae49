import type { AuditAction } from '../persistence/audit-log.js';
import type { ActResult, ActsOnRecord } from '../upstream/acts-on-record.js';
import type { UpstreamName } from '../upstream/upstreams.js';
import type { Reason } from './act-on-parked.parameters.js';

export interface ParkedAction {
  readonly action: Extract<AuditAction, 'retry' | 'discard'>;
  readonly service: UpstreamName;
  readonly id: string;
  readonly reason: Reason;
  /** Who asks, by the id of the key. */
  readonly keyId: string;
}

export type ActionResult = ActResult<'retried' | 'discarded', 'failed-again'>;

/** Has a service retry or discard a parked key. */
export class ActOnParked {
  constructor(private readonly acts: ActsOnRecord) {}

  act({ action, service, id, reason, keyId }: ParkedAction): Promise<ActionResult> {
    return this.acts.act({
      entry: { action, service, target: id, reason, keyId },
      path: `/ops/v1/parked/${id}/${action}`,
      done: ['retried', 'discarded'],
      conflict: 'failed-again',
    });
  }
}
