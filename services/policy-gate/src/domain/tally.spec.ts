import { describe, expect, it } from '@jest/globals';

import { tallyOf, tallySource } from './tally.js';

describe('tallyOf', () => {
  it('counts by source and by category apart, sorted by key', () => {
    const tally = tallyOf(
      ['/departments/sante', '/departments/accueil', '/departments/sante'],
      [
        { source: '/departments/sante', category: 'schema' },
        { source: '/departments/bibliotheques', category: 'S3' },
        { source: '/departments/sante', category: 'S3' },
      ],
    );
    expect(tally).toEqual({
      bySource: [
        { source: '/departments/accueil', cleared: 1, dropped: 0 },
        { source: '/departments/bibliotheques', cleared: 0, dropped: 1 },
        { source: '/departments/sante', cleared: 2, dropped: 2 },
      ],
      byCategory: [
        { category: 'S3', count: 2 },
        { category: 'schema', count: 1 },
      ],
    });
  });

  it('counts nothing from nothing', () => {
    expect(tallyOf([], [])).toEqual({ bySource: [], byCategory: [] });
  });
});

describe('tallySource', () => {
  it('is the first source of the key', () => {
    expect(tallySource(['/departments/sante', '/departments/accueil'])).toBe('/departments/sante');
    expect(tallySource([])).toBe('');
  });
});
