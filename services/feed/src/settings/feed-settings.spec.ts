import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsTable, withSettingsSection } from '@havre/service';
import { describe, expect, it } from '@jest/globals';
import { FEED_SETTINGS, feedSettings } from './feed-settings.js';

const REQUIRED = { HAVRE_DATABASE_URL: 'postgres://127.0.0.1/x', HAVRE_KEYS_FILE: 'keys.json' };

describe('the settings of the feed', () => {
  it('are enough with a database and keys', () => {
    expect(feedSettings.read(REQUIRED)).toMatchObject({
      port: 4200,
      retentionDays: 7,
      heartbeatSeconds: 15,
      pollMs: 500,
      streamsPerKey: 20,
    });
  });

  it('are wrong without keys: nobody could ever read', () => {
    expect(() => feedSettings.read({ ...REQUIRED, HAVRE_KEYS_FILE: '' })).toThrow(
      'HAVRE_KEYS_FILE is missing',
    );
  });

  it.each([
    ['HAVRE_RETENTION_DAYS', '0'],
    ['HAVRE_FEED_HEARTBEAT_SECONDS', '301'],
    ['HAVRE_FEED_POLL_MS', '5'],
    ['HAVRE_FEED_STREAMS_PER_KEY', 'many'],
  ])('are wrong with %s=%s', (variable, value) => {
    expect(() => feedSettings.read({ ...REQUIRED, [variable]: value })).toThrow(`${variable} is not valid`);
  });

  it.each([
    ['fr', 'configuration.md'],
    ['en', 'configuration.en.md'],
  ] as const)('stand in the documentation (%s)', async (language, file) => {
    const document = await readFile(join(import.meta.dirname, '../../../../docs', file), 'utf8');
    expect(document).toBe(withSettingsSection(document, 'feed', settingsTable(FEED_SETTINGS, language)));
  });
});
