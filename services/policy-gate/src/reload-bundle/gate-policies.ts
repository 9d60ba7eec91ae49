import { compilePacks, loadBundle, type OperatingPoint, type PackSource } from '@havre/policy';
import { faultCodeOf, systemClock, type ReadinessCheck, type ServiceLogger } from '@havre/service';

import { BundleHolder } from '../accept-events/bundle-holder.js';
import type { PolicyGateSettings } from '../settings/policy-gate-settings.js';
import { readSelection, type PackSelection } from './pack-selection.js';

/** A bundle in memory, what it was made of, and where that comes from. */
export interface LoadedPolicy {
  readonly selection: PackSelection;
  readonly packs: readonly PackSource[];
  readonly holder: BundleHolder;
}

/** What the gate decides by, and what it tries beside it. */
export interface GatePolicies {
  /** How free text is decided. */
  readonly notes: OperatingPoint | undefined;
  readonly enforcing: LoadedPolicy;
  readonly shadow: LoadedPolicy | undefined;
  /** Why there is no shadow, though one was asked for. */
  readonly shadowFault: string | undefined;
}

/**
 * Loads the bundle that decides; a candidate that does not load is no reason for the gate not to start.
 *
 * @param now milliseconds since the epoch
 * @throws PolicyError when the enforcing packs do not load: there is no gate without a bundle
 */
export function loadPolicies(
  { packs: names, packsFolder: folder, shadowPacks: candidates }: PolicyGateSettings,
  now: number,
  notes?: OperatingPoint,
): GatePolicies {
  const enforcing = load({ names, folder }, notes, now);
  const none = { notes, enforcing, shadow: undefined, shadowFault: undefined };
  if (candidates.length === 0) return none;
  try {
    return { ...none, shadow: load({ names, folder, candidates }, notes, now) };
  } catch (error) {
    return { ...none, shadowFault: faultCodeOf(error) };
  }
}

function load(selection: PackSelection, notes: OperatingPoint | undefined, now: number): LoadedPolicy {
  const packs = readSelection(selection);
  const bundle = compilePacks(packs, { notes, like: loadBundle([], { notes }) });
  return { selection, packs, holder: new BundleHolder(bundle, now) };
}

export function reportPolicies(
  { enforcing, shadow, shadowFault }: GatePolicies,
  logger: ServiceLogger,
): void {
  const { version, ruleCount } = enforcing.holder.current();
  logger.info('policy-loaded', { version, count: ruleCount });
  if (shadow !== undefined) {
    const candidate = shadow.holder.current();
    logger.info('policy-shadow-loaded', { version: candidate.version, count: candidate.ruleCount });
  }
  if (shadowFault !== undefined) logger.warn('policy-shadow-not-loaded', { code: shadowFault });
}

/** The bundle that decides, in `/readyz`: there is always one, so the check never fails. */
export function policyReadiness({ enforcing }: GatePolicies): ReadinessCheck {
  return {
    name: 'policy',
    check: () => Promise.resolve(),
    describe: () => {
      const { bundle, since } = enforcing.holder.held();
      const ageSeconds = Math.max(0, Math.round((systemClock.now().getTime() - since) / 1_000));
      return { version: bundle.version, hash: bundle.hash, ageSeconds };
    },
  };
}
