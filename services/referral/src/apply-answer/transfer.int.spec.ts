import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import {
  event,
  holdOf,
  inMinutes,
  intake,
  listed,
  only,
  placed,
  PROVIDER,
  REFERRAL,
  SERVICE,
  typesOf,
  updated,
} from '../testing/test-events.js';
import { TestRouting } from '../testing/test-routing.js';

const OTHER = 'foyer-lits';
const FOYER = '/providers/foyer';

let routing: TestRouting;

beforeAll(async () => {
  routing = await TestRouting.start();
}, 60_000);
afterAll(async () => {
  await routing.stop();
});
beforeEach(async () => {
  await routing.clear();
});

const confirmed = (holdId: string, service = SERVICE, minutes = 90): HavreEvent =>
  event('havre.hold.confirmed.v1', service, { holdId, expiresAt: inMinutes(minutes) });
const occupied = (holdId: string, service = SERVICE): HavreEvent =>
  event('havre.hold.occupied.v1', service, { holdId });
const accepted = (source = PROVIDER): HavreEvent =>
  event('havre.referral.accepted.v1', REFERRAL, {}, { source });
const arrived = (source = PROVIDER, code?: string): HavreEvent =>
  event('havre.referral.arrived.v1', REFERRAL, code === undefined ? {} : { code }, { source });
const reasons = (events: readonly HavreEvent[]): readonly string[] =>
  only(events, 'havre.event.not-applied.v1').map(({ data }) => data.reason);

async function inside(): Promise<string> {
  await routing.withBeds(5);
  const holdId = await routing.offered();
  await routing.deliver(arrived());
  await routing.deliver(occupied(holdId));
  expect(await routing.stateOf()).toBe('arrived');
  return holdId;
}

const transfer = (): Promise<readonly HavreEvent[]> =>
  routing.deliver(event('havre.referral.transfer-requested.v1', REFERRAL, { reason: 'better-fit' }));

describe('a transfer', () => {
  it('given one place elsewhere, then goes there, and frees the first only once it is counted in', async () => {
    const first = await inside();
    await routing.deliver(listed(OTHER, {}, FOYER));
    await routing.deliver(updated(OTHER, 1));
    const events = await transfer();
    expect(typesOf(events)).toEqual(['referral.transfer-opened', 'hold.requested']);
    expect(only(events, 'havre.hold.requested.v1')[0]?.subject).toBe(OTHER);
    const second = holdOf(events);
    await routing.deliver(placed(second, OTHER));
    expect(typesOf(await routing.deliver(arrived(FOYER)))).toEqual(['hold.occupation-requested']);
    const moved = await routing.deliver(occupied(second, OTHER));
    expect(typesOf(moved)).toEqual(['referral.transfer-ended', 'hold.release-requested']);
    expect(only(moved, 'havre.hold.release-requested.v1')[0]?.data).toEqual({ holdId: first });
  });

  it('given no place elsewhere, then waits inside, and is never sent back to where it is', async () => {
    await inside();
    await routing.deliver(listed(OTHER, {}, FOYER));
    await routing.deliver(updated(OTHER, 0));
    expect(typesOf(await transfer())).toEqual(['referral.transfer-opened', 'referral.waitlisted']);
    // More room where it is means nothing to it; a bed elsewhere does.
    expect(typesOf(await routing.deliver(updated(SERVICE, 6)))).toEqual([]);
    expect(typesOf(await routing.deliver(updated(OTHER, 1)))).toEqual(['hold.requested']);
  });

  it('given nobody else who takes it in, then stays inside in front of a person', async () => {
    await inside();
    const events = await transfer();
    expect(only(events, 'havre.referral.attention-needed.v1')[0]?.data.reason).toBe('none-elsewhere');
    expect((await routing.routing.attention.list(10)).items).toMatchObject([
      { isInside: true, actions: ['retry'] },
    ]);
    expect(await routing.routing.acting.act(REFERRAL, 'close', REFERRAL)).toBe('not-waiting');
  });

  it('given that nobody came elsewhere, then it is inside as before', async () => {
    const first = await inside();
    await routing.deliver(listed(OTHER, {}, FOYER));
    await routing.deliver(updated(OTHER, 1));
    const second = holdOf(await transfer());
    await routing.deliver(placed(second, OTHER));
    await routing.deliver(accepted(FOYER));
    await routing.deliver(confirmed(second, OTHER));
    const ended = await routing.deliver(
      event('havre.hold.expired.v1', OTHER, { holdId: second, phase: 'journey' }),
    );
    expect(typesOf(ended)).toEqual(['referral.offer-ended', 'referral.transfer-ended']);
    expect(await routing.stateOf()).toBe('arrived');
    const [row] = await routing.dataSource.query<{ hold_id: string; service_id: string }[]>(
      'SELECT hold_id, service_id FROM referral',
    );
    expect(row).toEqual({ hold_id: first, service_id: SERVICE });
  });
});

