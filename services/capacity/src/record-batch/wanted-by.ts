import type { LedgerCommand } from '../domain/ledger-command.js';
import { unitKey } from '../domain/unit.js';
import type { Wanted } from '../persistence/ledger.store.js';
import type { LedgerEntry } from './read-entry.js';

/** What one command has to see of its service. */
interface Want {
  readonly unitKeys?: readonly string[];
  readonly holdId?: string;
  readonly isWhole?: boolean;
  readonly isLapsed?: boolean;
  readonly movedSince?: number;
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
    movedSince: earliest(wants.flatMap(({ want }) => want.movedSince ?? [])),
  };
}

function wantOf(command: LedgerCommand): Want {
  switch (command.kind) {
    case 'report-counts':
      return { unitKeys: command.units.map(unitKey), movedSince: command.saidAt };
    case 'confirm-counts':
      return { isWhole: true };
    case 'close-service':
      return {};
    case 'age-report':
      return { unitKeys: [command.unitKey] };
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

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function earliest(instants: readonly number[]): number | null {
  return instants.length === 0 ? null : instants.reduce((first, each) => Math.min(first, each));
}
