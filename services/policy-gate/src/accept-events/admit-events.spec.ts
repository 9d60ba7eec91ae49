import { describe, expect, it } from '@jest/globals';

import type { ClearedEvent } from '../domain/decide-verdict.js';
import { intakeData } from '../testing/sample-events.js';
import { RememberingLog, RememberingStore } from '../testing/remembering-store.js';
import { EventAdmission } from './admit-events.js';

interface World {
  readonly store: RememberingStore;
  readonly log: RememberingLog;
  readonly admission: EventAdmission;
}

function newWorld(): World {
  const store = new RememberingStore();
  const log = new RememberingLog();
  let count = 0;
  const admission = new EventAdmission(store, log, {
    onFault: () => undefined,
    idsOf: () => {
      count += 1;
      return { receipt: `receipt-${count}`, subject: `subject-${count}` };
    },
  });
  return { store, log, admission };
}

function cleared(eventId: string, fingerprint = 'aa'): ClearedEvent {
  return {
    source: '/departments/accueil',
    eventId,
    type: 'havre.intake.received.v1',
    data: intakeData(),
    fingerprint,
  };
}

const FIRST = { outcome: 'accepted', receipt: 'receipt-1', subject: 'subject-1' };

describe('EventAdmission', () => {
  it('stores a group in one transaction, appends it once, and answers each request its own', async () => {
    const { store, log, admission } = newWorld();
    const drop = { source: '/departments/accueil', category: 'S3' } as const;
    const results = await admission.admit([
      { cleared: [cleared('a')], drops: [] },
      { cleared: [], drops: [drop] },
      { cleared: [cleared('b'), cleared('c')], drops: [drop] },
    ]);
    expect(results.map((part) => part.length)).toEqual([1, 0, 2]);
    expect(results[0]).toEqual([FIRST]);
    expect(store.admissions).toMatchObject([{ drops: [drop, drop], appended: [] }]);
    expect(log.appends.map((records) => records.map(({ headers }) => headers.ce_id))).toEqual([
      ['receipt-1', 'receipt-2', 'receipt-3'],
    ]);
  });

  it('gives the same event sent twice in one group one receipt, and appends it once', async () => {
    const { log, admission } = newWorld();
    const request = { cleared: [cleared('a')], drops: [] };
    expect(await admission.admit([request, request])).toEqual([[FIRST], [FIRST]]);
    expect(log.appends).toMatchObject([[{ headers: { ce_id: 'receipt-1' } }]]);
  });

  it('appends nothing again in a later group, and marks the earlier one there', async () => {
    const { store, log, admission } = newWorld();
    const request = { cleared: [cleared('a')], drops: [] };
    await admission.admit([request]);
    expect(await admission.admit([request])).toEqual([[FIRST]]);
    expect(await admission.admit([request])).toEqual([[FIRST]]);
    expect(log.appends).toHaveLength(1);
    expect(store.admissions.map(({ appended }) => appended)).toEqual([[], ['receipt-1'], []]);
  });

  it('refuses other content under the same id, in the same group and later', async () => {
    const { log, admission } = newWorld();
    const other = { cleared: [cleared('a', 'bb')], drops: [] };
    const results = await admission.admit([{ cleared: [cleared('a')], drops: [] }, other]);
    expect(results).toEqual([[FIRST], [{ outcome: 'id-reused' }]]);
    expect(await admission.admit([other])).toEqual([[{ outcome: 'id-reused' }]]);
    expect(log.appends).toHaveLength(1);
  });

  it('acknowledges nothing when the log is away, and appends the same receipt at the next sending', async () => {
    const { store, log, admission } = newWorld();
    const request = { cleared: [cleared('a')], drops: [] };
    log.isAway = true;
    expect(await admission.admit([request])).toEqual([[{ outcome: 'not-durable' }]]);
    log.isAway = false;
    expect(await admission.admit([request])).toEqual([[FIRST]]);
    expect(log.appends).toMatchObject([[{ headers: { ce_id: 'receipt-1' } }]]);
    expect(store.admissions.map(({ appended }) => appended)).toEqual([[], []]);
  });

  it('still answers a repeated event while the log is away', async () => {
    const { log, admission } = newWorld();
    const request = { cleared: [cleared('a')], drops: [] };
    await admission.admit([request]);
    log.isAway = true;
    const results = await admission.admit([request, { cleared: [cleared('b')], drops: [] }]);
    expect(results).toEqual([[FIRST], [{ outcome: 'not-durable' }]]);
  });

  it('fails without the words of the database when it is away, and appends nothing', async () => {
    const { store, log, admission } = newWorld();
    store.isAway = true;
    const failure = admission.admit([{ cleared: [cleared('a')], drops: [] }]);
    await expect(failure).rejects.toMatchObject({ code: 'storage', retriable: true, message: 'storage' });
    expect(log.appends).toEqual([]);
  });

  it('keeps what it has to mark until the store has taken it', async () => {
    const { store, admission } = newWorld();
    const request = { cleared: [cleared('a')], drops: [] };
    await admission.admit([request]);
    store.isAway = true;
    await expect(admission.admit([request])).rejects.toMatchObject({ code: 'storage' });
    store.isAway = false;
    await admission.markAppended();
    expect([...store.rows.values()]).toMatchObject([{ isAppended: true }]);
    await admission.admit([request]);
    expect(store.admissions.at(-1)?.appended).toEqual([]);
  });
});
