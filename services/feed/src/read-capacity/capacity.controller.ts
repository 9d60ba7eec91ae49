import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { Caller, RequireScope } from '@havre/service';
import type { FastifyReply } from 'fastify';
import { CapacityBoard } from './capacity-board.js';
import { CapacityQuery } from './capacity-query.js';

/** `GET /v1/capacity`: the places of the city, as much of them as the caller may know. */
@Controller('v1/capacity')
@RequireScope('feed:read')
export class CapacityController {
  constructor(@Inject(CapacityBoard) private readonly board: CapacityBoard) {}

  /** Answers 304 to who has the same answer already. */
  @Get()
  async read(
    @Caller() caller: Caller,
    @Query() query: CapacityQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = { sources: caller.sources, mayRefer: caller.role === 'department' };
    const { body, etag } = await this.board.answer(query, reader);
    // Kept by the caller alone, and asked about each time: a place may be gone the next moment.
    reply.headers({ 'cache-control': 'private, no-cache', vary: 'Authorization', etag });
    const isSame = known?.split(',').some((one) => one.trim().replace(/^W\//u, '') === etag) === true;
    await (isSame ? reply.code(304).send() : reply.type('application/json; charset=utf-8').send(body));
  }
}
