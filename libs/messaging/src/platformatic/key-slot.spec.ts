import { describe, expect, it } from '@jest/globals';
import { Partitioners } from 'kafkajs';
import { keySlot } from './key-slot.js';

const PARTITIONS = 12;
const partitionMetadata = Array.from({ length: PARTITIONS }, (_, partitionId) => ({
  partitionErrorCode: 0,
  partitionId,
  leader: 1,
  replicas: [1],
  isr: [1],
}));

describe('partition of a key', () => {
  it('is the one that kafkajs chooses, whatever the length of the key', () => {
    const choose = Partitioners.DefaultPartitioner();
    for (let number = 0; number < 3_000; number += 1) {
      const key = Buffer.from(`${'clé-钥匙-'.slice(0, number % 7)}${number * 7_919}`);
      const message = { key, value: null };
      const chosen = choose({ topic: 'havre.intake', partitionMetadata, message });
      expect(keySlot(key) % PARTITIONS).toBe(chosen);
    }
  });
});
