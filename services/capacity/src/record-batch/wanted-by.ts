import { isProviderStatement, type LedgerCommand, type ProviderStatement } from '../domain/ledger-command.js';
import { unitKey } from '../domain/unit.js';
import { placeKey, type Wanted } from '../persistence/ledger.store.js';
import type { LedgerEntry } from './read-entry.js';

/** What one command has to see of its service. */
interface Want {
  readonly unitKeys?: readonly string[];
  readonly holdId?: string;
  readonly isWhole?: boolean;
  readonly isLapsed?: boolean;
  readonly movedSince?: number;
  /** Whether what was said of some places of these units matters. */
  readonly isSaid?: boolean;
}

/** What has to be read so that these entries can be decided. */
export function wantedBy(entries: readonly LedgerEntry[]): Wanted {
  const wants = entries.map(({ serviceId, command }) => ({ serviceId, want: wantOf(command) }));
  const units = wants.flatMap(({ serviceId, want }) =>
    (want.unitKeys ?? []).map((key) => ({ serviceId, unitKey: key })),
  );
  const servicesThat = (does: (want: Want) => boolean): readonly string[] =>
    distinct(wants.filter(({ want }) => does(want)).map(({ serviceId }) => serviceId));
  return {
    serviceIds: servicesThat(() => true),
    holdIds: distinct(wants.flatMap(({ want }) => want.holdId ?? [])),
    units: [...new Map(units.map((unit) => [`${unit.serviceId} ${unit.unitKey}`, unit])).values()],
    whole: servicesThat(({ isWhole }) => isWhole === true),
    lapsed: servicesThat(({ isLapsed }) => isLapsed === true),
    moved: servicesThat(({ movedSince }) => movedSince !== undefined),
    said: new Set(
      wants.flatMap(({ serviceId, want }) =>
        want.isSaid === true ? (want.unitKeys ?? []).map((key) => placeKey(serviceId, key)) : [],
      ),
    ),
    movedSince: earliest(wants.flatMap(({ want }) => want.movedSince ?? [])),
  };
}

function wantOf(command: LedgerCommand): Want {
  if (isProviderStatement(command)) return wantOfStatement(command);
  switch (command.kind) {
    case 'age-report':
      return { unitKeys: [command.unitKey] };
    case 'end-adjustments':
      return { unitKeys: [command.unitKey], isSaid: true };
    case 'place-hold':
      return { unitKeys: [unitKey(command.unit)], holdId: command.holdId, isLapsed: true };
    case 'occupy-place':
      return { holdId: command.holdId, isLapsed: true };
    case 'confirm-hold':
    case 'release-hold':
    case 'expire-hold':
      return { holdId: command.holdId };
  }
}

function wantOfStatement(statement: ProviderStatement): Want {
  switch (statement.kind) {
    case 'report-counts':
      return { unitKeys: statement.units.map(unitKey), movedSince: statement.saidAt, isSaid: true };
    case 'adjust-places':
    case 'vacate-places':
      return { unitKeys: [unitKey(statement.unit)], isSaid: true };
    case 'walk-in':
      return { unitKeys: [unitKey(statement.unit)], isLapsed: true };
    case 'confirm-counts':
      return { isWhole: true };
    case 'close-service':
      return {};
  }
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** The first of some instants; null when there is none. */
export function earliest(instants: readonly (number | null)[]): number | null {
  const given = instants.filter((each) => each !== null);
  return given.length === 0 ? null : given.reduce((first, each) => Math.min(first, each));
}
