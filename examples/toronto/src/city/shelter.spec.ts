import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parsePartnerEvent } from '@havre/events';
import { providerSource, toListing } from './listing.js';
import { parseShelters, withoutCapacity } from './shelter.js';

const csv = readFileSync(join(import.meta.dirname, '../../data/shelters.csv'), 'utf8');
const shelters = parseShelters(csv);
const HEADER =
  'name,address,postal_code,municipality,neighbourhood,latitude,longitude,confidential,capacity,sector,sector_detail';
const row = (changes: { latitude?: string; capacity?: string; detail?: string }) =>
  `${HEADER}\nHouse,1 St,M,T,Annex,${changes.latitude ?? '43.6'},-79.3,N,${changes.capacity ?? '10'},Single,${changes.detail ?? 'Youth'}`;

describe('shelters of Toronto', () => {
  it('reads the fifty-nine shelters of the city, each under a code of its own', () => {
    expect(shelters).toHaveLength(59);
    expect(new Set(shelters.map(({ id }) => id)).size).toBe(59);
  });

  it('reports the five that publish no number of places, and guesses none', () => {
    expect(withoutCapacity(shelters).map(({ name }) => name)).toEqual([
      'Streets to Homes Assessment & Referral Centre',
      'Birkdale - Roycroft Motel',
      'Family Res - Gateway Inn',
      'Family Res - Lido Motel',
      'Family Res - Maple Leaf Motel',
    ]);
    expect(withoutCapacity(shelters).every((shelter) => !('capacity' in shelter))).toBe(true);
  });

  it('adds up to the places that the file states', () => {
    expect(shelters.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0)).toBe(3849);
  });

  it.each(shelters)('lists $id as the gate accepts it', (shelter) => {
    const { outcome } = parsePartnerEvent({
      specversion: '1.0',
      id: 'listed',
      source: providerSource(shelter),
      type: 'havre.service.listed.v1',
      subject: shelter.id,
      datacontenttype: 'application/json',
      data: toListing(shelter),
    });
    expect(outcome).toBe('valid');
  });

  it('lists no place under a name that states a status', () => {
    const listed = shelters.map((shelter) => JSON.stringify([shelter.id, toListing(shelter)]));
    expect(listed.filter((text) => /refugee|newcomer|migrant|asylum/i.test(text))).toEqual([]);
  });

  it('takes men, women, youth and families where the city says so', () => {
    const accepts = (name: string) =>
      shelters.filter((shelter) => shelter.name === name).map((one) => toListing(one).accepts);
    expect(accepts('Scott Mission')).toEqual([
      { ageGroups: ['adult', 'senior'], genders: ['man'], families: false, maxHousehold: 1 },
    ]);
    expect(accepts('Street Haven at the Crossroads')[0]?.genders).toEqual(['woman']);
    expect(accepts('Covenant House')[0]?.ageGroups).toEqual(['youth']);
    expect(accepts('Robertson House')[0]?.families).toBe(true);
  });

  it.each([
    ['an unknown sector', row({ detail: 'Nobody' })],
    ['no position', row({ latitude: '' })],
    ['a column that is missing', 'name\nHouse'],
  ])('refuses a row with %s', (_, text) => {
    expect(() => parseShelters(text)).toThrow();
  });

  it('takes a capacity that is no whole number for unknown', () => {
    expect(parseShelters(row({ capacity: '12.5' }))[0]).not.toHaveProperty('capacity');
  });
});
