import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { MINUTE, NOW, SERVICE, TERMS } from '../testing/given.js';
import { event, listedEvent } from '../testing/sample-events.js';
import { TestLedger, WORKERS } from '../testing/test-ledger.js';
import { openLedger } from '../record-batch/open-ledger.js';

const freshness = (events: readonly HavreEvent[]): readonly unknown[] =>
  events.map(({ data }) => (data as { freshness?: string }).freshness);

describe('reports that age, on PostgreSQL', () => {
  let ledger: TestLedger;

  beforeAll(async () => {
    ledger = await TestLedger.start();
  });
  afterAll(() => ledger.stop());
  beforeEach(async () => {
    await ledger.reset();
    await ledger.listed(SERVICE, 5);
  });

  it('tells once when a report becomes stale and once when it expires', async () => {
    expect(await ledger.ledger.ageing.run()).toBe(0);
    await ledger.setClock(NOW + 120 * MINUTE);
    await Promise.all([ledger.ledger.ageing.run(), ledger.ledger.ageing.run()]);
    expect(freshness(await ledger.published())).toEqual(['stale']);
    await ledger.setClock(NOW + 480 * MINUTE);
    await ledger.ledger.ageing.run();
    expect(freshness(await ledger.published())).toEqual(['expired']);
    expect(await ledger.ledger.ageing.run()).toBe(0);
  });

  it('makes a confirmed report fresh again', async () => {
    await ledger.setClock(NOW + 480 * MINUTE);
    await ledger.ledger.ageing.run();
    await ledger.published();
    await ledger.receive(event('havre.capacity.confirmed.v1', {}, { time: NOW + 480 * MINUTE }));
    expect(freshness(await ledger.published())).toEqual(['fresh']);
  });

  it('goes by the kind of service, also when the directory changes it', async () => {
    await ledger.setClock(NOW + 120 * MINUTE);
    await ledger.ledger.ageing.run();
    await ledger.published();
    await ledger.receive(listedEvent(SERVICE, undefined, 'food'));
    await ledger.ledger.ageing.run();
    expect(freshness(await ledger.published())).toEqual(['fresh']);
  });

  it('goes by limits that were changed while the service was down', async () => {
    const restarted = openLedger({
      dataSource: ledger.dataSource,
      terms: {
        ...TERMS,
        ageLimits: { ...TERMS.ageLimits, shelter: { staleMinutes: 10, expiredMinutes: 20 } },
      },
      workers: WORKERS,
      newId: () => ledger.newId(),
      relay: { wake: () => undefined },
    });
    await ledger.setClock(NOW + 15 * MINUTE);
    expect(await restarted.ageing.run()).toBe(0);
    expect(await restarted.ageing.align()).toBe(1);
    expect(freshness(await ledger.published())).toEqual(['stale']);
    expect(await restarted.ageing.align()).toBe(0);
  });
});
