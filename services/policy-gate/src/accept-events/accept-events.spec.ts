import { loadBundle } from '@havre/policy';
import { describe, expect, it } from '@jest/globals';

import type { DoorRequest } from '../domain/read-request.js';
import type { ContentMode } from '../domain/request-form.js';
import { bytesOf, intakeData, intakeEvent } from '../testing/sample-events.js';
import { RememberingLog, RememberingStore } from '../testing/remembering-store.js';
import { AcceptEvents } from './accept-events.js';
import { EventAdmission } from './admit-events.js';
import { BundleHolder } from './bundle-holder.js';
import { GroupCommit } from './group-commit.js';
import { ScreenDocuments } from './screen-documents.js';

const DEPARTMENT = { role: 'department', sources: ['/departments/accueil', '/departments/sante'] };
const NEUTRAL = { kind: 'refusal', refusal: { status: 422, code: 'not-routable' } };

interface World {
  readonly store: RememberingStore;
  readonly log: RememberingLog;
  readonly door: AcceptEvents;
  readonly counts: { cleared: number };
}

function newWorld(): World {
  const store = new RememberingStore();
  const log = new RememberingLog();
  const counts = { cleared: 0 };
  let ids = 0;
  const admission = new EventAdmission(store, log, {
    onFault: () => undefined,
    idsOf: () => {
      ids += 1;
      return { receipt: `receipt-${ids}`, subject: `subject-${ids}` };
    },
  });
  const door = new AcceptEvents({
    screening: new ScreenDocuments({
      bundles: new BundleHolder(loadBundle()),
      now: () => Date.parse('2026-11-22T21:00:00Z'),
      retentionMs: 7 * 86_400_000,
    }),
    admissions: new GroupCommit((group) => admission.admit(group), {
      maxWeight: 100,
      maxWaiting: 1_000,
      deadlineMs: 60_000,
      weigh: () => 1,
    }),
    counter: {
      count: ({ cleared }) => {
        counts.cleared += cleared;
      },
    },
  });
  return { store, log, door, counts };
}

function request(body: unknown, mode: ContentMode = 'structured'): DoorRequest {
  return { mode, mediaType: { essence: 'x/y', parameters: [] }, headers: [], body: bytesOf(body) };
}

describe('AcceptEvents', () => {
  it('accepts a good event', async () => {
    const { door, counts } = newWorld();
    expect(await door.accept(request(intakeEvent()), DEPARTMENT)).toEqual({
      kind: 'body',
      status: 202,
      body: { receipt: 'receipt-1', subject: 'subject-1' },
    });
    expect(counts).toEqual({ cleared: 1 });
  });

  it.each([
    ['unreadable', '{', 'unreadable'],
    ['against the schema', intakeEvent({ specversion: '2.0' }), 'schema'],
    [
      'telling of status',
      intakeEvent({ data: intakeData({ note: 'sans papiers' }) }),
      expect.stringMatching(/^S/),
    ],
  ])(
    'answers what is %s with the one neutral refusal, counted before it is answered',
    async (_, body, category) => {
      const { door, store, log, counts } = newWorld();
      expect(await door.accept(request(body), DEPARTMENT)).toEqual(NEUTRAL);
      expect(store.admissions).toEqual([
        { proposed: [], drops: [{ source: '/departments/accueil', category }], appended: [] },
      ]);
      expect(log.appends).toEqual([]);
      expect(counts).toEqual({ cleared: 0 });
    },
  );

  it('does not answer a drop that it could not count', async () => {
    const { door, store } = newWorld();
    store.isAway = true;
    await expect(door.accept(request('{'), DEPARTMENT)).rejects.toMatchObject({ code: 'storage' });
  });

  it('stores and counts nothing of what is forbidden', async () => {
    const { door, store } = newWorld();
    const foreign = intakeEvent({ source: '/departments/loisirs' });
    expect(await door.accept(request(foreign), DEPARTMENT)).toEqual({
      kind: 'refusal',
      refusal: { status: 403, code: 'source-not-allowed' },
    });
    expect(store.admissions).toEqual([]);
  });

  it('answers each event of a mixed batch in its place', async () => {
    const { door } = newWorld();
    const batch = [
      intakeEvent(),
      intakeEvent({ id: 'b', source: '/departments/loisirs' }),
      intakeEvent({ id: 'c', extra: 1 }),
      intakeEvent({ data: intakeData({ language: 'en' }) }),
      intakeEvent({ id: 'd', source: '/departments/sante' }),
    ];
    expect(await door.accept(request(batch, 'batched'), DEPARTMENT)).toEqual({
      kind: 'body',
      status: 207,
      body: {
        results: [
          { status: 202, receipt: 'receipt-1', subject: 'subject-1' },
          { status: 403, code: 'source-not-allowed' },
          { status: 422, code: 'not-routable' },
          { status: 409, code: 'id-reused' },
          { status: 202, receipt: 'receipt-2', subject: 'subject-2' },
        ],
      },
    });
  });

  it('answers a batch of one with a list, and a batch of drops with the neutral refusal', async () => {
    const { door } = newWorld();
    expect(await door.accept(request([intakeEvent()], 'batched'), DEPARTMENT)).toMatchObject({
      body: { receipts: [{ receipt: 'receipt-1', subject: 'subject-1' }] },
    });
    const drops = [intakeEvent({ extra: 1 }), intakeEvent({ extra: 2 })];
    expect(await door.accept(request(drops, 'batched'), DEPARTMENT)).toEqual(NEUTRAL);
  });

  it('acknowledges nothing of a request when the log does not take all of it', async () => {
    const { door, log } = newWorld();
    await door.accept(request(intakeEvent()), DEPARTMENT);
    log.isAway = true;
    const batch = [intakeEvent(), intakeEvent({ id: 'b' })];
    await expect(door.accept(request(batch, 'batched'), DEPARTMENT)).rejects.toMatchObject({
      code: 'event-log',
    });
    expect(await door.accept(request(intakeEvent()), DEPARTMENT)).toMatchObject({ status: 202 });
  });

  it('refuses a batch of too many before it decides on any', async () => {
    const { door, store } = newWorld();
    const batch = Array.from({ length: 101 }, (_, index) => intakeEvent({ id: `e${index}` }));
    expect(await door.accept(request(batch, 'batched'), DEPARTMENT)).toEqual({ kind: 'too-large' });
    expect(store.admissions).toEqual([]);
  });
});
