import { Controller, Get, Query } from '@nestjs/common';
import { RequireScope } from '@havre/service';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { code, count, listOf, nullable, record } from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { valueOf } from '../upstream/upstream-problems.js';

const MOST_MINUTES = 10_080;
const DEFAULT_MINUTES = 15;

export class HoldsQuery {
  /** Only holds whose time ends within so many minutes, 0 to 10080 (default 15). */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  expiringWithinMinutes: number = DEFAULT_MINUTES;
}

/** A live hold. Whom it is for is known neither here nor in capacity. */
interface HoldView {
  readonly holdId: string;
  readonly serviceId: string;
  readonly unitType: string;
  readonly sleeps: number | null;
  readonly date: string | null;
  /** Local time at which an appointment starts, `HH:MM`. */
  readonly time: string | null;
  readonly quantity: number;
  readonly publisher: string;
  readonly state: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

const holds = record({
  holds: listOf(
    record<HoldView>({
      holdId: code,
      serviceId: code,
      unitType: code,
      sleeps: nullable(count),
      date: nullable(code),
      time: nullable(code),
      quantity: count,
      publisher: code,
      state: code,
      expiresAt: code,
    }),
  ),
});

/** `GET /v1/holds?expiringWithinMinutes=`: places that are kept and about to be given on. */
@Controller('v1/holds')
export class ShowHoldsController {
  constructor(private readonly upstreams: UpstreamClient) {}

  @Get()
  @RequireScope('admin:read')
  async read(@Query() { expiringWithinMinutes }: HoldsQuery): Promise<{ holds: readonly HoldView[] }> {
    const path = `/ops/v1/holds?expiringWithinMinutes=${expiringWithinMinutes}`;
    return valueOf(await this.upstreams.get('capacity', path, holds));
  }
}
