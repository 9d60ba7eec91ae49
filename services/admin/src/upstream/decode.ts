/** Takes from a value what is expected of it and nothing else; throws when it is not there. */
export type Decode<T> = (value: unknown) => T;

/** Text that is a name, a code or a time: no sentence gets through admin. */
const CODE_LIKE = /^[\w.:/@+-]{0,200}$/;

export function record<T>(fields: { readonly [K in keyof T]: Decode<T[K]> }): Decode<T> {
  const entries = Object.entries<Decode<unknown>>(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null) throw new TypeError('record');
    const given = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(entries.map(([name, decode]) => [name, decode(given[name])])) as T;
  };
}

export const code: Decode<string> = (value) => {
  if (typeof value !== 'string' || !CODE_LIKE.test(value)) throw new TypeError('code');
  return value;
};

/** A text of our own in both languages, for people to read: no control character, and not longer than an explanation. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

const TEXT = /^[^\p{Cc}]{0,2000}$/u;

const text: Decode<string> = (value) => {
  if (typeof value !== 'string' || !TEXT.test(value)) throw new TypeError('text');
  return value;
};

export const bilingual: Decode<Bilingual> = (value) => {
  const { fr, en } = record<Bilingual>({ fr: text, en: text })(value);
  return { fr, en };
};

export const flag: Decode<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new TypeError('flag');
  return value;
};

export const count: Decode<number> = (value) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('count');
  return value;
};

export function listOf<T>(decode: Decode<T>): Decode<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new TypeError('list');
    return value.map(decode);
  };
}

export function optional<T>(decode: Decode<T>): Decode<T | undefined> {
  return (value) => (value === undefined ? undefined : decode(value));
}

export function nullable<T>(decode: Decode<T>): Decode<T | null> {
  return (value) => (value === null ? null : decode(value));
}

export function oneOf<const T extends string>(...words: readonly T[]): Decode<T> {
  return (value) => {
    const word = words.find((each) => each === value);
    if (word === undefined) throw new TypeError('word');
    return word;
  };
}

/** An object used as a dictionary; its names are codes too. */
export function dictionaryOf<T>(decode: Decode<T>): Decode<Readonly<Record<string, T>>> {
  return (value) => {
    if (typeof value !== 'object' || value === null) throw new TypeError('dictionary');
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [code(name), decode(each)]));
  };
}
