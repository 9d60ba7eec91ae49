import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parsePartnerEvent } from '@havre/events';
import type { Night } from '../city/night.js';
import { parseShelters } from '../city/shelter.js';
import { drawFrom } from './draw.js';
import { DAILY_TURNOVER, counted, planNight } from './night-plan.js';

const shelters = counted(
  parseShelters(readFileSync(join(import.meta.dirname, '../../data/shelters.csv'), 'utf8')),
);
const capacity = shelters.reduce((sum, shelter) => sum + shelter.capacity, 0);
const night = (changes: Partial<Night> = {}): Night => ({
  date: '2024-01-16',
  people: 9000,
  freeBeds: 0.02,
  freeRooms: 0.01,
  ...changes,
});
const plan = (options: { before?: Night; night?: Night; seed?: number } = {}) =>
  planNight({
    shelters,
    before: options.before ?? night({ date: '2024-01-15' }),
    night: options.night ?? night(),
    draw: drawFrom(options.seed ?? 1),
  });
const asked = (of: ReturnType<typeof plan>) =>
  of.intakes.reduce((sum, { data }) => sum + data.household.members.length, 0);
const free = (counts: ReturnType<typeof plan>['late']) =>
  counts.reduce((sum, { total, occupied }) => sum + total - occupied, 0);

describe('plan of a night', () => {
  it('counts the fifty-four shelters whose capacity is known', () => {
    expect([plan().evening.length, plan().late.length]).toEqual([54, 54]);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(plan()).toEqual(plan());
    expect(plan({ seed: 2 })).not.toEqual(plan());
  });

  it('tells in the evening what was counted the night before', () => {
    const full = night({ date: '2024-01-15', freeBeds: 0, freeRooms: 0 });
    expect(free(plan({ before: full }).evening)).toBe(0);
    expect(free(plan({ before: night({ freeBeds: 1, freeRooms: 1 }) }).evening)).toBe(capacity);
  });

  it('frees about the share of places that people leave in a day', () => {
    const { late } = plan({ night: night({ freeBeds: 0, freeRooms: 0 }) });
    expect(free(late) / capacity).toBeGreaterThan(DAILY_TURNOVER * 0.7);
    expect(free(late) / capacity).toBeLessThan(DAILY_TURNOVER * 1.3);
  });

  it('asks for more on a night on which the system grows', () => {
    const before = night({ date: '2024-01-15', people: 8500 });
    expect(asked(plan({ before })) - asked(plan())).toBeGreaterThan((500 / 9000) * capacity * 0.8);
  });

  it('asks for no less on a night on which it shrinks', () => {
    expect(asked(plan({ before: night({ date: '2024-01-15', people: 9500 }) }))).toBe(asked(plan()));
  });

  it('never counts more occupied places than there are', () => {
    const crowded = plan({ night: night({ freeBeds: 1, freeRooms: 1 }) });
    const counts = [...crowded.evening, ...crowded.late];
    expect(counts.every(({ total, occupied }) => occupied >= 0 && occupied <= total)).toBe(true);
  });

  it('sends nobody but families to the houses for families', () => {
    const houses = shelters.filter(({ sector }) => sector === 'Family').map(({ id }) => id);
    const { intakes } = plan();
    const alone = intakes.filter(({ data }) => data.household.members.length === 1);
    expect(houses).toHaveLength(8);
    expect(alone.length).toBeGreaterThan(0);
    expect(alone.every(({ data }) => JSON.stringify(data.exclusions) === JSON.stringify(houses))).toBe(true);
    expect(
      intakes.filter((intake) => !alone.includes(intake)).every(({ data }) => data.exclusions === undefined),
    ).toBe(true);
  });

  it('plans intakes that the gate accepts, each for as many beds as it has members', () => {
    const results = plan().intakes.map(({ department, data }) => {
      const { outcome } = parsePartnerEvent({
        specversion: '1.0',
        id: 'intake',
        source: department,
        type: 'havre.intake.received.v1',
        datacontenttype: 'application/json',
        data,
      });
      return [outcome, data.needs[0]?.quantity === data.household.members.length];
    });
    expect(results.length).toBeGreaterThan(50);
    expect(results.every(([outcome, fits]) => outcome === 'valid' && fits)).toBe(true);
  });
});
