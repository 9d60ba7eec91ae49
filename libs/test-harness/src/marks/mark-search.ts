import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ByteAutomaton } from './byte-automaton.js';
import { needlesOf } from './encodings.js';
import { piecesOf, type Mark } from './mark.js';
import { decodeRuns, unpack } from './unpack.js';

/** A mark that was met. */
export interface Sighting {
  /** Name of the mark. */
  readonly mark: string;
  /** How it was written, the outermost wrapping first, e.g. `gzip > base64`. */
  readonly encoding: string;
  /** Where: as the caller named it, or a path. */
  readonly place: string;
}

/** What a search has looked at. */
export interface Looked {
  readonly places: number;
  readonly bytes: number;
}

const CHUNK_BYTES = 8 * 1_024 * 1_024;
/** Chunks overlap by this much, so that what is wrapped is not cut in two. */
const OVERLAP_BYTES = 256 * 1_024;
/** Wrappings within wrappings. */
const MOST_DEPTH = 3;

/** Looks for parts of marks in whatever is given to it: raw, in common encodings, and in compressed parts. */
export class MarkSearch {
  readonly #automaton: ByteAutomaton;
  readonly #needles: readonly { readonly mark: string; readonly encoding: string }[];
  readonly #sightings = new Map<string, Sighting>();
  /** One for all files: they are read one after another. */
  readonly #chunk = Buffer.alloc(CHUNK_BYTES);
  #places = 0;
  #bytes = 0;

  constructor(marks: readonly Mark[]) {
    const needles = marks.flatMap((mark) =>
      piecesOf(mark).flatMap((piece) => needlesOf(piece).map((needle) => ({ ...needle, mark: mark.name }))),
    );
    this.#needles = needles;
    this.#automaton = new ByteAutomaton(needles.map(({ bytes }) => bytes));
  }

  /** Everything met so far, each mark once for each place and encoding. */
  get sightings(): readonly Sighting[] {
    return [...this.#sightings.values()];
  }

  get looked(): Looked {
    return { places: this.#places, bytes: this.#bytes };
  }

  /** Looks at one text or one piece of memory. */
  look(place: string, content: string | Uint8Array): void {
    this.#places += 1;
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    this.#bytes += bytes.length;
    this.#lookInto(bytes, { place, wrappings: [] });
  }

  /** Looks at a file, whatever it holds. A file that goes while it is read is a file that is gone. */
  async lookAtFile(path: string): Promise<void> {
    this.#places += 1;
    try {
      await using file = await open(path, 'r');
      const chunk = this.#chunk;
      for (let position = 0; ;) {
        const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, position);
        if (bytesRead === 0) return;
        this.#bytes += bytesRead;
        this.#lookInto(chunk.subarray(0, bytesRead), { place: path, wrappings: [] });
        if (bytesRead < CHUNK_BYTES) return;
        position += CHUNK_BYTES - OVERLAP_BYTES;
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Looks at what comes, of whatever length: an archive, say. */
  async lookAtStream(place: string, stream: AsyncIterable<Uint8Array>): Promise<void> {
    this.#places += 1;
    let kept: Uint8Array[] = [];
    let size = 0;
    const look = (): Buffer => {
      const bytes = Buffer.concat(kept);
      this.#lookInto(bytes, { place, wrappings: [] });
      return bytes;
    };
    for await (const part of stream) {
      this.#bytes += part.length;
      kept.push(part);
      size += part.length;
      if (size < CHUNK_BYTES) continue;
      kept = [look().subarray(-OVERLAP_BYTES)];
      size = OVERLAP_BYTES;
    }
    look();
  }

  /** Looks at every file below a folder, and at the names of files and folders. */
  async lookAtFolder(folder: string): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (isGone(error)) return [];
      throw error;
    });
    for (const entry of entries) {
      const path = join(folder, entry.name);
      this.#lookInto(Buffer.from(entry.name), { place: path, wrappings: ['name'] });
      if (entry.isDirectory()) await this.lookAtFolder(path);
      else if (entry.isFile()) await this.lookAtFile(path);
    }
  }

  #lookInto(bytes: Buffer, { place, wrappings }: { place: string; wrappings: readonly string[] }): void {
    if (isEmpty(bytes)) return;
    this.#automaton.scan(bytes, 0, (needle) => this.#note(needle, place, wrappings));
    if (wrappings.length >= MOST_DEPTH) return;
    for (const inside of unpack(bytes)) {
      this.#lookInto(inside.bytes, { place, wrappings: [...wrappings, inside.wrapping] });
    }
    for (const inside of decodeRuns(bytes.toString('latin1'))) {
      this.#lookIntoRun(inside.bytes, { place, wrappings: [...wrappings, inside.wrapping] });
    }
  }

  /** A run of letters decodes to something, whether it was encoded or not: only what is worth it is gone into. */
  #lookIntoRun(bytes: Buffer, { place, wrappings }: { place: string; wrappings: readonly string[] }): void {
    this.#automaton.scan(bytes, 0, (needle) => this.#note(needle, place, wrappings));
    if (wrappings.length >= MOST_DEPTH || !isWrapped(bytes)) return;
    this.#lookInto(bytes, { place, wrappings });
  }

  #note(needle: number, place: string, wrappings: readonly string[]): void {
    const found = this.#needles[needle];
    if (found === undefined) return;
    const encoding = [...wrappings, found.encoding].join(' > ');
    this.#sightings.set(`${found.mark}\n${encoding}\n${place}`, { mark: found.mark, encoding, place });
  }
}

const ZEROS = Buffer.alloc(CHUNK_BYTES);

/** Brokers and databases make files ahead of need: most of such a file is zeros. */
function isEmpty(bytes: Buffer): boolean {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    const part = bytes.subarray(from, from + CHUNK_BYTES);
    if (!part.equals(ZEROS.subarray(0, part.length))) return false;
  }
  return true;
}

/** Text, or something compressed: what is neither is random, and holds nothing that is encoded again. */
function isWrapped(bytes: Buffer): boolean {
  const [first, second] = bytes;
  const isPacked = (first === 0x1f && second === 0x8b) || first === 0x78 || first === 0x28;
  return isPacked || bytes.subarray(0, 64).every((byte) => byte >= 0x09 && byte < 0x7f);
}

/** A file that went away, or that has no content to read (`/proc` has some), has nothing to be found in. */
function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ESRCH', 'EINVAL', 'EIO'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
}
