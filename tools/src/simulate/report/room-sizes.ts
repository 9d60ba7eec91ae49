import type { Choice } from '../shell/routing-watch.js';

/** How far down the line to look for somebody larger. */
const LOOKED_AT = 500;

/** What a choice says of a room that sleeps several: how many of its couchettes stay empty, and who would have filled it. */
export function roomUse(choice: Choice): 'no-room' | 'filled' | 'spare' | 'spare-and-larger-waits' {
  const { entry, candidate } = choice;
  const sleeps = candidate.slot?.sleeps;
  if (sleeps === undefined || candidate.service.kind !== 'shelter') return 'no-room';
  const { size } = entry.profile;
  if (sleeps * candidate.quantity - size < 2) return 'filled';
  return hasLarger(choice, sleeps) ? 'spare-and-larger-waits' : 'spare';
}

function hasLarger({ entry, line }: Choice, sleeps: number): boolean {
  let seen = 0;
  for (const { profile, referral } of line.inOrder()) {
    seen += 1;
    if (seen > LOOKED_AT) return false;
    const wouldFill = profile.isFamily && profile.size > entry.profile.size + 1 && profile.size <= sleeps;
    if (wouldFill && referral.state === 'waitlisted') return true;
  }
  return false;
}
