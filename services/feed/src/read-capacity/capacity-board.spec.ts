import { describe, expect, it } from '@jest/globals';
import type { ServiceCapacity } from '../domain/capacity-view.js';
import { CapacityBoard, type CapacityAnswer } from './capacity-board.js';

const DEPARTMENT = { sources: ['/departments/accueil'], mayRefer: true };
const OWNER = { sources: ['/providers/maison'], mayRefer: false };
const STRANGER = { sources: ['/providers/other'], mayRefer: false };

class FakePlaces {
  revisions = 0;
  reads = 0;
  now = 'r1';
  available = 7;

  revision(): Promise<string> {
    this.revisions += 1;
    return Promise.resolve(this.now);
  }

  read(): Promise<readonly ServiceCapacity[]> {
    this.reads += 1;
    const { available } = this;
    const state = { unitType: 'bed', total: 9, occupied: 2, held: 0, available } as const;
    return Promise.resolve([
      {
        serviceId: 'maison-lits',
        provider: '/providers/maison',
        name: { fr: 'Maison', en: 'House' },
        kind: 'shelter',
        area: 'centre',
        isConfidential: false,
        state: { ...state, reportedAt: '2026-11-22T21:00:00Z', freshness: 'fresh' },
      },
    ]);
  }
}

function itemsOf({ body }: CapacityAnswer): readonly { available: number; total?: number }[] {
  return (JSON.parse(body.toString()) as { items: { available: number; total?: number }[] }).items;
}

describe('the board of places', () => {
  it('makes one answer for all who see the same', async () => {
    const places = new FakePlaces();
    const board = new CapacityBoard(places);
    const first = await board.answer({}, STRANGER);
    expect(await board.answer({}, { ...STRANGER, sources: ['/providers/third'] })).toBe(first);
    expect(places.reads).toBe(1);
  });

  it('shows the owner more than others, and never the answer of one to the other', async () => {
    const board = new CapacityBoard(new FakePlaces());
    expect(itemsOf(await board.answer({}, OWNER))[0]).toMatchObject({ total: 9 });
    expect(itemsOf(await board.answer({}, STRANGER))[0]).not.toHaveProperty('total');
    expect(itemsOf(await board.answer({}, DEPARTMENT))[0]).not.toHaveProperty('total');
    expect(itemsOf(await board.answer({}, OWNER))[0]).toMatchObject({ total: 9 });
  });

  it('reads again when the revision has moved, and says whether the content has', async () => {
    const places = new FakePlaces();
    const board = new CapacityBoard(places);
    const before = await board.answer({}, DEPARTMENT);
    places.now = 'r2';
    expect((await board.answer({}, DEPARTMENT)).etag).toBe(before.etag);
    Object.assign(places, { now: 'r3', available: 6 });
    const after = await board.answer({}, DEPARTMENT);
    expect(itemsOf(after)).toMatchObject([{ available: 6 }]);
    expect(after.etag).not.toBe(before.etag);
    expect(places.reads).toBe(3);
  });

  it('looks at the revision once for many who ask together, and again for those who come during the look', async () => {
    const places = new FakePlaces();
    const board = new CapacityBoard(places);
    const answers = Array.from({ length: 64 }, () => board.answer({}, DEPARTMENT));
    await Promise.all(answers);
    expect(places.revisions).toBe(2);
    expect(places.reads).toBeLessThanOrEqual(2);
  });

  it('asks again after a failure', async () => {
    const places = new FakePlaces();
    const board = new CapacityBoard(places);
    const failing = Object.assign(places, { now: 'r1' });
    const read = failing.read.bind(failing);
    failing.read = () => Promise.reject(new Error('away'));
    await expect(board.answer({}, DEPARTMENT)).rejects.toThrow('away');
    failing.read = read;
    expect(itemsOf(await board.answer({}, DEPARTMENT))).toHaveLength(1);
  });
});
