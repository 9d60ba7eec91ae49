import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CountsReported } from '../domain/ledger-effect.js';
import { toText } from './instants.js';

/** A count that found other places occupied than the ledger had counted at its time. */
export interface Drift {
  readonly serviceId: string;
  readonly report: CountsReported;
  readonly counted: number;
}

const SAVE = `
  INSERT INTO drift (service_id, unit_type, sleeps, day, start_time, counted_at, noted_at, reported, counted)
  SELECT service_id, unit_type, sleeps, day, start_time, counted_at, $2::timestamptz, reported, counted
  FROM json_to_recordset($1::json) AS d (service_id text, unit_type text, sleeps integer, day date, start_time text,
    counted_at timestamptz, reported integer, counted integer)`;

/** Keeps how far counts and the ledger were apart: a count wins, and is never taken without a trace. */
@Injectable()
export class DriftStore {
  async save(manager: EntityManager, drifts: readonly Drift[], now: number): Promise<void> {
    if (drifts.length === 0) return;
    const records = drifts.map(({ serviceId, report: { unit, countedAt, reportedOccupied }, counted }) => ({
      service_id: serviceId,
      unit_type: unit.unitType,
      sleeps: unit.sleeps ?? null,
      day: unit.date ?? null,
      start_time: unit.time ?? null,
      counted_at: toText(countedAt),
      reported: reportedOccupied,
      counted,
    }));
    await manager.query(SAVE, [JSON.stringify(records), toText(now)]);
  }
}
