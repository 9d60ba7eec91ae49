import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** Parameters of `GET /v1/events`. */
export class EventsQuery {
  /** Where to go on: a cursor that the feed gave out, or `now`. */
  @IsOptional()
  @Matches(/^(?:now|0|[1-9][0-9]{0,17})$/)
  cursor?: string;

  /** Most events of a page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}
