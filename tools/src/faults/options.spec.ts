import { describe, expect, it } from '@jest/globals';
import { readOptions } from './options.js';

const read = (...args: string[]) => readOptions(args, {});

describe('the command line', () => {
  it('takes minutes and a seed', () => {
    expect(read('--minutes', '2.5', '--seed', '7', '--json', '--lang', 'en')).toEqual({
      outcome: 'options',
      options: { minutes: 2.5, seed: 7, isJson: true, language: 'en' },
    });
  });

  it('draws a seed when none is given', () => {
    expect(read()).toMatchObject({ outcome: 'options', options: { minutes: 10, seed: expect.any(Number) } });
  });

  it.each([
    ['--minutes', '0'],
    ['--minutes', 'soon'],
    ['--seed', '-1'],
    ['--seed', '1.5'],
  ])('names what is wrong: %s %s', (option, value) => {
    expect(read(`${option}=${value}`)).toMatchObject({ outcome: 'wrong', option });
  });

  it('refuses what it does not know', () => {
    expect(read('--hours', '3')).toMatchObject({ outcome: 'wrong' });
  });
});
