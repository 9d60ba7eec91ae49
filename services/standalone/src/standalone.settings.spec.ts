import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { settingsTable, withSettingsSection } from '@havre/service';
import { STANDALONE_SETTINGS, standaloneSettings } from './standalone.settings.js';

describe('the settings of `npm start`', () => {
  it('are the demo city in French, with its data beside the program, unless told otherwise', () => {
    expect(standaloneSettings.read({})).toEqual({
      eventLog: 'postgresql',
      dataFolder: '.havre',
      isDemo: true,
      language: 'fr',
    });
  });

  it('are wrong in a language that has no first screen', () => {
    expect(() => standaloneSettings.read({ HAVRE_LANGUAGE: 'de' })).toThrow('HAVRE_LANGUAGE is not valid');
  });

  it.each([
    ['fr', 'configuration.md'],
    ['en', 'configuration.en.md'],
  ] as const)('stand in the documentation (%s)', async (language, file) => {
    const document = await readFile(join(import.meta.dirname, '../../../docs', file), 'utf8');
    const table = settingsTable(STANDALONE_SETTINGS, language);
    expect(withSettingsSection(document, 'standalone', table)).toBe(document);
  });
});
