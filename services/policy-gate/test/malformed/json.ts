import {
  BATCHED,
  markedIntake,
  requestOf,
  type MalformedRequest,
  type RequestParts,
} from './malformed-request.js';

function unreadable(
  name: string,
  body: (marker: string) => string | Uint8Array,
  parts: RequestParts = {},
): MalformedRequest {
  return {
    name,
    status: 422,
    code: 'not-routable',
    build: (marker) => requestOf(marker, body(marker), parts),
  };
}

/** Writes a good intake as text, then spoils it. */
function spoiled(name: string, spoil: (json: string) => string): MalformedRequest {
  return unreadable(name, (marker) => spoil(JSON.stringify(markedIntake(marker))));
}

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

/** What cannot be read the one way in which every reader would read it. */
export const UNREADABLE: readonly MalformedRequest[] = [
  unreadable('an empty body', () => ''),
  unreadable('only spaces', () => ' \n\t '),
  unreadable('a body of text', (marker) => `demande ${marker}`),
  unreadable('a body that is a form', (marker) => `id=${marker}&source=x`),
  unreadable('XML', (marker) => `<event id="${marker}"/>`),
  spoiled('a cut-off body', (json) => json.slice(0, -10)),
  spoiled('a trailing comma', (json) => json.replace(/}$/, ',}')),
  spoiled('a comment', (json) => `/* x */${json}`),
  spoiled('single quotes', (json) => json.replaceAll('"', "'")),
  spoiled('unquoted keys', (json) => json.replaceAll(/"(\w+)":/g, '$1:')),
  spoiled('two documents', (json) => json + json),
  spoiled('two lines of documents', (json) => `${json}\n${json}`),
  spoiled('NaN', (json) => json.replace('"quantity":2', '"quantity":NaN')),
  spoiled('Infinity', (json) => json.replace('"quantity":2', '"quantity":Infinity')),
  spoiled('a hexadecimal number', (json) => json.replace('"quantity":2', '"quantity":0x2')),
  spoiled('a leading zero', (json) => json.replace('"quantity":2', '"quantity":02')),
  spoiled('a duplicate key', (json) => json.replace('{', '{"id":"first",')),
  spoiled('a duplicate key further in', (json) => json.replace('"quantity":2', '"quantity":2,"quantity":3')),
  spoiled('a duplicate key, one of them escaped', (json) => json.replace('{', '{"\\u0069d":"first",')),
  spoiled('a lone surrogate', (json) => json.replace('"fr"', '"\\ud83d"')),
  spoiled('a lone surrogate in a key', (json) => json.replace('{', '{"\\udc00":1,')),
  spoiled('a byte order mark', (json) => `\ufeff${json}`),
  spoiled('a NUL byte', (json) => json.replace('"fr"', '"f\u0000r"')),
  spoiled('a raw line break in a string', (json) => json.replace('"fr"', '"f\nr"')),
  unreadable('a body in UTF-16', (marker) => Buffer.from(JSON.stringify(markedIntake(marker)), 'utf16le')),
  unreadable('invalid UTF-8', (marker) => bytes('{"id":"', marker, [0xc3, 0x28], '"}')),
  unreadable('an overlong form', (marker) => bytes('{"id":"', marker, [0xc0, 0xaf], '"}')),
  unreadable('an encoded surrogate', (marker) => bytes('{"id":"', marker, [0xed, 0xa0, 0x80], '"}')),
  unreadable('a cut-off character', (marker) => bytes('{"id":"', marker, [0xf0, 0x9f, 0x98], '"}')),
  unreadable(
    'arrays thirty thousand deep',
    (marker) => `${'['.repeat(30_000)}"${marker}"${']'.repeat(30_000)}`,
  ),
  unreadable(
    'objects five thousand deep',
    (marker) => `${'{"a":'.repeat(5_000)}"${marker}"${'}'.repeat(5_000)}`,
  ),
  unreadable('forty levels in data', (marker) =>
    JSON.stringify(markedIntake(marker)).replace('"fr"', `${'['.repeat(40)}1${']'.repeat(40)}`),
  ),
  unreadable('a string instead of an event', (marker) => JSON.stringify(marker)),
  unreadable('a number instead of an event', () => '12'),
  unreadable('null instead of an event', () => 'null'),
  unreadable('an array instead of an event', (marker) => JSON.stringify([markedIntake(marker)])),
  unreadable('an event instead of a batch', (marker) => JSON.stringify(markedIntake(marker)), {
    contentType: BATCHED,
  }),
  unreadable('an empty batch', () => '[]', { contentType: BATCHED }),
  unreadable('a batch of texts', (marker) => JSON.stringify([marker, marker]), { contentType: BATCHED }),
  unreadable('a batch of batches', (marker) => JSON.stringify([[markedIntake(marker)]]), {
    contentType: BATCHED,
  }),
  unreadable(
    'a batch with a duplicate key in its last event',
    (marker) => `[${JSON.stringify(markedIntake(marker))},{"id":"a","id":"b"}]`,
    { contentType: BATCHED },
  ),
];
