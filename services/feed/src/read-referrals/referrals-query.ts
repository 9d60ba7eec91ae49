import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const STATES = [
  'requested',
  'offered',
  'accepted',
  'arrived',
  'waitlisted',
  'needs-attention',
  'completed',
  'not-arrived',
  'withdrawn',
  'unplaced',
  'declined',
  'ended',
];
const KINDS = ['shelter', 'housing', 'food', 'health', 'integration', 'recreation'];

/** Parameters of `GET /v1/referrals`. */
export class ReferralsQuery {
  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^[1-9][0-9]{0,17}$/)
  cursor?: string;

  /** Most referrals of a page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;

  @IsOptional()
  @IsIn(STATES)
  state?: string;

  @IsOptional()
  @IsIn(KINDS)
  kind?: string;
}
