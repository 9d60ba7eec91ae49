import { unitKey } from '../domain/unit.js';
import type { Wanted } from '../persistence/ledger.store.js';
import type { LedgerEntry } from './read-entry.js';

/** What has to be read so that these entries can be decided. */
export function wantedBy(entries: readonly LedgerEntry[]): Wanted {
  const holdIds = new Set<string>();
  const units = new Map<string, { serviceId: string; unitKey: string }>();
  const whole = new Set<string>();
  const lapsed = new Set<string>();
  const moved = new Set<string>();
  let movedSince: number | null = null;
  const wantUnit = (serviceId: string, key: string): void => {
    units.set(`${serviceId} ${key}`, { serviceId, unitKey: key });
  };
  for (const { serviceId, command } of entries) {
    switch (command.kind) {
      case 'report-counts':
        for (const unit of command.units) wantUnit(serviceId, unitKey(unit));
        moved.add(serviceId);
        movedSince = Math.min(movedSince ?? command.saidAt, command.saidAt);
        break;
      case 'confirm-counts':
        whole.add(serviceId);
        break;
      case 'close-service':
        break;
      case 'age-report':
        wantUnit(serviceId, command.unitKey);
        break;
      case 'place-hold':
        wantUnit(serviceId, unitKey(command.unit));
        holdIds.add(command.holdId);
        lapsed.add(serviceId);
        break;
      case 'occupy-place':
        holdIds.add(command.holdId);
        lapsed.add(serviceId);
        break;
      case 'confirm-hold':
      case 'release-hold':
      case 'expire-hold':
        holdIds.add(command.holdId);
        break;
    }
  }
  return {
    serviceIds: [...new Set(entries.map(({ serviceId }) => serviceId))],
    holdIds: [...holdIds],
    units: [...units.values()],
    whole: [...whole],
    lapsed: [...lapsed],
    moved: [...moved],
    movedSince,
  };
}
