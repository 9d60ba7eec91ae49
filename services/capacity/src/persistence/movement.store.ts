import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Movement } from '../domain/movement.js';
import { toInstant, toInstantOrNull, toText } from './instants.js';
import { LedgerConflictError } from './ledger-conflict.error.js';
import { placeKey, type Place, type ServiceChanges } from './ledger.store.js';

/** A row of table `movement` as JSON. */
interface MovementRecord {
  readonly movement_id: string;
  readonly service_id: string;
  readonly unit_key: string;
  readonly kind: Movement['kind'];
  readonly quantity: number;
  readonly at: string;
  readonly until: string | null;
  readonly reason: string | null;
  readonly pending: number;
  readonly returned: number;
  readonly ended_at: string | null;
}

/** $1 ledger rows. What came, or ended, at their last count or after it, and what is still to end or be undone. */
const LOAD = `
  SELECT coalesce(json_agg(to_json(m)), '[]') AS movements FROM (
    SELECT m.* FROM ledger l JOIN movement m ON m.ledger_id = l.ledger_id
    WHERE l.ledger_id = ANY($1::bigint[])
      AND coalesce(m.ended_at, m.at) >= coalesce(l.counted_at, '-infinity')
    UNION
    SELECT m.* FROM movement m WHERE m.ledger_id = ANY($1::bigint[]) AND m.pending > 0
  ) AS m`;

/** $1 new and changed movements. What was said of them never changes, only what is left of them. */
const SAVE = `
  INSERT INTO movement (movement_id, service_id, ledger_id, unit_key, kind, quantity, at, until, reason, pending,
    returned, ended_at)
  SELECT movement_id, service_id, ledger_id, unit_key, kind, quantity, at, until, reason, pending, returned, ended_at
  FROM json_to_recordset($1::json) AS m (movement_id text, service_id text, ledger_id bigint, unit_key text, kind text,
    quantity integer, at timestamptz, until timestamptz, reason text, pending integer, returned integer,
    ended_at timestamptz)
  ORDER BY movement_id
  ON CONFLICT (movement_id) DO UPDATE SET
    pending = excluded.pending, returned = excluded.returned, ended_at = excluded.ended_at`;

/** Reads and writes what was said of some places. The caller holds the locks of the services. */
@Injectable()
export class MovementStore {
  /** What matters of these rows, by service. */
  async load(
    manager: EntityManager,
    ledgerIds: readonly number[],
  ): Promise<ReadonlyMap<string, readonly Movement[]>> {
    if (ledgerIds.length === 0) return new Map();
    const [found] = await manager.query<{ movements: readonly MovementRecord[] }[]>(LOAD, [ledgerIds]);
    const records = found?.movements ?? [];
    const byService = Map.groupBy(records, ({ service_id: serviceId }) => serviceId);
    return new Map([...byService].map(([serviceId, group]) => [serviceId, group.map(toMovement)]));
  }

  /** @param places where the rows are kept, the new ones included */
  async save(
    manager: EntityManager,
    changes: readonly ServiceChanges[],
    places: ReadonlyMap<string, Place>,
  ): Promise<void> {
    const records = changes.flatMap(({ serviceId, movements }) =>
      movements.map((movement) => {
        const ledgerId = places.get(placeKey(serviceId, movement.unitKey))?.ledgerId;
        if (ledgerId === undefined) throw new LedgerConflictError();
        return { ...toRecord(serviceId, movement), ledger_id: ledgerId };
      }),
    );
    if (records.length > 0) await manager.query(SAVE, [JSON.stringify(records)]);
  }
}

function toMovement(record: MovementRecord): Movement {
  return {
    movementId: record.movement_id,
    unitKey: record.unit_key,
    kind: record.kind,
    quantity: record.quantity,
    at: toInstant(record.at),
    until: toInstantOrNull(record.until),
    reason: record.reason,
    pending: record.pending,
    returned: record.returned,
    endedAt: toInstantOrNull(record.ended_at),
  };
}

function toRecord(serviceId: string, movement: Movement): MovementRecord {
  return {
    movement_id: movement.movementId,
    service_id: serviceId,
    unit_key: movement.unitKey,
    kind: movement.kind,
    quantity: movement.quantity,
    at: toText(movement.at) ?? '',
    until: toText(movement.until),
    reason: movement.reason,
    pending: movement.pending,
    returned: movement.returned,
    ended_at: toText(movement.endedAt),
  };
}
