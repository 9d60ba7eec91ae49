import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { settingsTable, withSettingsSection } from '@havre/service';
import { CAPACITY_SETTINGS, readCapacitySettings } from './capacity-settings.js';

const read = (environment: Record<string, string>) =>
  readCapacitySettings({ HAVRE_DATABASE_URL: 'postgres://localhost/havre', ...environment });

describe('the settings of the ledger', () => {
  it('have the defaults of the rules of the night', () => {
    const { port, terms, workers } = read({});
    expect(port).toBe(4500);
    expect(terms).toMatchObject({ publisherShare: 0.5, placesPerNeed: 20, timeZone: 'America/Toronto' });
    expect(terms.journeyLimitMinutes.shelter).toBe(120);
    expect(terms.ageLimits.shelter).toEqual({ staleMinutes: 120, expiredMinutes: 480 });
    expect(workers).toMatchObject({ retentionDays: 7, expiryIntervalMs: 1_000 });
  });

  it('change one kind and leave the others', () => {
    const { terms } = read({ HAVRE_REPORT_STALE_MINUTES: 'shelter:60', HAVRE_PUBLISHER_SHARE: '1' });
    expect(terms.ageLimits.shelter.staleMinutes).toBe(60);
    expect(terms.ageLimits.food.staleMinutes).toBe(720);
    expect(terms.publisherShare).toBe(1);
  });

  it('take one number for every kind, with exceptions', () => {
    const { terms } = read({ HAVRE_REPORT_STALE_MINUTES: '30,food:45' });
    expect(terms.ageLimits.shelter.staleMinutes).toBe(30);
    expect(terms.ageLimits.food.staleMinutes).toBe(45);
  });

  it.each([
    ['fr', 'configuration.md'],
    ['en', 'configuration.en.md'],
  ] as const)('stand in the documentation (%s)', async (language, file) => {
    const document = await readFile(join(import.meta.dirname, '../../../../docs', file), 'utf8');
    const table = settingsTable(CAPACITY_SETTINGS, language);
    expect(document).toBe(withSettingsSection(document, 'capacity', table));
  });

  it.each([
    ['HAVRE_PUBLISHER_SHARE', '0'],
    ['HAVRE_PUBLISHER_SHARE', '1.5'],
    ['HAVRE_PUBLISHER_SHARE', 'half'],
    ['HAVRE_REPORT_STALE_MINUTES', 'bunker:5'],
    ['HAVRE_REPORT_EXPIRED_MINUTES', 'shelter:100'],
    ['HAVRE_JOURNEY_LIMIT_MINUTES', 'shelter:121'],
    ['HAVRE_LEDGER_BATCH', '0'],
    ['HAVRE_PLACES_PER_NEED', '0'],
    ['HAVRE_TIME_ZONE', 'America/Nowhere'],
    ['HAVRE_DRIFT_RETENTION_DAYS', '0'],
  ])('refuse %s=%s by its name, without its value', (variable, value) => {
    expect(() => read({ [variable]: value })).toThrow(new RegExp(`^${variable} is not valid`));
  });
});
