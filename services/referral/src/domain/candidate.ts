import type { Need } from '@havre/events';
import { isForTonight, isSleptInTogether, quantityFor, sleepsAll } from './demand.js';
import { sleepsIn, type Service, type Slot } from './directory.js';
import { instantOf, localDate } from './local-time.js';
import { isClosedBy, isShutAt, opensFrom, opensOn } from './opening.js';
import { isUnfit, staysAway, type PassedService } from './passed-service.js';
import type { Profile } from './profile.js';
import { householdFailures, RULE_BITS } from './rules.js';

const HOUR_MS = 3_600_000;
/** Until six in the morning it is still last night: a place belongs to its local night. */
const NIGHT_ENDS_MS = 6 * HOUR_MS;

/** What matching looks at besides the directory. */
export interface Outlook {
  readonly now: number;
  /** How far ahead a service may open and still count as open, in milliseconds. */
  readonly opensWithinMs: number;
  /** The services that this referral left behind, the last reason for each. */
  readonly passed: ReadonlyMap<string, PassedService>;
  /** Places of a slot that are promised but not yet in its counts. */
  taken(slot: Slot): number;
  /** Places of a slot that others have just asked for and that may be gone. */
  pending(slot: Slot): number;
}

/** One service as one referral sees it: the facts, the rules that failed, the rank. */
export interface Candidate {
  readonly service: Service;
  /** The kind of place that was looked at; null when the service has none that could do. */
  readonly slot: Slot | null;
  readonly quantity: number;
  /** Free places of the slot less those promised by then. */
  readonly available: number;
  /** True when others have asked for so many places that this one is probably gone. */
  readonly isContended: boolean;
  /** 0 in the same area … 4 far or unknown. */
  readonly distance: number;
  /** When the service is open for this need, in epoch milliseconds; null: not in sight. */
  readonly opensAt: number | null;
  /** Failed hard rules as a mask; 0: this service could take the household. */
  readonly failed: number;
}

/** Judges one service by every hard rule. */
export function judge(profile: Profile, service: Service, distance: number, outlook: Outlook): Candidate {
  const passed = outlook.passed.get(service.entry.serviceId);
  const choice = chooseSlot(profile, service, outlook);
  let failed = householdFailures(profile, service) | choice.failed;
  if (passed !== undefined) failed |= passedFailure(passed, choice.slot);
  const { slot, quantity, available, opensAt } = choice;
  const isContended =
    slot !== null && outlook.pending(slot) > 0 && available - outlook.pending(slot) < quantity;
  return { service, slot, quantity, available, isContended, distance, opensAt, failed };
}

function passedFailure(passed: PassedService, slot: Slot | null): number {
  if (!staysAway(passed, slot)) return 0;
  if (passed.why === 'inside') return RULE_BITS['already-inside'];
  return isUnfit(passed.why) ? RULE_BITS['never-again'] : RULE_BITS['offered-before'];
}

interface SlotChoice {
  readonly slot: Slot | null;
  readonly quantity: number;
  readonly available: number;
  readonly opensAt: number | null;
  readonly failed: number;
}

function chooseSlot(profile: Profile, service: Service, outlook: Outlook): SlotChoice {
  let best: SlotChoice | null = null;
  let missed = 0;
  const opening = new Opening(profile.request.need.date, service, outlook);
  for (const slot of service.slots) {
    if (!profile.units.includes(slot.unitType)) continue;
    const misfit = misfitOf(profile, service, slot, outlook.now);
    if (misfit !== 0) {
      missed |= misfit;
      continue;
    }
    const choice = choiceOf({ profile, service, outlook, opening }, slot);
    if (best === null || isBetter(choice, best)) best = choice;
  }
  if (best !== null) return best;
  const { opensAt, failed } = opening.of(null);
  // Places that are not the wanted ones say nothing of doors: whether these are open now is not the question.
  const why = missed === 0 ? unreported(profile, service) | failed : missed;
  return { slot: null, quantity: 0, available: 0, opensAt, failed: why };
}

/** When one service is open for each of its places; asked once for all that are for now. */
class Opening {
  private now: { readonly opensAt: number | null; readonly failed: number } | undefined;

  constructor(
    private readonly wanted: string | undefined,
    private readonly service: Service,
    private readonly outlook: Outlook,
  ) {}

