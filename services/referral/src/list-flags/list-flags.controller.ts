import { Controller, Get } from '@nestjs/common';
import { OperationsOnly } from '@havre/service';
import { DataSource } from 'typeorm';
import type { ServiceFlag } from '../domain/effects.js';

/** What providers' own answers say of a directory entry that may be wrong. */
export interface FlagView {
  readonly serviceId: string;
  readonly flag: ServiceFlag;
  readonly count: number;
  /** The last day on which it was counted, UTC. */
  readonly lastOn: string;
}

const FLAGS = `SELECT f.service_id AS "serviceId", f.flag, f.count, to_char(f.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "lastOn"
  FROM service_flag f JOIN directory_entry d ON d.service_id = f.service_id AND d.is_current AND d.is_listed
  ORDER BY f.last_at DESC, f.service_id, f.flag LIMIT 1000`;

/** Directory entries that the answers to offers speak against: their providers may want to correct them. */
@OperationsOnly()
@Controller('ops/v1/flags')
export class ListFlagsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  async read(): Promise<{ readonly flags: readonly FlagView[] }> {
    return { flags: await this.dataSource.query<FlagView[]>(FLAGS) };
  }
}
