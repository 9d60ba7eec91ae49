import { compilePacks, loadBundle, readPacks } from '@havre/policy';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';

import { BundleHolder } from '../accept-events/bundle-holder.js';
import { townPack } from '../testing/town-pack.js';
import { compareVerdicts } from './compare-verdicts.js';
import { ShadowMetrics } from './shadow-metrics.js';
import { ShadowRun } from './shadow-run.js';

const candidate = compilePacks([...readPacks([]), townPack('harbour card')], { like: loadBundle() });

describe('compareVerdicts', () => {
  it.each([
    [undefined, undefined, undefined],
    ['S2', 'S2', undefined],
    [undefined, 'S3', { category: 'S3', direction: 'newly-dropped' }],
    ['S2', undefined, { category: 'S2', direction: 'no-longer-dropped' }],
    ['S2', 'S3', { category: 'S3', direction: 'other-category' }],
  ] as const)('enforced %s, candidate %s', (enforced, tried, difference) => {
    expect(compareVerdicts(enforced, tried)).toEqual(difference);
  });
});

describe('ShadowRun', () => {
  let registry: Registry;
  let tasks: (() => void)[];
  let shadow: ShadowRun;
  const run = () => {
    for (const task of tasks.splice(0)) task();
  };

  beforeEach(() => {
    registry = new Registry();
    tasks = [];
    shadow = new ShadowRun({
      candidates: new BundleHolder(candidate),
      count: new ShadowMetrics(registry),
      later: (task) => void tasks.push(task),
    });
  });

  it('does nothing before the answer', async () => {
    shadow.observe({ value: 'harbour card' }, undefined);
    expect(await registry.metrics()).toContain('havre_gate_shadow_compared_total 0');
    run();
    expect(await registry.metrics()).toContain('havre_gate_shadow_compared_total 1');
  });

  it('counts differences by category in steps of five, and says nothing else', async () => {
    for (let times = 0; times < 4; times++) shadow.observe({ value: 'canary harbour card' }, undefined);
    run();
    expect(await registry.metrics()).not.toContain('differences_total{');
    for (let times = 0; times < 3; times++) shadow.observe({ value: 'canary harbour card' }, undefined);
    run();
    const metrics = await registry.metrics();
    expect(metrics).toContain(
      'havre_gate_shadow_differences_total{category="S10",direction="newly-dropped"} 5',
    );
    expect(metrics).not.toContain('canary');
  });

  it('counts nothing where both agree', async () => {
    for (let times = 0; times < 9; times++) shadow.observe({ value: 'a bed for two' }, undefined);
    run();
    expect(await registry.metrics()).not.toContain('differences_total{');
  });

  it('never fails, whatever it is shown', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    shadow.observe({ value: circular }, undefined);
    expect(run).not.toThrow();
  });

  it('skips when too much waits', async () => {
    for (let times = 0; times < 300; times++) shadow.observe({ value: 'a bed' }, undefined);
    expect(tasks).toHaveLength(256);
    expect(await registry.metrics()).toContain('havre_gate_shadow_skipped_total 44');
    run();
    shadow.observe({ value: 'a bed' }, undefined);
    expect(tasks).toHaveLength(1);
  });
});
