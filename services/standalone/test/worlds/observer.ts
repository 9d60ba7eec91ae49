import { tokenOf } from '../../src/demo-city/demo-keys.js';
import type { Havre } from '../support/havre.js';
import type { ServiceName } from '../support/processes.js';
import { ADMIN_PATHS } from '../marks/watched-places.js';

/** What was seen, by place: normalised lines, in an order that does not depend on which of two parallel works was first. */
export type Seen = Readonly<Record<string, readonly string[]>>;

const WAS_LATE = '"code":"timeout"';
const MOST_LOOKS = 60;
/** The tally of verdicts alone may differ: it is looked at apart. */
const COMPARED_PATHS = ADMIN_PATHS.filter((path) => path !== '/v1/verdicts');
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
const CODE = /"code":"[^"]* [^"]* \d{2}"/g;
/** Where an event stands in the topic of its own department, which alone is told. */
const SEALED_POSITION = /"position":\{"partition":\d+,"offset":"\d+"\}/g;
const SEALED_ID = /"id":"sealed:[^"]*"/g;
const PAGE = '/v1/events?limit=500';

/** One more place that can be looked at: its lines, whose ids are shown as those of other places are. */
export interface Look {
  readonly place: string;
  look(): Promise<readonly string[]>;
}

interface EventsPage {
  readonly items: readonly { readonly cursor: string; readonly event: Readonly<Record<string, unknown>> }[];
  readonly next: string;
}

/**
 * Looks at everything that partners and operators can look at, over and over through a day. Ids are random: they are shown
 * by the look at which they were first met, so that a new one where none should be is seen.
 */
export class Observer {
  readonly #ids = new Map<string, string>();
  readonly #cursors = new Map<string, string>();
  readonly #seen: Record<string, readonly string[]> = {};
  #step = '';

  constructor(
    private readonly havre: Havre,
    private readonly partners: readonly string[],
    private readonly looks: readonly Look[] = [],
    /** What a publisher alone is told of its own drops: left out. */
    private readonly isOwnAnswer: (event: Readonly<Record<string, unknown>>) => boolean = () => false,
  ) {}

  get seen(): Seen {
    return this.#seen;
  }

  /** Looks everywhere once, when everything has settled. */
  async look(step: string): Promise<void> {
    this.#step = step;
    await Promise.all(this.partners.map((id) => this.#lookAsPartner(id)));
    for (const path of COMPARED_PATHS) await this.#note(path, await this.#get('admin', path, 'operations'));
    for (const name of Object.keys(this.havre.urls) as ServiceName[]) {
      this.#keep(`metrics of ${name}`, seriesOf(await this.#get(name, '/metrics')));
      await this.#note(`readiness of ${name}`, await this.#get(name, '/readyz'));
    }
    for (const { place, look } of this.looks) {
      this.#keep(
        place,
        (await look()).map((line) => this.#normal(line)),
      );
    }
  }

  async #lookAsPartner(id: string): Promise<void> {
    for (const path of ['/v1/referrals?limit=500', '/v1/capacity']) {
      await this.#note(`${path} of ${id}`, await this.#get('feed', path, id));
    }
    const cursor = this.#cursors.get(id);
    const page = await this.#get('feed', cursor === undefined ? PAGE : `${PAGE}&cursor=${cursor}`, id);
    const { items: all, next } = JSON.parse(page) as EventsPage;
    this.#cursors.set(id, next);
    const items = id === this.partners[0] ? all.filter(({ event }) => !this.isOwnAnswer(event)) : all;
    this.#keep(
      `events of ${id}`,
      items.map(({ event }) => this.#normal(JSON.stringify(event))),
    );
    // A cursor is a moment. A count would tell, by its gaps, how much others are sent.
    this.#keep(
      `cursors of ${id}`,
      [...items.map((item) => item.cursor), next].map((one) => one.replace(/^1\d{15}$/, '<moment>')),
    );
  }

  /** A machine with a lot to do may be late with a check: what is compared is what it says once it has had the time. */
  async #get(service: ServiceName, path: string, key?: string): Promise<string> {
    const headers = key === undefined ? {} : { authorization: `Bearer ${tokenOf(this.havre.keys, key)}` };
    for (let look = 1; ; look += 1) {
      const text = await (await fetch(new URL(path, this.havre.urls[service]), { headers })).text();
      if (look === MOST_LOOKS || !text.includes(WAS_LATE)) return text;
    }
  }

  async #note(place: string, text: string): Promise<void> {
    this.#keep(place, this.#normal(text).split(/(?<=[}\]]),/));
    return Promise.resolve();
  }

  #keep(place: string, lines: readonly string[]): void {
    this.#seen[`${this.#step}: ${place}`] = lines.toSorted();
  }

  #normal(text: string): string {
    return text
      .replaceAll(UUID, (id) => {
        const known = this.#ids.get(id) ?? `<id of ${this.#step}>`;
        this.#ids.set(id, known);
        return known;
      })
      .replaceAll(TIME, '<time>')
      .replaceAll(CODE, '"code":"<code>"')
      .replaceAll(SEALED_POSITION, '"position":"<position>"')
      .replaceAll(SEALED_ID, '"id":"<position>"')
      .replaceAll(/"ageSeconds":\d+/g, '"ageSeconds":"<age>"');
  }
}

/** How often this test itself asked, how long things took, and how the process feels: no two runs are alike in these. */
const OWN_NOISE = [
  /^(?:process|nodejs)_/,
  /_(?:bucket|sum)\{/,
  /_(?:seconds|age_seconds)\{/,
  /_seconds \d/,
  /^havre_http_.*route="(?!\/v1\/events").*/,
  /^havre_http_.*route="\/v1\/events".*service="feed"/,
  /^havre_http_.*service="feed"/,
];

function seriesOf(metrics: string): readonly string[] {
  return metrics
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && !OWN_NOISE.some((noise) => noise.test(line)));
}
