import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { settingsTable, withSettingsSection } from '@havre/service';
import { describe, expect, it } from '@jest/globals';

import { POLICY_GATE_SETTINGS, policyGateSettings } from './policy-gate-settings.js';

const REQUIRED = { HAVRE_DATABASE_URL: 'postgres://127.0.0.1/x', HAVRE_KEYS_FILE: 'keys.json' };

describe('the settings of the gate', () => {
  it('are enough with a database and keys, and leave free text to the packs', () => {
    expect(policyGateSettings.read(REQUIRED)).toMatchObject({
      port: 4100,
      packs: ['montreal'],
      freeText: 'pack',
      retentionDays: 7,
      helpUrl: '/help/needs-only',
    });
  });

  it('name several packs', () => {
    expect(policyGateSettings.read({ ...REQUIRED, HAVRE_POLICY_PACKS: 'montreal, london-on' }).packs).toEqual(
      ['montreal', 'london-on'],
    );
  });

  it.each([
    ['HAVRE_KEYS_FILE', '', 'is missing'],
    ['HAVRE_POLICY_PACKS', '../base', 'is not valid'],
    ['HAVRE_FREE_TEXT', 'on', 'is not valid'],
    ['HAVRE_RETENTION_DAYS', '0', 'is not valid'],
    ['HAVRE_POLICY_GATE_PORT', '70000', 'is not valid'],
  ])('are wrong with %s=%s', (variable, value, problem) => {
    expect(() => policyGateSettings.read({ ...REQUIRED, [variable]: value })).toThrow(
      `${variable} ${problem}`,
    );
  });

  it.each([
    ['fr', 'configuration.md'],
    ['en', 'configuration.en.md'],
  ] as const)('stand in the documentation (%s)', async (language, file) => {
    const document = await readFile(join(import.meta.dirname, '../../../../docs', file), 'utf8');
    const table = settingsTable(POLICY_GATE_SETTINGS, language);
    expect(document).toBe(withSettingsSection(document, 'policy-gate', table));
  });
});
