import { Controller, Get, Headers, Inject, Query, Req, Res } from '@nestjs/common';
import {
  bearerOf,
  Caller,
  KeyRing,
  LOGGER,
  ProblemException,
  PROBLEMS,
  readToken,
  RequireScope,
  type ServiceLogger,
} from '@havre/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EntryRepository } from '../persistence/entry.repository.js';
import { EntryTail } from '../stream-events/entry-tail.js';
import { EventStream } from '../stream-events/event-stream.js';
import { OpenStreams } from '../stream-events/open-streams.js';
import { systemTimer } from '../stream-events/timer.js';
import { EventsQuery } from './events-query.js';
import { readEvents } from './read-events.js';

/** Milliseconds of silence after which a stream says that it is alive. */
export const HEARTBEAT_MS = Symbol('HEARTBEAT_MS');

const BUSY_RETRY_S = 30;

/** `GET /v1/events`: the caller's events, as pages or, when `text/event-stream` is accepted, as they happen. */
@Controller('v1/events')
export class EventsController {
  constructor(
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(EntryTail) private readonly tail: EntryTail,
    @Inject(OpenStreams) private readonly streams: OpenStreams,
    @Inject(HEARTBEAT_MS) private readonly heartbeatMs: number,
    @Inject(LOGGER) private readonly logger: ServiceLogger,
    @Inject(KeyRing) private readonly keys: KeyRing | null,
  ) {}

  @Get()
  @RequireScope('feed:read')
  async read(
    @Caller() caller: Caller,
    @Query() query: EventsQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (request.headers.accept?.includes('text/event-stream') === true) {
      await this.#stream(caller, lastEventId ?? query.cursor, request, reply);
      return;
    }
    const page = await readEvents(this.entries, caller.sources, query);
    await reply.header('cache-control', 'no-store').send(page);
  }

  async #stream(
    caller: Caller,
    cursor: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (!this.streams.mayOpen(caller.keyId)) {
      throw new ProblemException(PROBLEMS.tooManyRequests, { retryAfterS: BUSY_RETRY_S });
    }
    const { raw } = reply.hijack();
    const controller = new AbortController();
    raw.once('close', () => controller.abort());
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) raw.setHeader(name, value);
    }
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Once the stream has ended, nothing may keep a service that stops waiting for its connection.
      connection: 'close',
      // Proxies that buffer would hold events back.
      'x-accel-buffering': 'no',
    });
    const { entries, tail, heartbeatMs } = this;
    const reader = { sources: caller.sources, cursor, isAllowed: () => this.#isAllowed(request) };
    try {
      await this.streams.run(caller.keyId, controller, (signal) =>
        new EventStream({ entries, tail, heartbeatMs, timer: systemTimer }, raw, reader, signal).run(),
      );
    } catch (fault) {
      this.logger.fault('feed-stream-failed', fault);
    } finally {
      raw.end();
    }
  }

  /** A key may be revoked, or expire, while its stream is open. */
  #isAllowed(request: FastifyRequest): boolean {
    if (this.keys === null) return true;
    const caller = this.keys.authenticate(readToken(bearerOf(request.headers.authorization)));
    return caller?.scopes.includes('feed:read') === true;
  }
}
