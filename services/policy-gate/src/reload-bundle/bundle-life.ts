import type { Provider } from '@nestjs/common';
import { compilePacks } from '@havre/policy';
import { LOGGER, METRICS, systemClock, type ServiceLogger } from '@havre/service';
import type { Registry } from 'prom-client';

import { repeatBySystemTimer } from '../forget-receipts/housekeeping.js';
import type { PolicyGateSettings } from '../settings/policy-gate-settings.js';
import { ShadowMetrics } from '../shadow-run/shadow-metrics.js';
import { ShadowRun } from '../shadow-run/shadow-run.js';
import { BundleMetrics, type BundleRole } from './bundle-metrics.js';
import { BundleReloading } from './bundle-reloading.js';
import type { GatePolicies, LoadedPolicy } from './gate-policies.js';
import { canChange, readSelection } from './pack-selection.js';
import { provePacksInThread } from './prove-packs.js';
import { WatchPacks } from './watch-packs.js';

/** Injection token of the `ShadowRun`; null when no candidate is tried. */
export const SHADOW_RUN = Symbol('ShadowRun');

/** Reloading of the bundles, and the shadow run. */
export function bundleLife(policies: GatePolicies, { reloadSeconds }: PolicyGateSettings): Provider[] {
  const { shadow } = policies;
  return [
    {
      provide: WatchPacks,
      inject: [METRICS, LOGGER],
      useFactory: (registry: Registry, logger: ServiceLogger) =>
        new WatchPacks({
          reloadings: reloadingsOf(policies, registry, logger),
          repeat: repeatBySystemTimer,
          everyMs: reloadSeconds * 1_000,
          host: process,
        }),
    },
    {
      provide: SHADOW_RUN,
      inject: [METRICS],
      useFactory: (registry: Registry) =>
        shadow === undefined
          ? null
          : new ShadowRun({
              candidates: shadow.holder,
              count: new ShadowMetrics(registry),
              later: (task) => void setImmediate(task),
            }),
    },
  ];
}

/** Both bundles, measured; those that can change are looked at. */
function reloadingsOf(
  policies: GatePolicies,
  registry: Registry,
  logger: ServiceLogger,
): readonly BundleReloading[] {
  const metrics = new BundleMetrics(registry, nowMs);
  const { notes, enforcing, shadow } = policies;
  const loaded: [BundleRole, LoadedPolicy][] = [['enforcing', enforcing]];
  if (shadow !== undefined) loaded.push(['shadow', shadow]);
  return loaded.flatMap(([role, { selection, packs, holder }]) => {
    const reloading = new BundleReloading(
      {
        role,
        holder,
        read: () => readSelection(selection),
        prove: provePacksInThread(notes),
        compile: (changed, like, provedHash) => compilePacks(changed, { notes, like, provedHash }),
        metrics,
        logger,
        now: nowMs,
        stopwatch: () => performance.now(),
      },
      packs,
    );
    return canChange(selection) ? [reloading] : [];
  });
}

function nowMs(): number {
  return systemClock.now().getTime();
}
