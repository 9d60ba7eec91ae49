import { createAdmin } from '@havre/admin';
import { createCapacity } from '@havre/capacity';
import { createFeed } from '@havre/feed';
import type { EventLog } from '@havre/messaging';
import { createPolicyGate } from '@havre/policy-gate';
import { createReferral } from '@havre/referral';
import type { Environment, RunningService, ServiceEnvironment } from '@havre/service';

/** The five services, running in this process, each on its own port. */
export interface HostedServices {
  readonly urls: Readonly<Record<'policyGate' | 'feed' | 'admin' | 'referral' | 'capacity', string>>;
  /** Stops them, the doors first, so that nothing is taken in that nobody would work on. */
  close(): Promise<void>;
}

/** Starts all five on one event log. Admin comes last: it asks the others where they are. */
export async function startServices(env: Environment, eventLog: EventLog): Promise<HostedServices> {
  const started: RunningService[] = [];
  const close = async (): Promise<void> => {
    for (const service of [...started].reverse()) await service.close();
  };
  try {
    const begin = async (
      create: (environment: ServiceEnvironment<EventLog>) => Promise<RunningService>,
      variables: Environment = {},
    ): Promise<string> => {
      const service = await create({
        env: { ...env, ...variables },
        eventLog,
        hasProcessMetrics: started.length === 0,
      });
      started.push(service);
      return service.url;
    };
    // One after another: they share one event loop, and one clean order of stopping is worth more than overlap.
    const capacity = await begin(createCapacity);
    const referral = await begin(createReferral);
    const feed = await begin(createFeed, { HAVRE_REFERRAL_URL: referral });
    const policyGate = await begin(createPolicyGate);
    const admin = await begin(createAdmin, {
      HAVRE_CAPACITY_URL: capacity,
      HAVRE_REFERRAL_URL: referral,
      HAVRE_FEED_URL: feed,
      HAVRE_POLICY_GATE_URL: policyGate,
    });
    return { urls: { policyGate, feed, admin, referral, capacity }, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}
