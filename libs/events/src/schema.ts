/**
 * Builders for closed JSON Schemas (draft 2020-12) that carry their TypeScript type.
 *
 * A schema built here cannot be open: objects refuse unknown properties, strings and arrays are bounded,
 * numbers are ranged. The type and the validator come from the same expression, so they cannot drift.
 */

/** A human text in the two languages of the city. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** The JSON Schema keywords that the published language uses; nothing else is ever emitted. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: 'date' | 'date-time';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly oneOf?: readonly JsonSchema[];
}

declare const carried: unique symbol;

/** A JSON Schema and, for the compiler only, the type of the documents that it accepts. */
export interface Schema<T> extends JsonSchema {
  readonly [carried]?: T;
}

/** The type of the documents that a schema accepts. */
export type Static<S> = S extends Schema<infer T> ? T : never;

type Fields = Readonly<Record<string, Schema<unknown>>>;
type Flat<T> = { readonly [K in keyof T]: T[K] };
type AllOf<R extends Fields> = [keyof R] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [K in keyof R]: Static<R[K]> };
type SomeOf<O extends Fields> = { readonly [K in keyof O]?: Static<O[K]> };

/** An object with exactly these properties; anything else is refused. */
export function closed<R extends Fields>(required: R): Schema<AllOf<R>>;
export function closed<R extends Fields, O extends Fields>(
  required: R,
  optional: O,
): Schema<Flat<{ readonly [K in keyof R]: Static<R[K]> } & SomeOf<O>>>;
export function closed(required: Fields, optional: Fields = {}): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

/** A string that matches a pattern, of at most `maxLength` characters. */
export function text(pattern: string, maxLength: number, minLength = 1): Schema<string> {
  return { type: 'string', minLength, maxLength, pattern };
}

// No control character (a database refuses U+0000) and no half of a surrogate pair; a line may end.
const READABLE = '^[^\\p{Cs}\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F]+$';

/** Readable text of at most `maxLength` characters. */
export function freeText(maxLength: number): Schema<string> {
  return text(READABLE, maxLength);
}

/** One of a few codes. */
export function choice<const V extends readonly string[]>(values: V): Schema<V[number]> {
  return { type: 'string', enum: values };
}

/** Always this value. */
export function constant<const V extends string>(value: V): Schema<V> {
  return { type: 'string', const: value };
}

/** A whole number in a range, both ends included. */
export function whole(minimum: number, maximum: number): Schema<number> {
  return { type: 'integer', minimum, maximum };
}

/** A number in a range, both ends included. */
export function decimal(minimum: number, maximum: number): Schema<number> {
  return { type: 'number', minimum, maximum };
}

/** True or false. */
export const flag: Schema<boolean> = { type: 'boolean' };

/** A calendar date, `YYYY-MM-DD`. */
export const fullDate: Schema<string> = { type: 'string', format: 'date', minLength: 10, maxLength: 10 };

/** An RFC 3339 date and time, with its offset. */
export const dateTime: Schema<string> = { type: 'string', format: 'date-time', minLength: 20, maxLength: 35 };

/** An RFC 3339 date and time in UTC, written with `Z`. */
export const utcDateTime: Schema<string> = { ...dateTime, pattern: 'Z$' };

/** A list of `min` to `max` items. */
export function list<T>(items: Schema<T>, min: number, max: number): Schema<readonly T[]> {
  return { type: 'array', items, minItems: min, maxItems: max };
}

/** A list of `min` to `max` different items. */
export function distinct<T>(items: Schema<T>, min: number, max: number): Schema<readonly T[]> {
  return { ...list(items, min, max), uniqueItems: true };
}

/** The same schema with a description that readers of the contract see, French first. */
export function described<T>(fr: string, en: string, schema: Schema<T>): Schema<T> {
  return { ...schema, description: `${fr} / ${en}` };
}
