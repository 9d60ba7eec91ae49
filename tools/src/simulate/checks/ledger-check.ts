import {
  isLive,
  type Hold,
  type HoldState,
  type LedgerCommand,
  type LedgerRow,
} from '@havre/capacity/domain';
import type { Agenda } from '../agenda.js';
import type { LedgerWatch } from '../shell/ledger-shell.js';
import type { ServiceRecord } from '../shell/service-record.js';
import { InvariantBroken, type Invariant } from './invariant-broken.js';

type Figures = ConstructorParameters<typeof InvariantBroken>[2];

/** Where a hold may go from each state. A late arrival is let in after its time: that is the only way back. */
const MAY_BECOME: Readonly<Record<HoldState | 'new', readonly HoldState[]>> = {
  new: ['placed', 'refused'],
  placed: ['confirmed', 'occupied', 'released', 'expired'],
  confirmed: ['confirmed', 'occupied', 'released', 'expired'],
  occupied: ['released'],
  released: ['occupied'],
  expired: ['occupied'],
  refused: [],
};

/** How long after its time a hold may be seen: the expiry worker comes by once a second. */
const GRACE_MS = 60_000;

/** Looks at every row and hold that the ledger saves, with its own arithmetic. */
export class LedgerCheck implements LedgerWatch {
  /** Holds whose release was asked for and has not come about. */
  readonly releasing = new Set<string>();
  private readonly heldFor = new Map<string, Set<string>>();

  constructor(private readonly agenda: Agenda) {}

  recorded(): void {
    // What was decided is looked at once it is saved.
  }

  rowSaved(
    record: ServiceRecord,
    before: LedgerRow | undefined,
    after: LedgerRow,
    because: LedgerCommand['kind'],
  ): void {
    const { total, occupied, held, deficit } = after;
    if (occupied < 0 || held < 0 || occupied + held > total + deficit) {
      this.fail('ledger-balance', { total, occupied, held, deficit });
    }
    if (before !== undefined && deficit > before.deficit && !this.isSaid(before, because)) {
      this.fail('deficit-by-report', { before: before.deficit, deficit, total, occupied, held });
    }
    const sum = liveQuantity(record, after);
    if (sum !== held) this.fail('held-is-holds', { held, sum });
  }

  holdSaved(_record: ServiceRecord, before: Hold | undefined, after: Hold): void {
    const from = before?.state ?? 'new';
    if (!MAY_BECOME[from].includes(after.state)) {
      this.fail('released-once', { from, to: after.state });
    }
    if (isLive(after)) this.noteLive(after.holdId);
    else {
      this.releasing.delete(after.holdId);
      this.forgetLive(after.holdId);
    }
  }

  /** Looks at all that is held: nothing past its time, nothing for nobody. */
  audit(services: Iterable<ServiceRecord>, isWanted: (holdId: string) => boolean): void {
    const { now } = this.agenda;
    for (const record of services) {
      for (const holdId of record.live) {
        const hold = record.holds.get(holdId);
        const late = now - (hold?.expiresAt ?? now);
        if (late > GRACE_MS) this.fail('held-in-time', { minutesLate: Math.floor(late / 60_000) });
        if (!isWanted(holdId) && !this.releasing.has(holdId)) {
          this.fail('no-stray-hold', { state: hold?.state ?? 'unknown' });
        }
      }
    }
  }

  /** The house counted, took places out of service, or said until when its surge lasts. */
  private isSaid({ endsAt }: LedgerRow, because: LedgerCommand['kind']): boolean {
    const hasEnded = endsAt !== null && endsAt <= this.agenda.now;
    return hasEnded || because === 'report-counts' || because === 'adjust-places';
  }

  private noteLive(holdId: string): void {
    const referralId = referralOf(holdId);
    const held = this.heldFor.get(referralId) ?? new Set<string>();
    this.heldFor.set(referralId, held.add(holdId));
    if (held.size === 1) return;
    const kept = [...held].filter((each) => !this.releasing.has(each)).length;
    if (kept > 1) this.fail('one-house', { holds: kept });
  }

  private forgetLive(holdId: string): void {
    const referralId = referralOf(holdId);
    const held = this.heldFor.get(referralId);
    held?.delete(holdId);
    if (held?.size === 0) this.heldFor.delete(referralId);
  }

  private fail(invariant: Invariant, figures: Figures): never {
    throw new InvariantBroken(invariant, this.agenda.now, figures);
  }
}

function liveQuantity(record: ServiceRecord, { unit }: LedgerRow): number {
  const key = `${unit.unitType}|${unit.sleeps ?? ''}|${unit.date ?? ''}`;
  let sum = 0;
  for (const holdId of record.live) {
    const hold = record.holds.get(holdId);
    if (hold?.unitKey === key) sum += hold.quantity;
  }
  return sum;
}

/** Holds are named after the referral that asks for them. */
function referralOf(holdId: string): string {
  return holdId.slice(0, holdId.lastIndexOf('#'));
}
