import { Controller, Get, Query } from '@nestjs/common';
import { OperationsOnly } from '@havre/service';
import { DriftQuery, HoldsQuery, LedgerQuery } from './show-ledger.query.js';
import { ShowLedger, type DriftLine, type HoldLine, type LedgerLine } from './show-ledger.js';

/** What operators see of places and holds: numbers, services and departments, never a person. */
@OperationsOnly()
@Controller('ops/v1')
export class ShowLedgerController {
  constructor(private readonly ledger: ShowLedger) {}

  @Get('ledger')
  async rows(@Query() query: LedgerQuery): Promise<{ rows: readonly LedgerLine[] }> {
    return { rows: await this.ledger.rows(query) };
  }

  @Get('holds')
  async holds(@Query() query: HoldsQuery): Promise<{ holds: readonly HoldLine[] }> {
    return { holds: await this.ledger.holds(query.expiringWithinMinutes, query.limit) };
  }

  @Get('drift')
  async drifts(@Query() query: DriftQuery): Promise<{ drifts: readonly DriftLine[] }> {
    return { drifts: await this.ledger.drifts(query) };
  }
}
