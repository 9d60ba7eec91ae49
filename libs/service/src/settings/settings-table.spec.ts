import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { integerSetting, textSetting, urlSetting } from './setting.js';
import { settingsTable, withSettingsSection } from './settings-table.js';
import { SHARED_SETTINGS } from './shared-settings.js';

const description = { fr: 'Un essai.', en: 'A test | with a bar.' };
const SETTINGS = {
  wait: integerSetting('HAVRE_WAIT', { default: 5, min: 1, max: 9, description }),
  key: textSetting('HAVRE_KEY', { secret: true, default: 'hidden', description }),
  url: urlSetting('HAVRE_URL', ['postgres'], { required: true, description }),
};

describe('the table of settings', () => {
  it('shows each with what it takes and its default, and no secret', () => {
    expect(settingsTable(SETTINGS, 'en').split('\n')).toEqual([
      '| Variable | Value | Default | What it is |',
      '| --- | --- | --- | --- |',
      '| `HAVRE_WAIT` | whole number, 1 to 9 | `5` | A test \\| with a bar. |',
      '| `HAVRE_KEY`, `HAVRE_KEY_FILE` | text | – | A test \\| with a bar. |',
      '| `HAVRE_URL` | URL `postgres://…` | required | A test \\| with a bar. |',
    ]);
    expect(settingsTable(SETTINGS, 'fr')).toContain('| `HAVRE_WAIT` | entier de 1 à 9 | `5` | Un essai. |');
  });

  it('takes the place of its section of a document', () => {
    const sectionWith = (table: string): string =>
      `<!-- settings: x -->\n\n<!-- prettier-ignore-start -->\n\n${table}\n\n<!-- prettier-ignore-end -->\n\n<!-- /settings -->`;
    const before = `A\n\n${sectionWith('old')}\n\nB\n`;
    const after = `A\n\n${sectionWith('new')}\n\nB\n`;
    expect(withSettingsSection(before, 'x', 'new')).toBe(after);
    expect(withSettingsSection(after, 'x', 'new')).toBe(after);
    expect(withSettingsSection('A\n', 'x', 'new')).toBe(`A\n\n${sectionWith('new')}\n`);
  });

  it.each([
    ['fr', 'configuration.md'],
    ['en', 'configuration.en.md'],
  ] as const)('of the shared settings stands in the documentation (%s)', async (language, file) => {
    const document = await readFile(join(import.meta.dirname, '../../../../docs', file), 'utf8');
    expect(document).toBe(withSettingsSection(document, 'shared', settingsTable(SHARED_SETTINGS, language)));
  });
});
