import type { INestApplication } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

export interface ApiDescription {
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

/**
 * `/openapi.json`, made when it is first asked for: `@nestjs/swagger` is loaded then, so a service that is never asked does
 * not pay for it.
 */
export function registerOpenApi(
  fastify: FastifyInstance,
  application: INestApplication,
  api: ApiDescription,
): void {
  let document: Promise<object> | undefined;
  fastify.get('/openapi.json', async () => {
    document ??= describe(application, api);
    return document;
  });
}

async function describe(
  application: INestApplication,
  { title, description, version }: ApiDescription,
): Promise<object> {
  const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  const base = new DocumentBuilder()
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'havre_<id>_<secret>' })
    .build();
  return SwaggerModule.createDocument(application, base);
}
