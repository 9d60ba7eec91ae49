import { Controller, Get, Query } from '@nestjs/common';
import { RequireScope } from '@havre/service';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { code, count, listOf, nullable, record } from '../upstream/decode.js';
import { UpstreamClient } from '../upstream/upstream-client.js';
import { valueOf } from '../upstream/upstream-problems.js';

const SERVICE_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MOST_LINES = 1_000;
const DEFAULT_LINES = 100;

class LinesQuery {
  /** Most lines, 1 to 1000 (default 100). */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_LINES)
  limit: number = DEFAULT_LINES;
}

export class DeficitsQuery extends LinesQuery {
  /** The services after this id: the next page. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(SERVICE_ID)
  after?: string;
}

export class DriftQuery extends LinesQuery {
  /** One service only. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(SERVICE_ID)
  serviceId?: string;

  /** The lines before this one: the next page. */
  @IsOptional()
  @IsString()
  @Matches(/^[1-9][0-9]{0,17}$/)
  before?: string;
}

interface UnitView {
  readonly serviceId: string;
  readonly unitType: string;
  readonly sleeps: number | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  /** `HH:MM`. */
  readonly time: string | null;
}

/** Places promised above those in service. Nobody is evicted and nothing new is held: somebody has to look. */
interface DeficitView extends UnitView {
  readonly funded: number | null;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly deficit: number;
  readonly outOfService: number;
  readonly surge: number;
  /** RFC 3339, UTC. */
  readonly reportedAt: string | null;
  readonly freshness: string;
}

/** A count that found other places occupied than the ledger had counted at its time. */
interface DriftView extends UnitView {
  readonly driftId: string;
  /** RFC 3339, UTC. */
  readonly countedAt: string;
  readonly reported: number;
  readonly counted: number;
  /** The first less the second. */
  readonly drift: number;
}

const unit = {
  serviceId: code,
  unitType: code,
  sleeps: nullable(count),
  date: nullable(code),
  time: nullable(code),
};

const deficits = record({
  rows: listOf(
    record<DeficitView>({
      ...unit,
      funded: nullable(count),
      total: count,
      occupied: count,
      held: count,
      deficit: count,
      outOfService: count,
      surge: count,
      reportedAt: nullable(code),
      freshness: code,
    }),
  ),
});

const drifts = record({
  drifts: listOf(
    record<DriftView>({
      ...unit,
      driftId: code,
      countedAt: code,
      reported: count,
      counted: count,
      drift: count,
    }),
  ),
});

/** Where the ledger of places needs a person: more promised than there is, counts that tell otherwise. */
@Controller('v1')
export class ShowLedgerController {
  constructor(private readonly upstreams: UpstreamClient) {}

  /** `GET /v1/deficits?after=&limit=` */
  @Get('deficits')
  @RequireScope('admin:read')
  async deficits(@Query() { after, limit }: DeficitsQuery): Promise<{ deficits: readonly DeficitView[] }> {
    const query = parametersOf({ inDeficit: 'true', after, limit: String(limit) });
    const { rows } = valueOf(await this.upstreams.get('capacity', `/ops/v1/ledger?${query}`, deficits));
    return { deficits: rows };
  }

  /** `GET /v1/drift?serviceId=&before=&limit=`: the latest first. */
  @Get('drift')
  @RequireScope('admin:read')
  async drift(@Query() { serviceId, before, limit }: DriftQuery): Promise<{ drifts: readonly DriftView[] }> {
    const query = parametersOf({ serviceId, before, limit: String(limit) });
    return valueOf(await this.upstreams.get('capacity', `/ops/v1/drift?${query}`, drifts));
  }
}

function parametersOf(given: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) parameters.set(name, value);
  return parameters.toString();
}
