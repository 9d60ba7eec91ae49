import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';

const KINDS = ['shelter', 'housing', 'food', 'health', 'integration', 'recreation'];

/** Parameters of `GET /v1/capacity`. */
export class CapacityQuery {
  @IsOptional()
  @IsIn(KINDS)
  kind?: string;

  /** Code of an area, as in the directory. */
  @IsOptional()
  @MaxLength(64)
  @Matches(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  area?: string;
}
