import { IsIn, IsUUID } from 'class-validator';
import { UPSTREAM_NAMES, type UpstreamName } from '../upstream/upstreams.js';

/** Why an operator acts. A code, so that nothing about anybody can be written here. */
export const REASONS = [
  'cause-fixed',
  'try-again',
  'asked-by-publisher',
  'duplicate',
  'obsolete',
  'cannot-be-applied',
  'exercise',
] as const;

export type Reason = (typeof REASONS)[number];

export class ParkedTarget {
  @IsIn(UPSTREAM_NAMES)
  service!: UpstreamName;

  @IsUUID()
  id!: string;
}

export class ActionBody {
  @IsIn(REASONS)
  reason!: Reason;
}
