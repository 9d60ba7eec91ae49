import type { IncomingMessage } from 'node:http';

import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { Caller, ProblemException, PROBLEMS, RequireScope } from '@havre/service';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { DescribeRoute } from '../api-description/describe-route.js';
import { ACCEPT_EVENTS_ROUTE } from '../api-description/routes.js';
import { bodyLimit, recogniseForm, type HeaderLines } from '../domain/request-form.js';
import { AcceptEvents, type DoorAnswer } from './accept-events.js';
import { AnswerQuantum } from './answer-quantum.js';
import { problemOfRefusal } from './problems.js';
import { readBody } from './read-body.js';

/** Injection token of the link that every neutral refusal carries. */
export const HELP_URL = Symbol('HelpUrl');

/** `POST /v1/events`. The guard has let the caller in before any byte of the body is read. */
@RequireScope('events:publish')
@Controller('v1/events')
export class AcceptEventsController {
  constructor(
    @Inject(AcceptEvents) private readonly acceptEvents: AcceptEvents,
    @Inject(HELP_URL) private readonly helpUrl: string,
    @Inject(AnswerQuantum) private readonly quantum: AnswerQuantum,
  ) {}

  @Post()
  @HttpCode(202)
  @DescribeRoute(ACCEPT_EVENTS_ROUTE)
  async accept(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Caller() caller: Caller,
  ): Promise<unknown> {
    const headers = headerLines(request.raw);
    const form = recogniseForm(headers);
    if (form.outcome === 'refused') throw new ProblemException(PROBLEMS.unsupportedMediaType);
    const body = await this.#read(request.raw, reply, bodyLimit(form.mode));
    const begunAt = this.quantum.begin();
    const answer = await this.acceptEvents.accept({ ...form, headers, body }, caller);
    if (!isAccepted(answer)) await this.quantum.end(begunAt);
    return this.#write(answer, reply);
  }

  async #read(stream: IncomingMessage, reply: FastifyReply, maxBytes: number): Promise<Uint8Array> {
    const reading = await readBody(stream, maxBytes);
    switch (reading.outcome) {
      case 'read':
        return reading.body;
      case 'too-large':
        // What is left of the body is not worth reading: the connection ends with the answer.
        reply.header('connection', 'close');
        throw new ProblemException(PROBLEMS.tooLarge);
      case 'incomplete':
        throw new ProblemException(PROBLEMS.requestTimeout);
    }
  }

  #write(answer: DoorAnswer, reply: FastifyReply): unknown {
    switch (answer.kind) {
      case 'body':
        reply.code(answer.status);
        return answer.body;
      case 'too-large':
        throw new ProblemException(PROBLEMS.tooLarge);
      case 'refusal':
        throw new ProblemException(
          problemOfRefusal(answer.refusal.code),
          answer.refusal.code === 'not-routable' ? { help: this.helpUrl } : {},
        );
    }
  }
}

/** Every event was taken: such an answer has nothing to hide. */
function isAccepted(answer: DoorAnswer): boolean {
  return answer.kind === 'body' && answer.status === 202;
}

/** Every header line by itself: the parsed headers of Node have dropped or joined the repeated ones. */
function headerLines({ rawHeaders }: IncomingMessage): HeaderLines {
  const lines: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push([(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? '']);
  }
  return lines;
}
