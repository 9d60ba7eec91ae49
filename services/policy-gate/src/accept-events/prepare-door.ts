import { PROBLEMS, sendProblem } from '@havre/service';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** What the door needs of the HTTP server itself, before Nest adds its routes. */
export function prepareDoor(application: NestFastifyApplication): void {
  const fastify = application.getHttpAdapter().getInstance();
  leaveBodiesUnread(fastify);
  refuseOtherMethods(fastify);
}

/**
 * Lets requests reach their controller with the body still on the wire: nobody's bytes are read before the guard has
 * let them in, and nothing but the door's own strict reader looks at them. No other route of this service takes a body.
 */
function leaveBodiesUnread(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
}

function refuseOtherMethods(fastify: FastifyInstance): void {
  fastify.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: '/v1/events',
    handler: (request, reply) => {
      reply.header('allow', 'POST');
      sendProblem(request, reply, { definition: PROBLEMS.methodNotAllowed, extras: {} });
    },
  });
}
