import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineSettings } from './define-settings.js';
import { textSetting } from './setting.js';
import { SettingsError } from './settings-error.js';
import { SHARED_SETTINGS } from './shared-settings.js';

const description = { fr: 'Un essai.', en: 'A test.' };
const MARK = 'zebra-secret-of-a-file';

const definition = defineSettings({
  key: textSetting('HAVRE_KEY', { required: true, secret: true, minLength: 8, description }),
  other: textSetting('HAVRE_OTHER', { secret: true, description }),
  plain: textSetting('HAVRE_PLAIN', { description }),
});

describe('a secret given as a file', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'havre-secrets-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const fileOf = async (text: string): Promise<string> => {
    const path = join(folder, 'value');
    await writeFile(path, text);
    return path;
  };
  const problemsOf = (environment: Record<string, string>): readonly string[] => {
    try {
      definition.read(environment);
      return [];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      expect([error.message, ...error.lines('fr'), ...error.lines('en')].join('\n')).not.toContain(MARK);
      expect(error.message).not.toContain(folder);
      return error.problems.map(({ variable, problem }) => `${variable} ${problem}`);
    }
  };

  it.each([MARK, `${MARK}\n`, `${MARK}\r\n`])('is read without its last line end', async (text) => {
    const read = definition.read({ HAVRE_KEY_FILE: await fileOf(text), HAVRE_OTHER_FILE: '' });
    expect(read).toEqual({ key: MARK, other: undefined, plain: undefined });
  });

  it('keeps every other character', async () => {
    expect(definition.read({ HAVRE_KEY_FILE: await fileOf(` ${MARK} \n\n`) }).key).toBe(` ${MARK} \n`);
  });

  it('is checked as if it stood in the variable', async () => {
    expect(problemsOf({ HAVRE_KEY_FILE: await fileOf('short') })).toEqual(['HAVRE_KEY wrong']);
  });

  it('is refused by the name of its variable when the file is not there, is empty or is a folder', async () => {
    expect(problemsOf({ HAVRE_KEY_FILE: join(folder, MARK) })).toEqual(['HAVRE_KEY_FILE unreadable']);
    expect(problemsOf({ HAVRE_KEY_FILE: folder })).toEqual(['HAVRE_KEY_FILE unreadable']);
    expect(problemsOf({ HAVRE_KEY_FILE: await fileOf('\n') })).toEqual(['HAVRE_KEY_FILE unreadable']);
  });

  it('is refused when the value is given as well', async () => {
    const file = await fileOf(MARK);
    expect(problemsOf({ HAVRE_KEY_FILE: file, HAVRE_KEY: MARK })).toEqual(['HAVRE_KEY_FILE given-twice']);
  });

  it('is looked for only where a setting is secret', async () => {
    const file = await fileOf(MARK);
    expect(definition.read({ HAVRE_KEY: MARK, HAVRE_PLAIN_FILE: file }).plain).toBeUndefined();
  });

  it('can be each of the secrets that every service reads', () => {
    const secrets = Object.values(SHARED_SETTINGS).filter(({ isSecret }) => isSecret);
    expect(secrets.map(({ variable }) => variable)).toEqual([
      'HAVRE_DATABASE_URL',
      'HAVRE_EVENT_LOG_URL',
      'HAVRE_KAFKA_PASSWORD',
      'HAVRE_OPS_KEY',
    ]);
  });
});
