import { describe, expect, it } from '@jest/globals';
import { Draw } from './draw.js';

const MANY = 20_000;

function mean(of: () => number): number {
  let sum = 0;
  for (let index = 0; index < MANY; index += 1) sum += of();
  return sum / MANY;
}

describe('seeded draws', () => {
  it('are the same for the same seed and model, and others for another', () => {
    const three = (seed: number, model: number): number[] => {
      const draw = Draw.forModel(seed, model);
      return [draw.next(), draw.next(), draw.next()];
    };
    expect(three(1, 2)).toEqual(three(1, 2));
    expect(three(1, 2)).not.toEqual(three(1, 3));
    expect(three(1, 2)).not.toEqual(three(2, 2));
  });

  it.each([0.5, 3, 200])('draw counts of rare things around %d', (wanted) => {
    const draw = Draw.forModel(1, 1);
    expect(mean(() => draw.poisson(wanted)) / wanted).toBeCloseTo(1, 1);
  });

  it('draw waiting times around their mean, and rounds that add up', () => {
    const draw = Draw.forModel(1, 1);
    expect(mean(() => draw.exponential(7)) / 7).toBeCloseTo(1, 1);
    expect(mean(() => draw.round(2.25))).toBeCloseTo(2.25, 1);
  });

  it('choose as often as the shares say', () => {
    const draw = Draw.forModel(1, 1);
    const often = mean(() =>
      draw.share<number>([
        [1, 30],
        [0, 70],
      ]),
    );
    expect(often).toBeCloseTo(0.3, 1);
  });
});
