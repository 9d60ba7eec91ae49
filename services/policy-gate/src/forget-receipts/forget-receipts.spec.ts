import { describe, expect, it } from '@jest/globals';

import { forgetReceipts } from './forget-receipts.js';

describe('forgetReceipts', () => {
  it('goes on until a portion is not full', async () => {
    let left = 12_001;
    const asked: number[] = [];
    const deleteOld = async (retentionDays: number, limit: number): Promise<number> => {
      asked.push(retentionDays);
      const deleted = Math.min(left, limit);
      left -= deleted;
      return deleted;
    };
    expect(await forgetReceipts({ deleteOld }, 7)).toBe(12_001);
    expect(left).toBe(0);
    expect(asked).toEqual([7, 7, 7]);
  });
});
