import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

describe('options of the replay', () => {
  it('replays thirty nights of January 2024, in French, unless told otherwise', () => {
    expect(readOptions([], {})).toEqual({
      outcome: 'options',
      options: { nights: 30, from: '2024-01-15', seed: 1, language: 'fr', dataFolder: '.havre/toronto' },
    });
  });

  it('takes what it is told', () => {
    const parameters = ['--nights', '7', '--from', '2023-07-01', '--seed', '9', '--data', 'elsewhere'];
    expect(readOptions(parameters, { HAVRE_LANGUAGE: 'en' })).toEqual({
      outcome: 'options',
      options: { nights: 7, from: '2023-07-01', seed: 9, language: 'en', dataFolder: 'elsewhere' },
    });
  });

  it.each([
    ['--nights', '0'],
    ['--nights', 'many'],
    ['--from', 'yesterday'],
    ['--seed', '-1'],
    ['--lang', 'de'],
  ])('says which option is wrong: %s %s', (option, value) => {
    expect(readOptions([`${option}=${value}`], {})).toEqual({ outcome: 'wrong', option });
  });

  it('does not take what it does not know', () => {
    expect(readOptions(['--bogus'], {})).toEqual({ outcome: 'wrong', option: '--bogus' });
  });

  it('has a manual', () => {
    expect(readOptions(['--help'], {})).toEqual({ outcome: 'help' });
  });
});
