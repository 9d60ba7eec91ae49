import { randomUUID } from 'node:crypto';
import type { Night } from '../night/support/night.js';
import type { Partner } from '../night/support/partner.js';
import type { Street } from '../night/support/street.js';
import { httpDoor, type DropDoor } from './drop-door.js';
import { Observer, type Look, type Seen } from './observer.js';

/** A world in which some events were dropped, or one in which they were never sent. */
export type World = 'dropped' | 'never sent';

/** What the day's tally says, and everything else that was seen. */
export interface Lived {
  readonly seen: Seen;
  readonly tally: { readonly byDepartment: readonly Row[]; readonly byCategory: readonly Row[] };
  readonly droppedLastDay: string | undefined;
}

type Row = Readonly<Record<string, unknown>>;

const STATUS = ['demandeur d’asile', 'sans papiers', 'résident permanent'];

/** How many events of the day are dropped, in the world where they are. */
export const DROPS = 9;

/** What there is beside the log in PostgreSQL and the HTTP door. */
export interface DayOptions {
  /** The door of the department that sends what is dropped; over HTTP unless given. */
  readonly door?: (night: Night, department: Partner) => DropDoor;
  /** What else is looked at, each time. */
  readonly looks?: readonly Look[];
  /** Lines of the publisher's own feed that a drop by its door leaves there. */
  readonly isOwnAnswer?: (event: Readonly<Record<string, unknown>>) => boolean;
}

/**
 * The same day in either world: two departments, two houses, offers made, taken, withdrawn. Between equal houses a draw by
 * the id of the referral decides, and ids are random: so every household has a language, and one house that speaks it.
 */
export async function liveThrough(night: Night, world: World, options: DayOptions = {}): Promise<Lived> {
  const mine = night.department();
  const other = night.department();
  const street = night.street(mine);
  const { door: doorOf = httpDoor, looks = [], isOwnAnswer = () => false } = options;
  const door = doorOf(night, mine);
  const observer = new Observer(night.havre, [mine.id, other.id, 'maison-1', 'maison-2'], looks, isOwnAnswer);
  const sent = async (events: readonly object[]): Promise<void> => {
    if (world === 'dropped') await door.drops(events);
    await night.settles();
  };

  await street.house({ beds: 12 });
  await street.house({ beds: 2, listing: { acceptance: 'automatic', languages: ['en'] } });
  await night.settles();
  await observer.look('morning');

  await sent(STATUS.map((text) => withStatus(street, mine, text)));
  const first = await street.asks();
  const offer = await first.anyOffer();
  await night.settles();
  await sent([
    withStatus(street, mine, 'visa expiré'),
    { ...withStatus(street, mine, ''), remark: 'inconnu' },
  ]);
  await observer.look('after the first offer');

  await door.batch(batchOf(street, mine, world), 2);
  await street.houseOf(offer).accepts(offer);
  const second = await street.asks({ by: other, more: { language: 'en' } });
  await second.anyOffer();
  await night.settles();
  await observer.look('after a batch');

  await sent([{ broken: 'nothing of ours' }]);
  await second.withdraws();
  await night.passes({ minutes: 5 });
  await night.settles();
  await observer.look('after a while');

  await sent([withStatus(street, mine, 'parrainage')]);
  await street.asks({ by: other, more: { pets: [{ kind: 'dog', weightKg: 12 }] } });
  await night.settles();
  await observer.look('evening');
  return {
    seen: observer.seen,
    tally: await night.operator('/v1/verdicts'),
    droppedLastDay: await nextDay(night),
  };
}

/** What the gate tells scrapers of the day, once it is over. */
async function nextDay(night: Night): Promise<string | undefined> {
  await night.passes({ hours: 24 });
  const metrics = await (await fetch(new URL('/metrics', night.havre.urls['policy-gate']))).text();
  return /^havre_gate_dropped_last_day\S* (\d+)$/m.exec(metrics)?.[1];
}

function withStatus(street: Street, { source }: Partner, text: string): Readonly<Record<string, unknown>> {
  return { ...eventOf(street, source), data: street.intake({ more: { note: text } }) };
}

/** Two good events; with drops between them, where there are any. */
function batchOf(street: Street, publisher: Partner, world: World): readonly object[] {
  const good = (): object => eventOf(street, publisher.source);
  const dropped = ['réfugié reconnu', 'carte RP'].map((text) => withStatus(street, publisher, text));
  return world === 'dropped' ? [good(), ...dropped, good()] : [good(), good()];
}

function eventOf(street: Street, source: string): Readonly<Record<string, unknown>> {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source,
    type: 'havre.intake.received.v1',
    datacontenttype: 'application/json',
    data: street.intake(),
  };
}
