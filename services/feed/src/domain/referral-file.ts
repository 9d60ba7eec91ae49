import type { Entry } from './feed-event.js';
import type {
  DepartmentView,
  OfferState,
  ProviderView,
  ReferralFile,
  ReferralState,
} from './referral-view.js';

/** What an event makes of a referral's file, and who is told. */
export interface Projection {
  readonly file: ReferralFile | undefined;
  readonly entries: readonly Entry[];
}

/** The department's view in another state; what belonged to the state before is forgotten. */
export function moved(
  view: DepartmentView,
  state: ReferralState,
  since: string,
  more: Partial<DepartmentView> = {},
): DepartmentView {
  const { reason: _reason, endedBy: _endedBy, toRing: _toRing, ...kept } = view;
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
  // The offer of a second service to a provider where the household is already: it knows of the first again.
  if (view.inside !== undefined && isOver(state)) {
    return { ...file, providers: { ...file.providers, [provider]: view.inside } };
  }
  const { reason: _reason, ...kept } = view;
  return { ...file, providers: { ...file.providers, [provider]: { ...kept, ...more, state, since } } };
}

function isOver(state: OfferState): boolean {
  return state !== 'offered' && state !== 'accepted' && state !== 'arrived';
}

/** The department's view once nobody is between two places any more. */
export function withoutInside(view: DepartmentView): DepartmentView {
  const { inside: _inside, ...rest } = view;
  return rest;
}

/** The department's view of a referral that has no place any more. */
export function withoutPlace(view: DepartmentView): DepartmentView {
  const { place: _place, ...rest } = view;
  return rest;
}

/** Once an offer is over, whom it was about is nobody's business any more. */
export function withoutHousehold(file: ReferralFile, provider: string): ReferralFile {
  const view = file.providers[provider];
  if (view === undefined || !isOver(view.state)) return file;
  const { request: _request, ...rest } = view;
  return { ...file, providers: { ...file.providers, [provider]: rest } };
}

/** The provider that was asked about a service for this referral. */
export function providerOf(file: ReferralFile, serviceId: string): string | undefined {
  const asked = Object.entries(file.providers).find(([, view]) => view.serviceId === serviceId);
  return asked?.[0];
}
