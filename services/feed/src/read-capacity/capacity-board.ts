import { createHash } from 'node:crypto';
import { showCapacity, type CapacityReader, type ServiceCapacity } from '../domain/capacity-view.js';
import type { PlaceFilter } from '../persistence/place.repository.js';

/** Where the board reads. */
export interface Places {
  revision(): Promise<string>;
  read(filter: PlaceFilter): Promise<readonly ServiceCapacity[]>;
}

/** An answer of `GET /v1/capacity`, ready to be sent. */
export interface CapacityAnswer {
  /** JSON in UTF-8. */
  readonly body: Buffer;
  /** Of the content: the same answer at another revision has the same. */
  readonly etag: string;
}

/** Beyond this many filters or views of one revision, all are made anew. */
const MOST_KEPT = 200;

/**
 * The answers to who asks for the places of the city, made once for each revision of the places and each way of seeing them.
 * Every question looks at the revision first, so nobody is shown less than what was committed when it asked; questions that
 * come together look together.
 */
export class CapacityBoard {
  #revision = '';
  #places = new Map<string, Promise<readonly ServiceCapacity[]>>();
  #answers = new Map<string, CapacityAnswer>();
  #looking: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(private readonly source: Places) {}

  async answer(filter: PlaceFilter, reader: CapacityReader): Promise<CapacityAnswer> {
    await this.#look();
    const answers = this.#answers;
    const filterKey = JSON.stringify([filter.kind, filter.area]);
    const places = await this.#read(filterKey, filter);
    const owned = new Set(places.map(({ provider }) => provider));
    const sources = reader.sources.filter((source) => owned.has(source)).sort();
    const key = JSON.stringify([filterKey, reader.mayRefer, sources]);
    const kept = answers.get(key);
    if (kept !== undefined) return kept;
    const body = Buffer.from(JSON.stringify(showCapacity(places, { ...reader, sources })));
    const answer = { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
    if (answers.size < MOST_KEPT) answers.set(key, answer);
    return answer;
  }

  /** Resolves after a look that began no earlier than this call. */
  #look(): Promise<void> {
    if (this.#looking === undefined) return this.#begin();
    this.#next ??= this.#looking.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    const looking = this.#lookOnce().finally(() => {
      if (this.#looking === looking) this.#looking = undefined;
    });
    this.#looking = looking;
    return looking;
  }

  async #lookOnce(): Promise<void> {
    const revision = await this.source.revision();
    if (revision === this.#revision) return;
    this.#revision = revision;
    this.#places = new Map();
    this.#answers = new Map();
  }

  #read(key: string, filter: PlaceFilter): Promise<readonly ServiceCapacity[]> {
    const places = this.#places;
    const kept = places.get(key);
    if (kept !== undefined) return kept;
    const reading = this.source.read(filter);
    if (places.size >= MOST_KEPT) return reading;
    places.set(key, reading);
    reading.catch(() => places.delete(key));
    return reading;
  }
}
