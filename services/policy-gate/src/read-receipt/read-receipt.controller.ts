import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Caller, ProblemException, PROBLEMS, RequireScope } from '@havre/service';

import { DescribeRoute } from '../api-description/describe-route.js';
import { READ_RECEIPT_ROUTE } from '../api-description/routes.js';
import { ReceiptRepository } from '../persistence/receipt.repository.js';

/** A receipt as its publisher sees it. */
export interface ReceiptView {
  readonly receipt: string;
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly acceptedAt: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `GET /v1/receipts/{id}`: the caller's own; another's is as absent as one that never was. */
@RequireScope('events:publish')
@Controller('v1/receipts')
export class ReadReceiptController {
  constructor(@Inject(ReceiptRepository) private readonly receipts: ReceiptRepository) {}

  @Get(':id')
  @DescribeRoute(READ_RECEIPT_ROUTE)
  async read(@Param('id') id: string, @Caller() { sources }: Caller): Promise<ReceiptView> {
    const found = UUID.test(id) ? await this.receipts.find(id, sources) : undefined;
    if (found === undefined) throw new ProblemException(PROBLEMS.notFound);
    const { receipt, subject, acceptedAt } = found;
    return { receipt, subject, acceptedAt: acceptedAt.toISOString() };
  }
}
