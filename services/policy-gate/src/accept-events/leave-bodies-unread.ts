import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Lets requests reach their controller with the body still on the wire: nobody's bytes are read before the guard has
 * let them in, and nothing but the door's own strict reader looks at them. No other route of this service takes a body.
 */
export function leaveBodiesUnread(application: NestFastifyApplication): void {
  const fastify = application.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
}
