import type { FastifyInstance } from 'fastify';

/** An API's answers are not pages: nothing in them may run, be framed, be sniffed or be cached. */
const HEADERS: readonly (readonly [string, string])[] = [
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
  ['cache-control', 'no-store'],
];

/** Set on the bare response first, so that streams carry them too; what a controller sets afterwards wins. */
export function registerSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    for (const [name, value] of HEADERS) reply.raw.setHeader(name, value);
    done();
  });
}
