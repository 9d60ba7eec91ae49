import { describe, expect, it } from '@jest/globals';

import { withoutRule } from './rule-mutants.js';

const YAML = `rules:
  - id: a.one
    any:
      - first
  - id: a.two
    any:
      - second
lookAlikes:
  - third`;

describe('withoutRule', () => {
  it('takes one rule out and nothing else', () => {
    expect(withoutRule(YAML, 'a.one')).toBe(`rules:
  - id: a.two
    any:
      - second
lookAlikes:
  - third`);
    expect(withoutRule(YAML, 'a.two')).toContain('third');
    expect(withoutRule(YAML, 'a.two')).not.toContain('second');
  });
});
