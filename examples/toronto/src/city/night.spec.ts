import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseNights } from './night.js';

const csv = readFileSync(join(import.meta.dirname, '../../data/daily.csv'), 'utf8');
const [header = '', first = '', second = '', third = ''] = csv.split(/\r?\n/);

describe('nights of Toronto', () => {
  it('reads every night of the file', () => {
    const nights = parseNights(csv);
    expect(nights).toHaveLength(1733);
    expect([nights[0]?.date, nights.at(-1)?.date]).toEqual(['2021-01-02', '2025-09-30']);
  });

  it('turns mean counts into shares of free places', () => {
    const [night] = parseNights(`${header}\n${first}`);
    expect(night?.people).toBe(6048);
    expect(night?.freeBeds).toBeCloseTo(1.648 / (1.648 + 29.795), 10);
    expect(night?.freeRooms).toBeCloseTo(2.906 / (2.906 + 45.34), 10);
  });

  it('refuses a file in which a night is missing', () => {
    expect(() => parseNights([header, first, third].join('\n'))).toThrow('missing');
    expect(parseNights([header, first, second].join('\n'))).toHaveLength(2);
  });

  it('refuses a count that is no number', () => {
    expect(() => parseNights(`${header}\n${first.replace('6048', 'many')}`)).toThrow();
  });
});
