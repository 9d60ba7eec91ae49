import { loadBundle } from '@havre/policy';
import { describe, expect, it } from '@jest/globals';

import { BundleHolder } from './bundle-holder.js';

describe('BundleHolder', () => {
  it('always holds one bundle, and replaces it whole', () => {
    const first = loadBundle();
    const second = loadBundle(['montreal']);
    const holder = new BundleHolder(first);
    expect(holder.current()).toBe(first);
    holder.swap(second);
    expect(holder.current()).toBe(second);
  });
});
