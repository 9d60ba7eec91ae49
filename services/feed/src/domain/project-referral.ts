import type { EventData, HavreEvent } from '@havre/events';
import { entryFor } from './feed-event.js';
import { endTransfer, openTransfer } from './project-transfer.js';
import {
  moved,
  providerOf,
  withOffer,
  withoutHousehold,
  withoutInside,
  withoutPlace,
  type Projection,
} from './referral-file.js';
import type {
  DepartmentView,
  OfferedHousehold,
  OfferedPlace,
  PlaceDetails,
  ProviderView,
  ReferralFile,
} from './referral-view.js';

export type { Projection } from './referral-file.js';

/** The events that say where a referral stands, and the one answer that a department would not hear of otherwise. */
export type ReferralFact = HavreEvent<
  | `havre.referral.${'opened' | 'offered' | 'place-confirmed' | 'offer-ended' | 'waitlisted'}.v1`
  | `havre.referral.${'attention-needed' | 'unplaced' | 'closed' | 'declined' | 'ending-soon'}.v1`
  | `havre.referral.${'transfer-opened' | 'transfer-ended'}.v1`
>;

type Waiting = HavreEvent<`havre.referral.${'waitlisted' | 'attention-needed' | 'unplaced'}.v1`>;
type Fact<N extends string> = Extract<ReferralFact, { readonly type: `havre.referral.${N}.v1` }>;

type Handlers = {
  readonly [T in ReferralFact['type']]: (
    file: ReferralFile | undefined,
    event: Extract<ReferralFact, { readonly type: T }>,
  ) => Projection;
};

const HANDLERS: Handlers = {
  'havre.referral.opened.v1': open,
  'havre.referral.offered.v1': offer,
  'havre.referral.place-confirmed.v1': confirmPlace,
  'havre.referral.offer-ended.v1': endOffer,
  'havre.referral.ending-soon.v1': warn,
  'havre.referral.waitlisted.v1': (file, event) => wait(file, event, 'waitlisted'),
  'havre.referral.attention-needed.v1': (file, event) => wait(file, event, 'needs-attention'),
  'havre.referral.unplaced.v1': (file, event) => wait(file, event, 'unplaced'),
  'havre.referral.closed.v1': close,
  'havre.referral.declined.v1': decline,
  'havre.referral.transfer-opened.v1': openTransfer,
  'havre.referral.transfer-ended.v1': endTransfer,
};

/** True for the events that `projectReferral` reads. */
export function isReferralFact(event: HavreEvent): event is ReferralFact {
  return event.type in HANDLERS;
}

/**
 * What a fact makes of a referral. A fact about a referral that is not known (its beginning is older than the log)
 * changes nothing and is told to nobody, unless it names its department itself.
 */
export function projectReferral(file: ReferralFile | undefined, event: ReferralFact): Projection {
  // Each handler takes the events of its type; the compiler cannot see that this one is of it.
  const handle = HANDLERS[event.type] as (file: ReferralFile | undefined, event: ReferralFact) => Projection;
  return handle(file, event);
}

function open(file: ReferralFile | undefined, event: Fact<'opened'>): Projection {
  const { intakeId, needIndex, kind, priority, publisher } = event.data;
  const department: DepartmentView = {
    referralId: event.subject,
    intakeId,
    kind,
    needIndex,
    priority,
    state: 'requested',
    since: event.time,
  };
  return {
    file: file ?? { referralId: event.subject, publisher, department, providers: {} },
    entries: [entryFor(publisher, event)],
  };
}

function householdOf(data: EventData<'havre.referral.offered.v1'>): OfferedHousehold {
  const { household, language, interpreter, accessibility, pets, phrases } = data;
  return {
    household,
    language,
    ...(interpreter === undefined ? {} : { interpreter }),
    ...(accessibility === undefined ? {} : { accessibility }),
    ...(pets === undefined ? {} : { pets }),
    ...(phrases === undefined ? {} : { phrases }),
  };
}

function detailsOf({ sleeps, date, time, opensAt }: EventData<'havre.referral.offered.v1'>): PlaceDetails {
  return {
    ...(sleeps === undefined ? {} : { sleeps }),
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
    ...(opensAt === undefined ? {} : { opensAt }),
  };
}