  of(slot: Slot | null): { readonly opensAt: number | null; readonly failed: number } {
    const { schedule } = this.service;
    const today = localDate(schedule.zone, this.outlook.now);
    const day = slot?.date ?? this.wanted ?? today;
    if (slot?.time !== undefined) {
      const startsAt = instantOf(schedule.zone, day, slot.time);
      return { opensAt: startsAt, failed: isShutAt(schedule, startsAt) ? RULE_BITS.opening : 0 };
    }
    // A place of tonight may carry yesterday's date: a night lasts until morning.
    if (day <= today) return (this.now ??= this.fromNow());
    const opensAt = opensOn(schedule, day);
    return { opensAt, failed: opensAt === null ? RULE_BITS.opening : 0 };
  }

  private fromNow(): { readonly opensAt: number | null; readonly failed: number } {
    const { now, opensWithinMs } = this.outlook;
    const { schedule } = this.service;
    const opensAt = opensFrom(schedule, now);
    // Behind doors that are announced shut nobody keeps a place for later: the ledger refuses until they open.
    if (isClosedBy(schedule.closure, now)) return { opensAt, failed: RULE_BITS.opening };
    const latest = this.wanted === undefined ? now + opensWithinMs : Infinity;
    return { opensAt, failed: opensAt === null || opensAt > latest ? RULE_BITS.opening : 0 };
  }
}

/** No count of such places: either the service has none, or it has never said how many. */
function unreported(profile: Profile, service: Service): number {
  const offers = service.entry.listing.unitTypes.some((unitType) => profile.units.includes(unitType));
  return offers ? RULE_BITS.freshness : RULE_BITS['unit-type'];
}

function misfitOf(profile: Profile, service: Service, slot: Slot, now: number): number {
  const { date, between } = profile.request.need;
  const { zone } = service.schedule;
  if (!sleepsAll(profile.request, slot.unitType, sleepsIn(service, slot))) return RULE_BITS.sleeps;
  if (between !== undefined && !suits(between, slot)) return RULE_BITS.time;
  return isOnDate(date, slot, zone, now) && !hasStarted(slot, zone, now) ? 0 : RULE_BITS.date;
}

/** An appointment that says no time may be at any: nobody is sent on a guess. Other places wait for whoever comes. */
function suits({ from, to }: NonNullable<Need['between']>, { time, unitType }: Slot): boolean {
  if (time === undefined) return unitType !== 'appointment';
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

function hasStarted({ date, time }: Slot, zone: string, now: number): boolean {
  if (time === undefined) return false;
  const today = localDate(zone, now);
  const day = date ?? today;
  return day === today ? instantOf(zone, day, time) <= now : day < today;
}

function isOnDate(wanted: string | undefined, slot: Slot, zone: string, now: number): boolean {
  if (wanted === undefined && slot.date === undefined) return true;
  if (wanted !== undefined && slot.date !== undefined) return slot.date === wanted;
  const isTonight = isForTonight(slot.unitType);
  const today = localDate(zone, isTonight ? now - NIGHT_ENDS_MS : now);
  const day = slot.date ?? wanted ?? today;
  return isTonight ? day === today : day >= today;
}

function choiceOf(
  {
    profile,
    service,
    outlook,
    opening,
  }: Readonly<{
    profile: Profile;
    service: Service;
    outlook: Outlook;
    opening: Opening;
  }>,
  slot: Slot,
): SlotChoice {
  const quantity = quantityFor(profile.request, slot.unitType, sleepsIn(service, slot));
  const available = slot.available - outlook.taken(slot);
  const { opensAt, failed: closed } = opening.of(slot);
  let failed = closed;
  if (slot.freshness === 'expired') failed |= RULE_BITS.freshness;
  if (available < quantity) failed |= RULE_BITS.capacity;
  return { slot, quantity, available, opensAt, failed };
}

/**
 * Among the places of one service: one that can be had, the earliest, the fewest (a household stays together), the smallest
 * that are large enough, the freshest.
 */
function isBetter(choice: SlotChoice, best: SlotChoice): boolean {
  const difference =
    choice.failed - best.failed ||
    compareStart(choice.slot, best.slot) ||
    roomsOf(choice) - roomsOf(best) ||
    roominess(choice.slot) - roominess(best.slot) ||
    ageRank(choice.slot) - ageRank(best.slot) ||
    best.available - choice.available;
  return difference < 0;
}

function compareStart(left: Slot | null, right: Slot | null): number {
  return compare(left?.date, right?.date) || compare(left?.time, right?.time);
}

function compare(left = '', right = ''): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function roomsOf({ slot, quantity }: SlotChoice): number {
  return slot !== null && isSleptInTogether(slot.unitType) ? quantity : 0;
}

function roominess(slot: Slot | null): number {
  return slot !== null && isSleptInTogether(slot.unitType) ? (slot.sleeps ?? 20) : 0;
}

function ageRank(slot: Slot | null): number {
  return slot?.freshness === 'fresh' ? 0 : 1;
}
