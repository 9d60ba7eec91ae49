import { describe, expect, it } from '@jest/globals';
import { reportByCategory, reportBySource } from './verdict-report.js';

describe('the report of verdicts', () => {
  it('given a small count of drops, withholds it and its complement of the same day only', () => {
    const rows = [
      { day: '2026-11-20', source: '/departments/a', cleared: 100, dropped: 2 },
      { day: '2026-11-20', source: '/departments/b', cleared: 50, dropped: 30 },
      { day: '2026-11-20', source: '/departments/c', cleared: 70, dropped: 40 },
      { day: '2026-11-21', source: '/departments/a', cleared: 100, dropped: 9 },
    ];
    expect(reportBySource(rows)).toEqual([
      { day: '2026-11-20', source: '/departments/a', cleared: 100, dropped: null },
      { day: '2026-11-20', source: '/departments/b', cleared: 50, dropped: null },
      { day: '2026-11-20', source: '/departments/c', cleared: 70, dropped: 40 },
      { day: '2026-11-21', source: '/departments/a', cleared: 100, dropped: 9 },
    ]);
  });

  it('given one small category, does not let the sum of the departments give it away', () => {
    const byCategory = reportByCategory([
      { day: '2026-11-20', category: 'papers', count: 3 },
      { day: '2026-11-20', category: 'status', count: 20 },
      { day: '2026-11-20', category: 'schema', count: 60 },
    ]);
    expect(byCategory.map(({ count }) => count)).toEqual([null, null, 60]);
  });

  it('shows what is large as it is', () => {
    const rows = [{ day: '2026-11-20', category: 'status', count: 5 }];
    expect(reportByCategory(rows)).toEqual(rows);
  });
});
