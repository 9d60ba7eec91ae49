import type { HavreEvent } from '@havre/events';
import { entryFor } from './feed-event.js';
import {
  moved,
  withOffer,
  withoutHousehold,
  withoutInside,
  withoutPlace,
  type Projection,
} from './referral-file.js';
import type { ReferralFile } from './referral-view.js';

type TransferOpened = HavreEvent<'havre.referral.transfer-opened.v1'>;
type TransferEnded = HavreEvent<'havre.referral.transfer-ended.v1'>;

/**
 * Another place is sought. The department sees where the household is meanwhile; where it is, nobody is told: a household
 * may have its reasons not to be heard leaving.
 */
export function openTransfer(file: ReferralFile | undefined, event: TransferOpened): Projection {
  const entries = [entryFor(event.data.publisher, event)];
  if (file === undefined) return { file, entries };
  const inside = file.department.inside ?? file.department.place;
  const seeking = withoutPlace(moved(file.department, 'requested', event.time));
  return { file: { ...file, department: inside === undefined ? seeking : { ...seeking, inside } }, entries };
}

/** The household has moved, and the place that it left is told; or it stays where it was, which never heard. */
export function endTransfer(file: ReferralFile | undefined, event: TransferEnded): Projection {
  const { publisher, provider, outcome } = event.data;
  const told = entryFor(publisher, event);
  if (outcome === 'stays') return { file: file && stay(file, event.time), entries: [told] };
  return { file: file && leave(file, event), entries: [told, entryFor(provider, event)] };
}

function stay(file: ReferralFile, since: string): ReferralFile {
  const { inside } = file.department;
  if (inside === undefined) return file;
  return { ...file, department: withoutInside(moved(file.department, 'arrived', since, { place: inside })) };
}

function leave(file: ReferralFile, { time, data }: TransferEnded): ReferralFile {
  const { provider, serviceId } = data;
  const department = withoutInside(file.department);
  const view = file.providers[provider];
  if (view?.inside?.serviceId === serviceId) {
    const { inside: _inside, ...there } = view;
    return { ...file, department, providers: { ...file.providers, [provider]: there } };
  }
  const left = withOffer({ ...file, department }, provider, 'ended', time, { reason: 'moved' });
  return withoutHousehold(left, provider);
}
