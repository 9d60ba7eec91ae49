import { describe, expect, it } from '@jest/globals';
import { AUBERGE, BONAVENTURE } from '../testing/events.js';
import { showCapacity, type ServiceCapacity } from './capacity-view.js';

const beds = (changes: Partial<ServiceCapacity> = {}, available = 7): ServiceCapacity => ({
  serviceId: 'maison-bonaventure-lits',
  provider: BONAVENTURE,
  name: { fr: 'Lits', en: 'Beds' },
  kind: 'shelter',
  area: 'ville-marie',
  isConfidential: false,
  state: {
    unitType: 'bed',
    total: 40,
    occupied: 31,
    held: 2,
    available,
    reportedAt: '2026-11-22T21:00:00.000Z',
    freshness: 'fresh',
  },
  ...changes,
});

const department = { sources: ['/departments/accueil'], mayRefer: true };
const stranger = { sources: [AUBERGE], mayRefer: false };
const owner = { sources: [BONAVENTURE], mayRefer: false };

describe('showCapacity', () => {
  it('shows everything to the owner', () => {
    expect(showCapacity([beds()], owner).items).toEqual([
      expect.objectContaining({ total: 40, occupied: 31, held: 2, available: 7 }),
    ]);
  });

  it('shows the owner what is funded, out of service, open beside, promised too much and counted otherwise', () => {
    const { state } = beds();
    const out = { funded: 45, outOfService: 3, surge: 2, deficit: 1, drift: -2 };
    expect(showCapacity([beds({ state: { ...state, ...out } })], owner).items).toEqual([
      expect.objectContaining(out),
    ]);
    expect(showCapacity([beds()], owner).items).toEqual([
      expect.objectContaining({ funded: null, outOfService: 0, surge: 0, deficit: 0, drift: 0 }),
    ]);
    const [seen] = showCapacity([beds({ state: { ...state, ...out } })], department).items;
    for (const name of Object.keys(out)) expect(seen).not.toHaveProperty(name);
  });

  it.each([department, stranger])('shows others what is free, how old that is, and no more', (reader) => {
    const [item] = showCapacity([beds()], reader).items;
    expect(Object.keys(item ?? {}).sort()).toEqual(
      [
        'serviceId',
        'provider',
        'name',
        'kind',
        'area',
        'unitType',
        'available',
        'freshness',
        'reportedAt',
      ].sort(),
    );
  });

  it('tells beds that sleep more, or belong to a night, apart', () => {
    const room = beds({ state: { ...beds().state, unitType: 'room', sleeps: 4, date: '2026-11-22' } });
    expect(showCapacity([room], department).items).toEqual([
      expect.objectContaining({ unitType: 'room', sleeps: 4, date: '2026-11-22' }),
    ]);
    const visit = beds({
      state: { ...beds().state, unitType: 'appointment', date: '2026-11-22', time: '09:30' },
    });
    expect(showCapacity([visit], department).items).toEqual([
      expect.objectContaining({ unitType: 'appointment', date: '2026-11-22', time: '09:30' }),
    ]);
  });

  describe('confidential services', () => {
    const hidden = [
      beds({ serviceId: 'maison-a', isConfidential: true }, 4),
      beds({ serviceId: 'maison-b', isConfidential: true, provider: AUBERGE }, 3),
    ];

    it('are counted for their area together, for those who may refer to them', () => {
      expect(showCapacity(hidden, department)).toEqual({
        items: [],
        confidentialAreas: [{ kind: 'shelter', area: 'ville-marie', unitType: 'bed', available: 7 }],
      });
    });

    it('leave no trace for others', () => {
      const passer = { sources: ['/providers/clinique'], mayRefer: false };
      expect(showCapacity(hidden, passer)).toEqual({ items: [], confidentialAreas: [] });
    });

    it('show everything to their owner, and not each other', () => {
      const { items, confidentialAreas } = showCapacity(hidden, stranger);
      expect(items).toEqual([expect.objectContaining({ serviceId: 'maison-b', total: 40 })]);
      expect(confidentialAreas).toEqual([]);
    });

    it('do not say how many when it is fewer than five, none included', () => {
      for (const available of [0, 1, 4]) {
        const { confidentialAreas } = showCapacity([beds({ isConfidential: true }, available)], department);
        expect(confidentialAreas).toEqual([expect.objectContaining({ available: null })]);
      }
      const { confidentialAreas } = showCapacity([beds({ isConfidential: true }, 5)], department);
      expect(confidentialAreas).toEqual([expect.objectContaining({ available: 5 })]);
    });

    it('are not counted with numbers that nobody vouches for', () => {
      const old = beds({ isConfidential: true, state: { ...beds().state, freshness: 'expired' } });
      expect(showCapacity([old], department).confidentialAreas).toEqual([]);
    });

    it('are told apart by kind, area and unit', () => {
      const others = [
        ...hidden,
        beds({ isConfidential: true, area: 'verdun' }, 9),
        beds({ isConfidential: true, kind: 'housing' }, 9),
        beds({ isConfidential: true, state: { ...beds().state, unitType: 'room', available: 9 } }),
      ];
      expect(showCapacity(others, department).confidentialAreas).toHaveLength(4);
    });
  });
});
