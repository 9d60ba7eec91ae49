import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { settingsTable, withSettingsSection } from '@havre/service';
import { ADMIN_SETTINGS, adminSettings } from './admin-settings.js';

const CREDENTIALS = {
  HAVRE_DATABASE_URL: 'postgres://127.0.0.1/x',
  HAVRE_KEYS_FILE: 'keys.json',
  HAVRE_OPS_KEY: 'k'.repeat(24),
};

describe('the settings of admin', () => {
  it('find the other services on this machine unless told otherwise', () => {
    const { port, policyGateUrl, capacityUrl } = adminSettings.read({
      ...CREDENTIALS,
      HAVRE_CAPACITY_URL: 'https://capacity.example',
    });
    expect([port, policyGateUrl, capacityUrl]).toEqual([
      4300,
      'http://127.0.0.1:4100',
      'https://capacity.example',
    ]);
  });

  it.each(['HAVRE_KEYS_FILE', 'HAVRE_OPS_KEY'])('are wrong without %s', (variable) => {
    expect(() => adminSettings.read({ ...CREDENTIALS, [variable]: '' })).toThrow(`${variable} is missing`);
  });

  it('are wrong with an operations key that is too short', () => {
    expect(() => adminSettings.read({ ...CREDENTIALS, HAVRE_OPS_KEY: 'short' })).toThrow(
      'HAVRE_OPS_KEY is not valid',
    );
  });

  it.each([
    ['fr', 'configuration.md'],
    ['en', 'configuration.en.md'],
  ] as const)('stand in the documentation (%s)', async (language, file) => {
    const document = await readFile(join(import.meta.dirname, '../../../../docs', file), 'utf8');
    expect(document).toBe(withSettingsSection(document, 'admin', settingsTable(ADMIN_SETTINGS, language)));
  });
});
