import { applyDecorators, SetMetadata } from '@nestjs/common';

/** A JSON Schema as OpenAPI 3.0 writes it. */
export type ApiSchema = Readonly<Record<string, unknown>>;

export interface RouteDescription {
  readonly summary: string;
  readonly description?: string;
  /** Media types of the body. */
  readonly consumes?: readonly string[];
  readonly body?: { readonly description: string; readonly schema: ApiSchema };
  readonly responses: Readonly<
    Record<number, { readonly description: string; readonly schema?: ApiSchema; readonly isProblem?: true }>
  >;
}

const PROBLEM: ApiSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', example: 'urn:havre:problem:not-routable' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; clients may branch on it.' },
    detail: { type: 'string' },
    help: { type: 'string', description: 'Where to read on.' },
  },
};

/**
 * Says in `/openapi.json` what a route takes and gives. Writes the metadata of `@nestjs/swagger` by its keys: its own
 * decorators would load the whole package at every start, for a document that is rarely asked for.
 */
export function DescribeRoute(route: RouteDescription): MethodDecorator {
  return applyDecorators(
    SetMetadata('swagger/apiOperation', { summary: route.summary, description: route.description ?? '' }),
    SetMetadata('swagger/apiSecurity', [{ bearer: [] }]),
    SetMetadata('swagger/apiResponse', responsesOf(route)),
    ...(route.consumes === undefined ? [] : [SetMetadata('swagger/apiConsumes', route.consumes)]),
    ...(route.body === undefined
      ? []
      : [
          SetMetadata('swagger/apiParameters', [{ in: 'body', type: String, required: true, ...route.body }]),
        ]),
  );
}

function responsesOf({ responses }: RouteDescription): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, schema, isProblem }]): [string, unknown] => {
      if (isProblem !== true) return [status, { description, ...(schema === undefined ? {} : { schema }) }];
      return [status, { description, content: { 'application/problem+json': { schema: PROBLEM } } }];
    }),
  );
}
