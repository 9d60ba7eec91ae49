import type { EventData, HavreEvent } from '@havre/events';
import { entryFor, type Entry } from './feed-event.js';
import type {
  DepartmentView,
  OfferedHousehold,
  OfferedPlace,
  OfferState,
  ProviderView,
  ReferralFile,
  ReferralState,
} from './referral-view.js';

/** The events that say where a referral stands, and the one answer that a department would not hear of otherwise. */
export type ReferralFact = HavreEvent<
  | `havre.referral.${'opened' | 'offered' | 'place-confirmed' | 'offer-ended' | 'waitlisted'}.v1`
  | `havre.referral.${'attention-needed' | 'unplaced' | 'closed' | 'declined'}.v1`
>;

/** What an event makes of a referral's file, and who is told. */
export interface Projection {
  readonly file: ReferralFile | undefined;
  readonly entries: readonly Entry[];
}

type Waiting = HavreEvent<`havre.referral.${'waitlisted' | 'attention-needed' | 'unplaced'}.v1`>;
type Fact<N extends string> = Extract<ReferralFact, { readonly type: `havre.referral.${N}.v1` }>;

/** True for the events that `projectReferral` reads. */
export function isReferralFact(event: HavreEvent): event is ReferralFact {
  switch (event.type) {
    case 'havre.referral.opened.v1':
    case 'havre.referral.offered.v1':
    case 'havre.referral.place-confirmed.v1':
    case 'havre.referral.offer-ended.v1':
    case 'havre.referral.waitlisted.v1':
    case 'havre.referral.attention-needed.v1':
    case 'havre.referral.unplaced.v1':
    case 'havre.referral.closed.v1':
    case 'havre.referral.declined.v1':
      return true;
    default:
      return false;
  }
}

/**
 * What a fact makes of a referral. A fact about a referral that is not known (its beginning is older than the log)
 * changes nothing and is told to nobody, unless it names its department itself.
 */
export function projectReferral(file: ReferralFile | undefined, event: ReferralFact): Projection {
  switch (event.type) {
    case 'havre.referral.opened.v1':
      return open(file, event);
    case 'havre.referral.offered.v1':
      return offer(file, event);
    case 'havre.referral.place-confirmed.v1':
      return confirmPlace(file, event);
    case 'havre.referral.offer-ended.v1':
      return endOffer(file, event);
    case 'havre.referral.waitlisted.v1':
      return wait(file, event, 'waitlisted');
    case 'havre.referral.attention-needed.v1':
      return wait(file, event, 'needs-attention');
    case 'havre.referral.unplaced.v1':
      return wait(file, event, 'unplaced');
    case 'havre.referral.closed.v1':
      return close(file, event);
    case 'havre.referral.declined.v1':
      return decline(file, event);
  }
}

/** The department's view in another state; what belonged to the state before is forgotten. */
export function moved(
  view: DepartmentView,
  state: ReferralState,
  since: string,
  more: Partial<DepartmentView> = {},
): DepartmentView {
  const { reason: _reason, endedBy: _endedBy, ...kept } = view;
  return { ...kept, ...more, state, since };
}

/** The file with one provider's offer in another state. */
export function withOffer(
  file: ReferralFile,
  provider: string,
  state: OfferState,
  since: string,
  more: Partial<ProviderView> = {},
): ReferralFile {
  const view = file.providers[provider];
  if (view === undefined) return file;
  const { reason: _reason, ...kept } = view;
  return { ...file, providers: { ...file.providers, [provider]: { ...kept, ...more, state, since } } };
}

function withoutPlace(view: DepartmentView): DepartmentView {
  const { place: _place, ...rest } = view;
  return rest;
}

/** Once an offer is over, whom it was about is nobody's business any more. */
function withoutHousehold(file: ReferralFile, provider: string): ReferralFile {
  const view = file.providers[provider];
  if (view === undefined) return file;
  const { request: _request, ...rest } = view;
  return { ...file, providers: { ...file.providers, [provider]: rest } };
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

function offer(file: ReferralFile | undefined, event: Fact<'offered'>): Projection {
  const { subject: referralId, time: since, data } = event;
  const { intakeId, publisher, kind, serviceId, provider, holdId, unitType, quantity, code, expiresAt } =
    data;
  const place: OfferedPlace = { serviceId, provider, unitType, quantity, expiresAt };
  const before = file?.department ?? { referralId, intakeId, kind, state: 'requested', since };
  const view: ProviderView = {
    referralId,
    kind,
    department: publisher,
    serviceId,
    holdId,
    unitType,
    quantity,
    state: 'offered',
    since,
    expiresAt,
    request: householdOf(data),
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

/** The provider that was asked about a service for this referral. */
function providerOf(file: ReferralFile, serviceId: string): string | undefined {
  const asked = Object.entries(file.providers).find(([, view]) => view.serviceId === serviceId);
  return asked?.[0];
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
  return { file: { ...file, department: moved(file.department, state, event.time, { reason }) }, entries };
}

function close(file: ReferralFile | undefined, event: Fact<'closed'>): Projection {
  const { publisher, outcome, by } = event.data;
  const told = entryFor(publisher, event);
  if (file === undefined) return { file, entries: [told] };
  const department = moved(file.department, outcome, event.time, { endedBy: by });
  const provider = file.department.place?.provider;
  if (provider === undefined) return { file: { ...file, department }, entries: [told] };
  const closed = withOffer({ ...file, department }, provider, outcome, event.time);
  return { file: withoutHousehold(closed, provider), entries: [told, entryFor(provider, event)] };
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
