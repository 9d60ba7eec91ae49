import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SettingsError, settingsTable, withSettingsSection } from '@havre/service';
import { DEFAULT_LIMITS } from '../domain/limits.js';
import { REFERRAL_SETTINGS, readReferralSettings } from './referral-settings.js';

const read = (changes: Readonly<Record<string, string>> = {}) =>
  readReferralSettings({ HAVRE_DATABASE_URL: 'postgres://localhost/havre', ...changes });

describe('the settings of the referral service', () => {
  it('are the documented limits when the city sets none', () => {
    const { limits, city, port } = read();
    expect(limits).toEqual(DEFAULT_LIMITS);
    expect(city).toEqual({ timeZone: 'America/Toronto', language: 'fr' });
    expect(port).toBe(4400);
  });

  it('take one number for all kinds, or one for a kind', () => {
    expect(read({ HAVRE_OFFER_MINUTES: '10' }).limits.offerMinutes).toEqual({ standard: 10, exceptions: {} });
    expect(read({ HAVRE_OFFER_MINUTES: '10,health:240' }).limits.offerMinutes).toEqual({
      standard: 10,
      exceptions: { health: 240 },
    });
    expect(read({ HAVRE_WAIT_LIMIT_HOURS: 'food:5' }).limits.waitLimitHours).toEqual({
      standard: DEFAULT_LIMITS.waitLimitHours.standard,
      exceptions: { food: 5 },
    });
  });

  it.each([
    ['fr', 'configuration.md'],
    ['en', 'configuration.en.md'],
  ] as const)('stand in the documentation (%s)', async (language, file) => {
    const document = await readFile(join(import.meta.dirname, '../../../../docs', file), 'utf8');
    const table = settingsTable(REFERRAL_SETTINGS, language);
    expect(document).toBe(withSettingsSection(document, 'referral', table));
  });

  it.each([
    ['HAVRE_OFFER_MINUTES', 'soon'],
    ['HAVRE_OFFER_MINUTES', '1441'],
    ['HAVRE_JOURNEY_MINUTES', '90,shelter:2000'],
    ['HAVRE_LOOP_CAP', '777'],
    ['HAVRE_TIME_ZONE', 'Nowhere/Here'],
    ['HAVRE_CITY_LANGUAGE', 'xx'],
  ])('that are wrong stop the service: %s=%s', (variable, value) => {
    expect(() => read({ [variable]: value })).toThrow(SettingsError);
    expect(() => read({ [variable]: value })).toThrow(variable);
    expect(() => read({ [variable]: value })).not.toThrow(value);
  });
});
