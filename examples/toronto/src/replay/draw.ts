import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on the seed and the labels alone: the same question always gets the same answer,
 * whatever was asked before it and in which order.
 */
export type Draw = (...labels: readonly (string | number)[]) => number;

const BYTES = 6;

export function drawFrom(seed: number): Draw {
  return (...labels) => {
    const digest = createHash('sha256')
      .update([seed, ...labels].join('|'))
      .digest();
    return digest.readUIntBE(0, BYTES) / 2 ** (8 * BYTES);
  };
}

/** `value` rounded up or down at random, so that the sum over many draws is right although each is whole. */
export function roundBy(draw: number, value: number): number {
  return Math.floor(value + draw);
}
