import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

import { fullFormats } from 'ajv-formats/dist/formats.js';

import {
  isEventType,
  isPartnerEventType,
  type EventType,
  type HavreEvent,
  type PartnerEvent,
} from './catalogue.js';
import { eventSchema, partnerEventSchema } from './envelope.js';
import { addOneOfByCode, indexByCode } from './one-of-by-code.js';
import type { JsonSchema } from './schema.js';

/**
 * Why a value is not an event. `envelope`: an attribute beside `data`; `unknown-type`: not a published type
 * (at the door: not a partner's); `data`: the content. Nothing of the value itself is ever repeated.
 */
export type InvalidEventCode = 'envelope' | 'unknown-type' | 'data';

/** What parsing answers. */
export type ParseResult<E> =
  | { readonly outcome: 'valid'; readonly event: E }
  | { readonly outcome: 'invalid'; readonly code: InvalidEventCode };

const ajv = new Ajv2020({
  strict: true,
  validateSchema: false,
  messages: false, // nobody reads them
  code: { optimize: false }, // compiles several times as fast, and validates as fast
  formats: { date: fullFormats.date, 'date-time': fullFormats['date-time'] },
});
addOneOfByCode(ajv);

/** Compiles a validator on first use: a service pays only for the types that it meets. */
function lazily<T extends EventType>(schemaOf: (type: T) => JsonSchema): (type: T) => ValidateFunction {
  const compiled = new Map<T, ValidateFunction>();
  return (type) => {
    const known = compiled.get(type);
    if (known !== undefined) return known;
    const validator = ajv.compile(indexByCode(schemaOf(type)));
    compiled.set(type, validator);
    return validator;
  };
}

const logValidator = lazily(eventSchema);
const doorValidator = lazily(partnerEventSchema);

function typeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, 'type') ? (value as { type: unknown }).type : undefined;
}

function invalid(code: InvalidEventCode): { readonly outcome: 'invalid'; readonly code: InvalidEventCode } {
  return { outcome: 'invalid', code };
}

function judge<E>(validator: ValidateFunction, value: unknown): ParseResult<E> {
  if (validator(value)) return { outcome: 'valid', event: value as E };
  const path = validator.errors?.[0]?.instancePath ?? '';
  validator.errors = null; // ajv keeps references to what it refused
  return invalid(path === '/data' || path.startsWith('/data/') ? 'data' : 'envelope');
}

/** Reads an event in its log form. The value is returned as it is, never copied or changed. */
export function parseEvent(value: unknown): ParseResult<HavreEvent> {
  const type = typeOf(value);
  if (typeof type !== 'string') return invalid('envelope');
  if (!isEventType(type)) return invalid('unknown-type');
  return judge(logValidator(type), value);
}

/** Reads an event in its door form: a partner's types only, and nothing that the gate assigns itself. */
export function parsePartnerEvent(value: unknown): ParseResult<PartnerEvent> {
  const type = typeOf(value);
  if (typeof type !== 'string') return invalid('envelope');
  if (!isPartnerEventType(type)) return invalid('unknown-type');
  return judge(doorValidator(type), value);
}
