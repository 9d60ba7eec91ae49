import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Hold } from '../domain/hold.js';
import type { LedgerRow } from '../domain/ledger-row.js';
import type { Closure } from '../domain/service-view.js';
import type { Movement } from '../domain/movement.js';
import type { HoldChange, RowChange } from '../domain/service-book.js';
import { unitKey } from '../domain/unit.js';
import { toInstant, toText } from './instants.js';
import { LedgerConflictError } from './ledger-conflict.error.js';
import { ADD_ROWS, CHANGE_CLOSURES, CHANGE_ROWS, WRITE, loadQuery } from './ledger-queries.js';
import {
  toHold,
  toHoldRecord,
  toLedgerRow,
  toLedgerUpdate,
  type HoldRecord,
  type LedgerUpdate,
  type LedgerRecord,
} from './ledger-records.js';

/** What a batch needs to see. Only locked services are looked at. */
export interface Wanted {
  readonly serviceIds: readonly string[];
  readonly holdIds: readonly string[];
  readonly units: readonly { readonly serviceId: string; readonly unitKey: string }[];
  /** Rows of which what was said of some places is wanted, by `placeKey`. */
  readonly said: ReadonlySet<string>;
  /** Services of which every row is wanted. */
  readonly whole: readonly string[];
  /** Services whose holds with lapsed time are wanted. */
  readonly lapsed: readonly string[];
  /** Services whose arrivals and departures since `movedSince` are wanted. */
  readonly moved: readonly string[];
  readonly movedSince: number | null;
}

/** Where a row is kept, so that it can be written back. */
export interface Place {
  readonly ledgerId: number;
  readonly version: number;
}

/** What was there, under the locks, at one instant of the database's clock. */
export interface Loaded {
  readonly now: number;
  readonly rows: ReadonlyMap<string, readonly LedgerRow[]>;
  readonly holds: ReadonlyMap<string, readonly Hold[]>;
  readonly places: ReadonlyMap<string, Place>;
}

/** What is to be written of one service. */
export interface ServiceChanges {
  readonly serviceId: string;
  readonly rows: readonly RowChange[];
  readonly holds: readonly HoldChange[];
  readonly movements: readonly Movement[];
  readonly closure: Closure | null;
}

/** Reads and writes the ledger, a batch at a time. The caller holds the locks of the services. */
@Injectable()
export class LedgerStore {
  async load(manager: EntityManager, wanted: Wanted): Promise<Loaded> {
    const { whole, lapsed, moved } = wanted;
    const [found] = await manager.query<
      { now: Date; rows: readonly LedgerRecord[]; holds: readonly HoldRecord[] }[]
    >(loadQuery({ hasLapsed: lapsed.length > 0, hasMoved: moved.length > 0, hasWhole: whole.length > 0 }), [
      wanted.serviceIds,
      wanted.holdIds,
      wanted.units.map((unit) => unit.serviceId),
      wanted.units.map((unit) => unit.unitKey),
      whole,
      lapsed,
      moved,
      toText(wanted.movedSince),
    ]);
    if (found === undefined) throw new LedgerConflictError();
    return {
      now: toInstant(found.now.toISOString()),
      rows: grouped(found.rows, toLedgerRow),
      holds: grouped(found.holds, toHold),
      places: new Map(
        found.rows.map((row) => [
          placeKey(row.service_id, row.unit_key),
          { ledgerId: row.ledger_id, version: row.version },
        ]),
      ),
    };
  }

  /**
   * Writes what a batch changed.
   *
   * @param agesAt when a row has to be looked at again
   * @returns where the rows are kept, the new ones included
   * @throws LedgerConflictError when a row or a hold is no longer as it was loaded
   */
  async save(
    manager: EntityManager,
    changes: readonly ServiceChanges[],
    known: ReadonlyMap<string, Place>,
    agesAt: (serviceId: string, row: LedgerRow) => number | null,
  ): Promise<ReadonlyMap<string, Place>> {
    const places = await this.addRows(manager, changes, known);
    const waves = wavesOf(changes, places, agesAt);
    for (const wave of waves.slice(0, -1)) {
      const [written] = await manager.query<{ rows: number }[]>(CHANGE_ROWS, [
        JSON.stringify(wave),
        idsOf(wave),
      ]);
      if (written?.rows !== wave.length) throw new LedgerConflictError();
    }
    await this.write(manager, waves.at(-1) ?? [], changes, places);
    await this.saveClosures(manager, changes);
    return places;
  }