function offer(file: ReferralFile | undefined, event: Fact<'offered'>): Projection {
  const { subject: referralId, time: since, data } = event;
  const { intakeId, publisher, kind, serviceId, provider, holdId, unitType, quantity, code, expiresAt } =
    data;
  const details = detailsOf(data);
  const place: OfferedPlace = { serviceId, provider, unitType, quantity, ...details, expiresAt };
  const here = file?.providers[provider];
  const before = file?.department ?? { referralId, intakeId, kind, state: 'requested', since };
  const view: ProviderView = {
    referralId,
    kind,
    department: publisher,
    serviceId,
    holdId,
    unitType,
    quantity,
    ...details,
    state: 'offered',
    since,
    expiresAt,
    request: householdOf(data),
    // From one of its services to another: what it knows of the first stays.
    ...(here?.state === 'arrived' ? { inside: here } : {}),
  };
  const { code: _code, ...withoutCode } = data;
  return {
    file: {
      referralId,
      publisher,
      department: moved(before, 'offered', since, { code, place }),
      providers: { ...file?.providers, [provider]: view },
    },
    entries: [entryFor(publisher, event), entryFor(provider, event, withoutCode)],
  };
}

function confirmPlace(file: ReferralFile | undefined, event: Fact<'place-confirmed'>): Projection {
  if (file === undefined) return { file, entries: [] };
  const { serviceId, until } = event.data;
  const provider = providerOf(file, serviceId);
  if (provider === undefined) return { file, entries: [entryFor(file.publisher, event)] };
  const { place } = file.department;
  const kept = place === undefined ? {} : { place: { ...place, keptUntil: until } };
  const department = moved(file.department, 'accepted', event.time, kept);
  return {
    file: withOffer({ ...file, department }, provider, 'accepted', event.time, { keptUntil: until }),
    entries: [entryFor(file.publisher, event), entryFor(provider, event)],
  };
}

function warn(file: ReferralFile | undefined, event: Fact<'ending-soon'>): Projection {
  const { publisher, provider } = event.data;
  return { file, entries: [entryFor(publisher, event), entryFor(provider, event)] };
}

function endOffer(file: ReferralFile | undefined, event: Fact<'offer-ended'>): Projection {
  if (file === undefined) return { file, entries: [] };
  const { serviceId, reason } = event.data;
  const isCurrent = file.department.place?.serviceId === serviceId;
  const department = isCurrent
    ? withoutPlace(moved(file.department, 'requested', event.time))
    : file.department;
  const provider = providerOf(file, serviceId);
  const told = entryFor(file.publisher, event);
  if (provider === undefined) return { file: { ...file, department }, entries: [told] };
  const ended = withOffer({ ...file, department }, provider, 'ended', event.time, { reason });
  return { file: withoutHousehold(ended, provider), entries: [told, entryFor(provider, event)] };
}

function wait(
  file: ReferralFile | undefined,
  event: Waiting,
  state: 'waitlisted' | 'needs-attention' | 'unplaced',
): Projection {
  const { publisher, reason } = event.data;
  const entries = [entryFor(publisher, event)];
  if (file === undefined) return { file, entries };
  const toRing = 'toRing' in event.data ? { toRing: event.data.toRing } : {};
  const department = moved(file.department, state, event.time, { reason, ...toRing });
  return { file: { ...file, department }, entries };
}

function close(file: ReferralFile | undefined, event: Fact<'closed'>): Projection {
  const { publisher, outcome, by } = event.data;
  const told = entryFor(publisher, event);
  if (file === undefined) return { file, entries: [told] };
  const department = moved(file.department, outcome, event.time, { endedBy: by });
  // Both, when a household leaves the line between two places.
  const providers = [file.department.place?.provider, file.department.inside?.provider].filter(
    (provider) => provider !== undefined,
  );
  const closed = providers.reduce<ReferralFile>(
    (each, provider) => withoutHousehold(withOffer(each, provider, outcome, event.time), provider),
    { ...file, department: withoutInside(department) },
  );
  return { file: closed, entries: [told, ...[...new Set(providers)].map((to) => entryFor(to, event))] };
}

/** A decline counts when the place that the department was told of is its provider's: nobody declines for another. */
function decline(file: ReferralFile | undefined, event: Fact<'declined'>): Projection {
  if (file?.department.place?.provider !== event.source) return { file, entries: [] };
  const department = withoutPlace(moved(file.department, 'requested', event.time));
  const declined = withOffer({ ...file, department }, event.source, 'declined', event.time, {
    reason: event.data.reason,
  });
  return { file: withoutHousehold(declined, event.source), entries: [entryFor(file.publisher, event)] };
}
