import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, jest } from '@jest/globals';
import { startPostgres } from '@havre/test-harness';
import { tokenOf } from '../../../src/demo-city/demo-keys.js';
import type { Havre } from '../../support/havre.js';
import { DEPARTMENT_IDS, HOUSE_IDS } from './night-keys.js';
import { Partner } from './partner.js';
import { startCity } from './start-city.js';
import { Street } from './street.js';

const WITHIN_MS = 60_000;
const SCENARIO_MS = 120_000;
/** What a service counts of its own work that is not done: events to send on, counts that wait for their listing. */
const WAITING = ['outbox', 'waitingStatements'];
/** Services answer one after another: what moved between two answers shows in the next. */
const QUIET_LOOKS = 3;

/**
 * One department may hold a whole house, so that a street needs one department only; houses that cap it say so. The
 * services look often at what time asks for, so that a clock that jumps is noticed at once.
 */
const SETTINGS = {
  HAVRE_TEST_CLOCK: '1',
  HAVRE_FREE_TEXT: 'screened',
  HAVRE_PUBLISHER_SHARE: '1',
  HAVRE_EXPIRY_INTERVAL_MS: '100',
  HAVRE_AGEING_INTERVAL_MS: '200',
  HAVRE_REFERRAL_SWEEP_INTERVAL_MS: '100',
};

/** One running Havre with an empty city, whose clock a test moves; every scenario takes a street of its own. */
export class Night {
  #havre: Havre | undefined;
  readonly #partners: Partner[] = [];
  readonly #endings: (() => Promise<unknown>)[] = [];
  #houses = 0;
  #departments = 0;
  #streets = 0;

  get havre(): Havre {
    if (!this.#havre) throw new Error('the night has not begun');
    return this.#havre;
  }

  /** @param settings beside those of every night, such as those of a log in Kafka */
  async begin(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const postgres = await startPostgres();
    this.#endings.push(() => postgres.stop());
    const havre = await startCity(postgres.url, { ...SETTINGS, ...settings });
    this.#endings.push(() => havre.stop());
    this.#havre = havre;
  }

  async end(): Promise<void> {
    await Promise.all(this.#partners.map((partner) => partner.stop()));
    for (const end of this.#endings.reverse()) await end();
  }

  /** A street of its own, with a department of its own unless one is given. */
  street(department: Partner = this.department()): Street {
    this.#streets += 1;
    return new Street(this, `rue-${String(this.#streets)}`, department);
  }

  /** Departments go round: two in a row are never the same. */
  department(): Partner {
    this.#departments += 1;
    const id = DEPARTMENT_IDS[this.#departments % DEPARTMENT_IDS.length] ?? '';
    return this.#known(id) ?? this.#meet(id, `/departments/${id}`);
  }

  /** A provider that nobody met yet. */
  provider(): Partner {
    const id = HOUSE_IDS[this.#houses];
    if (id === undefined) throw new Error('no house is left');
    this.#houses += 1;
    return this.#meet(id, `/providers/${id}`);
  }

  /** Waits until everything that was published has been dealt with by everybody. */
  async settles(): Promise<void> {
    const deadline = Date.now() + WITHIN_MS;
    for (let quiet = 0; quiet < QUIET_LOOKS;) {
      const moving = await this.#moving();
      quiet = moving.length === 0 ? quiet + 1 : 0;
      if (Date.now() > deadline) throw new Error(`does not settle: ${moving.join(', ')}`);
      if (moving.length > 0) await sleep(20);
    }
  }

  /** Now, by the clock of all services. */
  async now(): Promise<Date> {
    const { now } = await this.operator<{ now: string }>('/v1/clock');
    return new Date(now);
  }

  /** Moves the clock of all services forward, once everything that was said before is done. */
  async passes(time: { readonly minutes?: number; readonly hours?: number }): Promise<void> {
    await this.settles();
    const advanceSeconds = Math.round(((time.minutes ?? 0) + 60 * (time.hours ?? 0)) * 60);
    await this.operator('/v1/clock', { advanceSeconds });
  }

  /** What the operator reads of admin, or does there when there is a body. */
  async operator<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(new URL(path, this.havre.urls.admin), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${tokenOf(this.havre.keys, 'operations')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status !== 200) throw new Error(`${path}: ${String(response.status)}`);
    return (await response.json()) as T;
  }

  async #moving(): Promise<string[]> {
    const { services } = await this.operator<{ services: readonly ServiceLag[] }>('/v1/lag');
    return services.flatMap(({ service, groups = [], counts = {} }) => [
      ...groups.filter(({ lag }) => lag !== 0).map(({ group, lag }) => `${group} ${String(lag)}`),
      ...Object.entries(counts)
        .filter(([name, count]) => WAITING.includes(name) && count > 0)
        .map(([name, count]) => `${service} ${name} ${count}`),
    ]);
  }

  #known(id: string): Partner | undefined {
    return this.#partners.find((partner) => partner.id === id);
  }

  #meet(id: string, source: string): Partner {
    const partner = new Partner(this.havre, id, source);
    this.#partners.push(partner);
    return partner;
  }
}

interface ServiceLag {
  readonly service: string;
  readonly groups?: readonly { readonly group: string; readonly lag?: number }[];
  readonly counts?: Readonly<Record<string, number>>;
}

/** A night for one file of scenarios. */
export function useNight(): Night {
  const night = new Night();
  jest.setTimeout(SCENARIO_MS);
  beforeAll(() => night.begin(), 180_000);
  afterAll(() => night.end(), 60_000);
  return night;
}
