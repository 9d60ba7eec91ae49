import { describe, expect, it } from '@jest/globals';

import type { PackSource } from './bundle.js';
import { compilePacks, loadBundle, readPacks } from './load-bundle.js';
import { screen } from './screen.js';

const ODD = 'zxqwv grmblft pwrzk';
const PLAIN = 'needs a bed on the ground floor, arrives at nine';

function town(name: string, choice?: string): PackSource {
  return { name, yaml: `pack: ${name}\nversion: 1\n${choice === undefined ? '' : `freeText: ${choice}\n`}` };
}

function bundleOf(...towns: readonly PackSource[]): ReturnType<typeof compilePacks> {
  return compilePacks([...readPacks([]), ...towns], { like: loadBundle() });
}

describe('what a city chooses for free text', () => {
  it('is off while no pack says otherwise', () => {
    expect(loadBundle(['montreal']).freeText).toBe('off');
    expect(bundleOf(town('quiet')).freeText).toBe('off');
  });

  it('is what its pack says, and the most careful of several', () => {
    expect(bundleOf(town('one', 'screened')).freeText).toBe('screened');
    expect(bundleOf(town('one', 'screened'), town('two', 'strict')).freeText).toBe('strict');
    expect(bundleOf(town('one', 'off'), town('two', 'strict')).freeText).toBe('off');
  });

  it('decides how a note is read', () => {
    const strict = bundleOf(town('one', 'strict'));
    const screened = bundleOf(town('one', 'screened'));
    expect(screen({ value: ODD }, strict)).toMatchObject({ effect: 'drop', rule: 'model.not-understood' });
    expect(screen({ value: ODD }, screened)).toEqual({ effect: 'clear' });
    expect(screen({ value: PLAIN }, strict)).toEqual({ effect: 'clear' });
    expect(strict.hash).not.toBe(screened.hash);
  });

  it('in an event concerns its note and nothing else', () => {
    const strict = bundleOf(town('one', 'strict'));
    expect(screen({ value: { data: { note: ODD } } }, strict).effect).toBe('drop');
    expect(screen({ value: { data: { name: ODD } } }, strict).effect).toBe('clear');
    expect(screen({ value: { data: { note: 'zxqwv' } } }, strict).effect).toBe('drop');
  });
});