  private async write(
    manager: EntityManager,
    rows: readonly LedgerUpdate[],
    changes: readonly ServiceChanges[],
    places: ReadonlyMap<string, Place>,
  ): Promise<void> {
    const holds = changes.flatMap((change) => change.holds);
    const recordOf = (hold: Hold): HoldRecord =>
      toHoldRecord(hold, places.get(placeKey(hold.serviceId, hold.unitKey))?.ledgerId ?? null);
    const added = holds.filter(({ before }) => before === undefined).map(({ after }) => recordOf(after));
    const changed = holds.flatMap(({ before, after }) =>
      before === undefined ? [] : [{ was: before.state, ...recordOf(after) }],
    );
    if (rows.length + added.length + changed.length === 0) return;
    const parameters = [
      JSON.stringify(rows),
      idsOf(rows),
      JSON.stringify(added),
      JSON.stringify(changed),
      changed.map((hold) => hold.hold_id),
    ];
    const [written] = await manager.query<{ rows: number; added: number; changed: number }[]>(
      WRITE,
      parameters,
    );
    const isWhole =
      written?.rows === rows.length && written.added === added.length && written.changed === changed.length;
    if (!isWhole) throw new LedgerConflictError();
  }

  private async addRows(
    manager: EntityManager,
    changes: readonly ServiceChanges[],
    known: ReadonlyMap<string, Place>,
  ): Promise<ReadonlyMap<string, Place>> {
    const added = changes.flatMap(({ serviceId, rows }) =>
      rows.flatMap(({ before, steps }) => {
        const unit = steps[0]?.unit;
        if (before !== undefined || unit === undefined) return [];
        const { unitType, sleeps, date, time } = unit;
        return [
          {
            service_id: serviceId,
            unit_key: unitKey(unit),
            unit_type: unitType,
            sleeps: sleeps ?? null,
            day: date ?? null,
            start_time: time ?? null,
          },
        ];
      }),
    );
    if (added.length === 0) return known;
    const records = await manager.query<{ ledger_id: number; service_id: string; unit_key: string }[]>(
      ADD_ROWS,
      [JSON.stringify(added)],
    );
    const fresh = records.map(
      (record) =>
        [placeKey(record.service_id, record.unit_key), { ledgerId: record.ledger_id, version: 0 }] as const,
    );
    return new Map([...known, ...fresh]);
  }

  private async saveClosures(manager: EntityManager, changes: readonly ServiceChanges[]): Promise<void> {
    const closures = changes.flatMap(({ serviceId, closure }) =>
      closure === null
        ? []
        : [
            {
              service_id: serviceId,
              closed_from: toText(closure.from),
              closed_until: toText(closure.until),
              said_at: toText(closure.saidAt),
            },
          ],
    );
    if (closures.length > 0) await manager.query(CHANGE_CLOSURES, [JSON.stringify(closures)]);
  }
}

function idsOf(rows: readonly LedgerUpdate[]): readonly number[] {
  return rows.map((row) => row.ledger_id);
}

/** The first write of every row, then the second of those that have one, and so on. */
function wavesOf(
  changes: readonly ServiceChanges[],
  places: ReadonlyMap<string, Place>,
  agesAt: (serviceId: string, row: LedgerRow) => number | null,
): readonly (readonly LedgerUpdate[])[] {
  const waves: LedgerUpdate[][] = [];
  for (const { serviceId, rows } of changes) {
    for (const { steps } of rows) {
      steps.forEach((row, index) => {
        const place = places.get(placeKey(serviceId, unitKey(row.unit)));
        if (place === undefined) throw new LedgerConflictError();
        const update = toLedgerUpdate(place.ledgerId, place.version + index, row, agesAt(serviceId, row));
        (waves[index] ??= []).push(update);
      });
    }
  }
  return waves;
}

/** Where a row of a service is found in a map of places. */
export function placeKey(serviceId: string, key: string): string {
  return `${serviceId} ${key}`;
}

function grouped<Record extends { readonly service_id: string }, Value>(
  records: readonly Record[],
  read: (record: Record) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const record of records) {
    const group = groups.get(record.service_id);
    if (group === undefined) groups.set(record.service_id, [read(record)]);
    else group.push(read(record));
  }
  return groups;
}
