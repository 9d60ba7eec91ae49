import { gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';

/** What was inside some bytes, and how it was wrapped. */
export interface Unpacked {
  readonly wrapping: string;
  readonly bytes: Buffer;
}

/** More than this of a wrapped part is not looked at: a bomb must not end the search. */
const MOST_BYTES = 8 * 1_024 * 1_024;
const WINDOW_BYTES = 4 * 1_024 * 1_024;
const OPTIONS = {
  maxOutputLength: MOST_BYTES,
  finishFlush: 2 /* Z_SYNC_FLUSH: a part that is cut off is read too */,
};

interface Packing {
  readonly wrapping: string;
  readonly magic: readonly number[];
  readonly read: (bytes: Buffer) => Buffer;
}

const GZIP_HEADER = 10;

/** What follows a stream must not spoil it: gzip is read without its checksum when it does not read whole. */
function readGzip(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, OPTIONS);
  } catch {
    return inflateRawSync(bytes.subarray(GZIP_HEADER), OPTIONS);
  }
}

const inflate = (bytes: Buffer): Buffer => inflateSync(bytes, OPTIONS);

const PACKINGS: readonly Packing[] = [
  { wrapping: 'gzip', magic: [0x1f, 0x8b, 0x08], read: readGzip },
  { wrapping: 'zlib', magic: [0x78, 0x01], read: inflate },
  { wrapping: 'zlib', magic: [0x78, 0x5e], read: inflate },
  { wrapping: 'zlib', magic: [0x78, 0x9c], read: inflate },
  { wrapping: 'zlib', magic: [0x78, 0xda], read: inflate },
  {
    wrapping: 'zstd',
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    read: (bytes) => zstdDecompressSync(bytes, { maxOutputLength: MOST_BYTES }),
  },
];

/** The compressed parts of some bytes, wherever they begin, decompressed. */
export function* unpack(bytes: Buffer): Generator<Unpacked> {
  for (const { wrapping, magic, read } of PACKINGS) {
    const sought = Buffer.from(magic);
    for (let at = bytes.indexOf(sought); at >= 0; at = bytes.indexOf(sought, at + 1)) {
      const inside = attempt(read, bytes.subarray(at, at + WINDOW_BYTES));
      if (inside !== undefined && inside.length > 0) yield { wrapping, bytes: inside };
    }
  }
}

const RUNS: readonly {
  readonly wrapping: string;
  readonly run: RegExp;
  readonly encoding: BufferEncoding;
}[] = [
  { wrapping: 'base64', run: /[A-Za-z0-9+/]{24,}/g, encoding: 'base64' },
  { wrapping: 'base64url', run: /[A-Za-z0-9_-]{24,}/g, encoding: 'base64url' },
  { wrapping: 'hex', run: /(?:[0-9a-fA-F]{2}){24,}/g, encoding: 'hex' },
];

/** The encoded parts of a text, decoded: for what was encoded before it was encoded again. */
export function* decodeRuns(text: string): Generator<Unpacked> {
  for (const { wrapping, run, encoding } of RUNS) {
    for (const [match] of text.matchAll(run)) yield { wrapping, bytes: Buffer.from(match, encoding) };
  }
}

function attempt(read: (bytes: Buffer) => Buffer, bytes: Buffer): Buffer | undefined {
  try {
    return read(bytes);
  } catch {
    // Not one, or cut off where nothing can be read of it.
    return undefined;
  }
}
