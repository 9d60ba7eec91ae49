import { describe, expect, it } from '@jest/globals';

import { AnswerQuantum } from './answer-quantum.js';

/** When an answer leaves whose making takes `workMs`, in milliseconds after the request. */
async function leavesAfter(workMs: number): Promise<number> {
  let now = 5_000.25;
  const quantum = new AnswerQuantum({
    quantumMs: 25,
    now: () => now,
    wait: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve();
    },
  });
  const begunAt = quantum.begin();
  now += workMs;
  await quantum.end(begunAt);
  return now - begunAt;
}

describe('an answer on the quantum', () => {
  it.each([
    [0, 25],
    [0.1, 25],
    [24.9, 25],
    [25, 25],
    [25.1, 50],
    [430, 450],
  ])('leaves %s ms of work after %s ms', async (workMs, expected) => {
    expect(await leavesAfter(workMs)).toBeCloseTo(expected, 6);
  });
});
