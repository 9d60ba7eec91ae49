import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Parser } from '@asyncapi/parser';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { Ajv2020 } from 'ajv/dist/2020.js';

import { EVENT_TYPES, eventDefinition, TOPICS } from '../index.js';
import { buildAsyncApi } from './build-asyncapi.js';
import { toYaml } from './to-yaml.js';

const COMMITTED = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'asyncapi.yaml');

describe('docs/asyncapi.yaml', () => {
  const generated = toYaml(buildAsyncApi());
  let parsed: Awaited<ReturnType<Parser['parse']>>;

  beforeAll(async () => {
    parsed = await new Parser().parse(generated);
  });

  it('is what the library generates (`npm run docs` writes it)', async () => {
    expect(await readFile(COMMITTED, 'utf8')).toBe(generated);
  });

  it('is a valid AsyncAPI 3.0 document', () => {
    // The one remark is that a later version of AsyncAPI exists.
    expect(parsed.diagnostics.map(({ code }) => code)).toEqual(['asyncapi-latest-version']);
    expect(parsed.document?.version()).toBe('3.0.0');
  });

  it('has a channel per topic', () => {
    const addresses = parsed.document
      ?.channels()
      .all()
      .map((channel) => channel.address());
    expect(addresses).toEqual(TOPICS.map(({ name }) => name));
  });

  it('has a message per event, with its example and its key', () => {
    const messages = parsed.document?.components().messages().all() ?? [];
    expect(messages.map((message) => message.name())).toEqual([...EVENT_TYPES]);
    for (const [index, message] of messages.entries()) {
      const type = EVENT_TYPES[index] ?? 'havre.intake.received.v1';
      const { example, title } = eventDefinition(type);
      expect(message.examples().all()[0]?.payload()).toEqual(example);
      expect(message.title()).toBe(`${title.fr} / ${title.en}`);
      expect(message.bindings().get('kafka')?.value<{ key: object }>().key).toHaveProperty('pattern');
    }
  });

  it('puts every event into exactly one operation: received from partners, or sent', () => {
    const operations = parsed.document?.operations().all() ?? [];
    const pairs = operations.flatMap((operation) =>
      operation
        .messages()
        .all()
        .map((message) => `${message.name() ?? ''} ${operation.action()}`),
    );
    const expected = EVENT_TYPES.map(
      (type) => `${type} ${eventDefinition(type).direction === 'partner' ? 'receive' : 'send'}`,
    );
    expect(pairs.sort()).toEqual(expected.sort());
  });

  it('has payload schemas that accept their example and nothing beside it', () => {
    const ajv = new Ajv2020({ strict: false, formats: { date: true, 'date-time': true } });
    for (const message of parsed.document?.components().messages().all() ?? []) {
      const accepts = ajv.compile(message.payload()?.json() as object);
      const example = message.examples().all()[0]?.payload() as { readonly data: object };
      expect(accepts(example)).toBe(true);
      expect(accepts({ ...example, extra: 1 })).toBe(false);
      expect(accepts({ ...example, data: { ...example.data, extra: 1 } })).toBe(false);
    }
  });
});
