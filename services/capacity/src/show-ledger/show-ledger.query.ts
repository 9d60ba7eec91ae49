import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

const SERVICE_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MOST_LINES = 1_000;
const MOST_MINUTES = 10_080;

class Limited {
  /** Most lines, 1 to 1000. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_LINES)
  limit: number = MOST_LINES;
}

/** Parameters of `GET /ops/v1/ledger`. */
export class LedgerQuery extends Limited {
  /** One service only. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(SERVICE_ID)
  serviceId?: string;

  /** The services after this id. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(SERVICE_ID)
  after?: string;

  /** Only rows on which more is promised than there is. */
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  inDeficit?: boolean;
}

/** Parameters of `GET /ops/v1/holds`. */
export class HoldsQuery extends Limited {
  /** Only holds whose time ends within so many minutes, 0 to 10080 (default 15). */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  expiringWithinMinutes: number = 15;
}

/** Parameters of `GET /ops/v1/drift`. */
export class DriftQuery extends Limited {
  /** One service only. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(SERVICE_ID)
  serviceId?: string;

  /** Only lines before this one: the next page. */
  @IsOptional()
  @IsString()
  @Matches(/^[1-9][0-9]{0,17}$/)
  before?: string;
}
