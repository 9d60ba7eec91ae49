import type { ApiSchema, RouteDescription } from './describe-route.js';

const UUID: ApiSchema = { type: 'string', format: 'uuid' };

const RECEIPT: ApiSchema = {
  type: 'object',
  required: ['receipt', 'subject'],
  properties: {
    receipt: { ...UUID, description: 'Id of the event from here on; the same for the same source and id.' },
    subject: {
      type: 'string',
      description: 'Id of what the event is about; of a new intake, the id it was given.',
    },
  },
};

const EVENT: ApiSchema = {
  type: 'object',
  description: 'A CloudEvents 1.0 event of a partner, one of those in the AsyncAPI document.',
  required: ['specversion', 'id', 'source', 'type', 'data'],
  properties: {
    specversion: { type: 'string', enum: ['1.0'] },
    id: { type: 'string', maxLength: 128 },
    source: { type: 'string', maxLength: 128, example: '/departments/accueil' },
    type: { type: 'string', example: 'havre.intake.received.v1' },
    subject: { type: 'string' },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { type: 'string', enum: ['application/json'] },
    data: { type: 'object' },
  },
};

const UNAUTHENTICATED = { description: 'No valid key.', isProblem: true } as const;

export const ACCEPT_EVENTS_ROUTE: RouteDescription = {
  summary: 'Publish an event, or up to a hundred',
  description:
    'CloudEvents 1.0: structured, batched or in binary mode (`ce-` headers, `application/json`). At most 64 KiB an event.',
  consumes: ['application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json'],
  body: {
    description: 'An event; a list of events; in binary mode, the data.',
    schema: {
      oneOf: [EVENT, { type: 'array', minItems: 1, maxItems: 100, items: EVENT }, { type: 'object' }],
    },
  },
  responses: {
    202: {
      description: 'Durable. For a batch, `receipts` in the order of the events.',
      schema: {
        oneOf: [RECEIPT, { type: 'object', properties: { receipts: { type: 'array', items: RECEIPT } } }],
      },
    },
    207: {
      description: 'A batch whose events were answered differently: `results` in their order.',
      schema: {
        type: 'object',
        properties: {
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['status'],
              properties: {
                status: { type: 'integer', enum: [202, 403, 409, 422] },
                code: { type: 'string' },
                receipt: UUID,
                subject: { type: 'string' },
              },
            },
          },
        },
      },
    },
    401: UNAUTHENTICATED,
    403: { description: 'Not a source of this key, or a key that may not publish.', isProblem: true },
    409: { description: 'The same source and id was used for other content.', isProblem: true },
    413: { description: 'More than 64 KiB an event, or more than a hundred events.', isProblem: true },
    415: { description: 'Another media type or charset, or a compressed body.', isProblem: true },
    422: { description: 'Not routable. One answer, whatever the reason.', isProblem: true },
    429: { description: 'Too often; see `Retry-After`.', isProblem: true },
    503: { description: 'Nothing was acknowledged; send it again after `Retry-After`.', isProblem: true },
  },
};

export const READ_RECEIPT_ROUTE: RouteDescription = {
  summary: 'Read a receipt of one’s own',
  responses: {
    200: {
      description: 'The receipt.',
      schema: {
        type: 'object',
        required: ['receipt', 'subject', 'acceptedAt'],
        properties: {
          receipt: UUID,
          subject: { type: 'string' },
          acceptedAt: { type: 'string', format: 'date-time' },
        },
      },
    },
    401: UNAUTHENTICATED,
    404: { description: 'No such receipt of this caller.', isProblem: true },
  },
};

export const SHOW_KEYS_ROUTE: RouteDescription = {
  summary: 'Read the keys that events are sealed to',
  description:
    'A JWK set (RFC 7517): the key of this epoch, and the next one ahead of its use. Seal with the one whose `nbf` and `exp` enclose now. No key is needed to read it.',
  responses: {
    200: {
      description: 'This epoch’s key first.',
      schema: {
        type: 'object',
        required: ['keys'],
        properties: {
          keys: {
            type: 'array',
            maxItems: 2,
            items: {
              type: 'object',
              required: ['kty', 'crv', 'x', 'y', 'kid', 'use', 'alg', 'nbf', 'exp'],
              properties: {
                kty: { type: 'string', enum: ['EC'] },
                crv: { type: 'string', enum: ['P-256'] },
                x: { type: 'string' },
                y: { type: 'string' },
                kid: { type: 'string' },
                use: { type: 'string', enum: ['enc'] },
                alg: { type: 'string', enum: ['ECDH-ES'] },
                nbf: { type: 'integer', description: 'Not before; seconds since 1970.' },
                exp: { type: 'integer', description: 'Not after; seconds since 1970.' },
              },
            },
          },
        },
      },
    },
    503: { description: 'There is no key yet; ask again after `Retry-After`.', isProblem: true },
  },
};
