import { describe, expect, it } from '@jest/globals';
import { defineSettings } from './define-settings.js';
import {
  choiceSetting,
  flagSetting,
  integerSetting,
  listSetting,
  portSetting,
  textSetting,
  urlSetting,
} from './setting.js';
import type { Setting } from './setting.js';
import { SettingsError } from './settings-error.js';

const description = { fr: 'Un essai.', en: 'A test.' };
const MARK = 'zebra-secret';

function read<T>(setting: Setting<T>, text?: string): T {
  return defineSettings({ it: setting }).read({ [setting.variable]: text }).it;
}

const isWrong = (setting: Setting<unknown>, text: string): boolean => {
  try {
    read(setting, text);
    return false;
  } catch (error) {
    return error instanceof SettingsError && error.problems[0]?.problem === 'wrong';
  }
};

describe('a setting', () => {
  it('takes its default when absent or empty', () => {
    const port = portSetting('HAVRE_X', { default: 4100, description });
    expect(read(port)).toBe(4100);
    expect(read(port, '')).toBe(4100);
    expect(read(port, '0')).toBe(0);
  });

  it('without a default is undefined', () => {
    expect(read(textSetting('HAVRE_X', { description }))).toBeUndefined();
  });

  it.each([
    ['port', portSetting('HAVRE_X', { description }), '65535', ['65536', '-1', '80a', '1e3', ' 80']],
    [
      'integer',
      integerSetting('HAVRE_X', { description, min: 2, max: 5 }),
      '5',
      ['1', '6', '2.5', '0x3', '1e0', 'three'],
    ],
    ['flag', flagSetting('HAVRE_X', { description }), '1', ['yes', '2', 'TRUE']],
    ['choice', choiceSetting('HAVRE_X', ['a', 'b'], { description }), 'b', ['c', 'A']],
    [
      'URL',
      urlSetting('HAVRE_X', ['postgres'], { description }),
      'postgres://u:p@h/d',
      ['http://h', 'postgres', '//h/d'],
    ],
    ['text', textSetting('HAVRE_X', { description, minLength: 4, maxLength: 6 }), 'abcd', ['abc', 'abcdefg']],
    [
      'list',
      listSetting('HAVRE_X', { description, item: /^\w+:\d+$/, items: { fr: '', en: '' } }),
      'a:1, b:2',
      ['a:1,,b:2', 'a', 'a:1;b:2'],
    ],
  ] as const)('of kind %s takes what is right and refuses the rest', (_kind, setting, right, wrong) => {
    expect(() => read<unknown>(setting, right)).not.toThrow();
    expect(wrong.filter((text) => !isWrong(setting, text))).toEqual([]);
  });

  it('has the value that its text means', () => {
    expect(read(flagSetting('HAVRE_X', { description }), 'true')).toBe(true);
    expect(read(flagSetting('HAVRE_X', { description, default: true }), '0')).toBe(false);
    const list = listSetting('HAVRE_X', { description, item: /^\w+$/, items: { fr: '', en: '' } });
    expect(read(list, 'a, b')).toEqual(['a', 'b']);
  });
});

describe('wrong settings', () => {
  const definition = defineSettings({
    port: portSetting('HAVRE_PORT', { default: 1, description }),
    url: urlSetting('HAVRE_URL', ['postgres'], { required: true, secret: true, description }),
    other: textSetting('HAVRE_OTHER', { description }),
  });

  it('are all named at once, without their values', () => {
    let caught: unknown;
    try {
      definition.read({ HAVRE_PORT: MARK, HAVRE_OTHER: 'fine' });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(SettingsError);
    const { problems, message, lines } = caught as SettingsError;
    expect(problems.map(({ variable, problem }) => [variable, problem])).toEqual([
      ['HAVRE_PORT', 'wrong'],
      ['HAVRE_URL', 'missing'],
    ]);
    const everything = [message, ...lines.call(caught, 'fr'), ...lines.call(caught, 'en')].join('\n');
    expect(everything).toContain('HAVRE_PORT n’est pas valable');
    expect(everything).toContain('HAVRE_URL is missing');
    expect(everything).not.toContain(MARK);
  });

  it('do not depend on variables that nobody declared', () => {
    expect(definition.read({ HAVRE_URL: 'postgres://h/d', HAVRE_UNKNOWN: 'x' })).toEqual({
      port: 1,
      url: 'postgres://h/d',
      other: undefined,
    });
  });
});
