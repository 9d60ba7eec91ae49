import { compilePacks, loadBundle, PolicyError, readPacks, screen, type PackSource } from '@havre/policy';
import { createServiceLogger } from '@havre/service';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';

import { BundleHolder } from '../accept-events/bundle-holder.js';
import { townPack, wrongPack } from '../testing/town-pack.js';
import { BundleMetrics } from './bundle-metrics.js';
import { BundleReloading } from './bundle-reloading.js';
import type { Proof } from './prove-packs.js';

const base = readPacks([]);
const like = loadBundle();

function prove(packs: readonly PackSource[]): Promise<Proof> {
  try {
    return Promise.resolve({ outcome: 'proved', hash: compilePacks(packs, { like }).hash });
  } catch (error) {
    return Promise.resolve({ outcome: 'refused', code: error instanceof PolicyError ? error.code : 'other' });
  }
}

describe('BundleReloading', () => {
  let packs: readonly PackSource[];
  let lines: string[];
  let registry: Registry;
  let holder: BundleHolder;
  let proofs: number;
  let reloading: BundleReloading;
  const dropsOf = (text: string) => screen({ value: text }, holder.current()).effect === 'drop';
  const change = (...more: readonly PackSource[]) => {
    packs = [...base, ...more];
  };

  beforeEach(() => {
    change(townPack('harbour card'));
    lines = [];
    proofs = 0;
    registry = new Registry();
    holder = new BundleHolder(compilePacks(packs, { like }), 1_000);
    reloading = new BundleReloading(
      {
        role: 'enforcing',
        holder,
        read: () => packs,
        prove: (read) => {
          proofs++;
          return prove(read);
        },
        compile: (read, before, provedHash) => compilePacks(read, { like: before, provedHash }),
        metrics: new BundleMetrics(registry, () => 61_000),
        logger: createServiceLogger({
          service: 'policy-gate',
          level: 'info',
          destination: { write: (line) => void lines.push(line) },
        }),
        now: () => 31_000,
        stopwatch: () => 0,
      },
      packs,
    );
  });

  it('swaps in what changed', async () => {
    change(townPack('harbour pass', 2));
    await reloading.reload();
    expect([dropsOf('harbour card'), dropsOf('harbour pass')]).toEqual([false, true]);
    expect(holder.current().version).toContain('town@2');
    expect(await registry.metrics()).toContain('havre_gate_bundle_age_seconds{role="enforcing"} 30');
    expect(await registry.metrics()).toContain(
      'havre_gate_bundle_reloads_total{role="enforcing",outcome="swapped"} 1',
    );
  });

  it('names one bundle at a time in the metrics', async () => {
    change(townPack('harbour pass', 2));
    await reloading.reload();
    const infos = (await registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith('havre_gate_bundle_info{'));
    expect(infos).toEqual([expect.stringContaining(holder.current().hash)]);
  });

  it.each([
    ['a rule that misses its own example', wrongPack(), 'example-not-matched'],
    ['a text that is no pack', { name: 'town', yaml: '\t- [canary-yaml-9d' }, 'pack-unreadable'],
  ])('keeps the bundle before for %s, and says why by a code', async (_what, pack, code) => {
    const before = holder.current();
    change(pack);
    await reloading.reload();
    expect(holder.current()).toBe(before);
    expect(lines.join('')).toContain(`"code":"${code}"`);
    expect(`${lines.join('')}${await registry.metrics()}`).not.toContain('canary');
    expect(await registry.metrics()).toContain(
      'havre_gate_bundle_reloads_total{role="enforcing",outcome="failed"} 1',
    );
  });

  it('keeps the bundle before when two packs have the same rules', async () => {
    const before = holder.current();
    change(townPack('harbour pass', 2), townPack('harbour pass', 3));
    await reloading.reload();
    expect(holder.current()).toBe(before);
  });

  it('goes on once the pack is mended', async () => {
    change(wrongPack());
    await reloading.reload();
    change(townPack('harbour pass', 2));
    await reloading.reload();
    expect(dropsOf('harbour pass')).toBe(true);
  });

  it('does not swap what is the same', async () => {
    const before = holder.current();
    await reloading.reload();
    expect(holder.current()).toBe(before);
    expect(await registry.metrics()).toContain('outcome="unchanged"} 1');
  });

  it('looks twice before it believes a change', async () => {
    change(townPack('harbour pass', 2));
    await reloading.look();
    expect([proofs, dropsOf('harbour pass')]).toEqual([0, false]);
    change(townPack('harbour pass', 3));
    await reloading.look();
    expect(proofs).toBe(0);
    await reloading.look();
    expect([proofs, holder.current().version.includes('town@3')]).toEqual([1, true]);
    await reloading.look();
    expect(proofs).toBe(1);
  });

  it('tries a pack that is wrong once, not at every look', async () => {
    change(wrongPack());
    for (let looks = 0; looks < 5; looks++) await reloading.look();
    expect(proofs).toBe(1);
  });

  it('reloads once more when it was asked meanwhile', async () => {
    const first = reloading.reload();
    change(townPack('harbour pass', 2));
    await Promise.all([first, reloading.reload(), reloading.reload()]);
    expect(dropsOf('harbour pass')).toBe(true);
    expect(proofs).toBe(2);
  });
});
