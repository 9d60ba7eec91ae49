import { beforeAll, describe, expect, it } from '@jest/globals';
import { DROPS, type Lived, type World } from './day.js';

/** The two worlds look alike to everybody; `live` lives through the day in a Havre of its own. */
export function describeTwoWorlds(name: string, live: (world: World) => Promise<Lived>): void {
  describe(`a day on which events were dropped, and the same day on which they were never sent: ${name}`, () => {
    let dropped: Lived;
    let neverSent: Lived;

    beforeAll(async () => {
      [dropped, neverSent] = await Promise.all([live('dropped'), live('never sent')]);
    }, 1_500_000);

    it('look the same to every partner and every operator, at every moment', () => {
      expect(Object.keys(dropped.seen).length).toBeGreaterThan(100);
      expect(dropped.seen).toEqual(neverSent.seen);
    });

    it('differ in the tally of the day, by department and by category, where it may be told', () => {
      const cleared = { day: expect.any(String), source: '/departments/bureau-2', cleared: null };
      expect(dropped.tally.byDepartment).toContainEqual({ ...cleared, dropped: DROPS });
      expect(neverSent.tally.byDepartment).toContainEqual({ ...cleared, dropped: 0 });
      const others = ({ tally }: Lived): unknown =>
        tally.byDepartment.filter(({ source }) => source !== '/departments/bureau-2');
      expect(others(dropped)).toEqual(others(neverSent));
      expect(neverSent.tally.byCategory).toEqual([]);
      expect(new Set(dropped.tally.byCategory.map(({ count }) => count))).toEqual(new Set([null]));
    });

    it('differ in a metric only once the day is over', () => {
      expect([dropped.droppedLastDay, neverSent.droppedLastDay]).toEqual([String(DROPS), '0']);
    });
  });
}
