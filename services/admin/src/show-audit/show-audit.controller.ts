import { Controller, Get, Query } from '@nestjs/common';
import { RequireScope } from '@havre/service';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { AuditLog, type AuditLine } from '../persistence/audit-log.js';

const MOST_LINES = 1_000;
const DEFAULT_LINES = 100;

export class AuditQuery {
  /** Most lines, 1 to 1000 (default 100). */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_LINES)
  limit: number = DEFAULT_LINES;
}

/** `GET /v1/audit`: what operators did, newest first. */
@Controller('v1/audit')
export class ShowAuditController {
  constructor(private readonly audit: AuditLog) {}

  @Get()
  @RequireScope('admin:read')
  async read(@Query() { limit }: AuditQuery): Promise<{ entries: readonly AuditLine[] }> {
    return { entries: await this.audit.newest(limit) };
  }
}
