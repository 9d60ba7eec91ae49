import type { AdminSettings } from '../settings/admin-settings.js';

/** The services that admin asks. */
export const UPSTREAM_NAMES = ['policy-gate', 'referral', 'capacity', 'feed'] as const;

export type UpstreamName = (typeof UPSTREAM_NAMES)[number];

export interface Upstream {
  readonly name: UpstreamName;
  /** Without a slash at the end. */
  readonly url: string;
}

export type UpstreamSettings = Pick<
  AdminSettings,
  'policyGateUrl' | 'referralUrl' | 'capacityUrl' | 'feedUrl'
>;

export function upstreamsOf(settings: UpstreamSettings): readonly Upstream[] {
  const urls: Readonly<Record<UpstreamName, string>> = {
    'policy-gate': settings.policyGateUrl,
    referral: settings.referralUrl,
    capacity: settings.capacityUrl,
    feed: settings.feedUrl,
  };
  return UPSTREAM_NAMES.map((name) => ({ name, url: urls[name].replace(/\/+$/, '') }));
}