describe('at the door', () => {
  it('given five wrong codes, then refuses the right one too, in every process', async () => {
    await routing.withBeds(5);
    const holdId = await routing.offered();
    await routing.deliver(accepted());
    await routing.deliver(confirmed(holdId));
    const [row] = await routing.dataSource.query<{ code: string }[]>('SELECT code FROM referral');
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(reasons(await routing.deliver(arrived(PROVIDER, 'mauvais code 11')))).toEqual(['wrong-code']);
    }
    const refused = await routing.replica().deliver(arrived(PROVIDER, row!.code));
    expect(reasons(refused)).toEqual(['too-many-attempts']);
    await routing.setClock(16 * 60);
    expect(typesOf(await routing.deliver(arrived(PROVIDER, row!.code)))).toEqual([
      'hold.occupation-requested',
    ]);
  });

  it('given a journey that ends soon, then both sides are warned once, by whichever process looks', async () => {
    await routing.withBeds(5);
    const holdId = await routing.offered();
    await routing.deliver(accepted());
    await routing.deliver(confirmed(holdId));
    await routing.setClock(74 * 60);
    await routing.routing.due.run();
    expect(await routing.takeOutbox()).toEqual([]);
    await routing.setClock(76 * 60);
    await Promise.all([routing.routing.due.run(), routing.replica().routing.due.run()]);
    expect(typesOf(await routing.takeOutbox())).toEqual(['referral.ending-soon']);
  });
});

describe('what every process knows of services', () => {
  const clinic = { kind: 'health', unitTypes: ['appointment'] } as const;
  const need = { needs: [{ kind: 'health', priority: 'routine' } as const] };

  it('given times of appointments, then another process takes the earliest, and asks the ledger for that one', async () => {
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const at = (time: string) => updated('clinique', 1, { unitType: 'appointment', date: day, time });
    await routing.deliver(listed('clinique', clinic));
    await routing.deliver(at('15:00'), at('09:00'), at('11:30'));
    const events = await routing.replica().deliver(intake(1, need));
    expect(only(events, 'havre.hold.requested.v1')[0]?.data).toMatchObject({ date: day, time: '09:00' });
    const offered = await routing.deliver(placed(holdOf(events), 'clinique'));
    expect(only(offered, 'havre.referral.offered.v1')[0]?.data).toMatchObject({ date: day, time: '09:00' });
    const view = await routing.routing.explaining.explain(REFERRAL);
    expect(view?.matches[0]).toMatchObject({ replayed: true });
  });

  it('given an offer that was left unanswered, then every process asks the others first, until a new count', async () => {
    await routing.withBeds(5, 'a-silent');
    const holdId = await routing.offered();
    await routing.withBeds(5, 'b-other');
    await routing.deliver(event('havre.hold.expired.v1', 'a-silent', { holdId, phase: 'offer' }));
    const askedBy = async (process: TestRouting, number: number): Promise<string | undefined> =>
      only(await process.deliver(intake(number)), 'havre.hold.requested.v1')[0]?.subject;
    for (const number of [2, 3, 4]) expect(await askedBy(routing.replica(), number)).toBe('b-other');
    const soon = new Date(Date.now() + 60_000).toISOString();
    await routing.deliver(updated('a-silent', 5, { reportedAt: soon }));
    await routing.deliver(updated('b-other', 5, { freshness: 'stale' }));
    expect(await askedBy(routing.replica(), 5)).toBe('a-silent');
  });
});
