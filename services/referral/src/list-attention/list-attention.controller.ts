import { Controller, Get, Query } from '@nestjs/common';
import { OperationsOnly } from '@havre/service';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { ListAttention, type AttentionPage } from './list-attention.js';

const DEFAULT_LIMIT = 100;

export class AttentionQuery {
  /** Most referrals, 1 to 500 (default 100). */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = DEFAULT_LIMIT;
}

/** What waits for a person. */
@OperationsOnly()
@Controller('ops/v1/attention')
export class ListAttentionController {
  constructor(private readonly attention: ListAttention) {}

  @Get()
  read(@Query() { limit }: AttentionQuery): Promise<AttentionPage> {
    return this.attention.list(limit);
  }
}
