import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorClient, FeedClient, type FeedEntry, type FeedEvent } from '@havre/publisher';
import { tokenOf } from '../../src/demo-city/demo-keys.js';
import { demoProviders, providerSource } from '../../src/demo-city/services.js';
import type { Havre } from './havre.js';

/** An intake that the gate acknowledged: what must be found again after every fault. */
export interface Acknowledged {
  readonly intakeId: string;
  readonly receipt: string;
  readonly needs: number;
}

const NEEDS = [
  { kind: 'shelter', unitType: 'bed', priority: 'urgent' },
  { kind: 'food', unitType: 'parcel', priority: 'routine' },
  { kind: 'health', unitType: 'appointment', priority: 'routine' },
  { kind: 'recreation', unitType: 'seat', priority: 'routine' },
] as const;

/** Publishes `count` intakes of 1 to 3 needs, some at a time; each is sent again, unchanged, until it is acknowledged. */
export async function publishIntakes(
  havre: Havre,
  options: { readonly count: number; readonly concurrency: number; readonly pauseMs?: number },
): Promise<Acknowledged[]> {
  const door = new DoorClient({
    url: havre.urls['policy-gate'],
    key: tokenOf(havre.keys, 'accueil'),
    timeoutMs: 10_000,
  });
  const acknowledged: Acknowledged[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < options.count) {
      const index = next;
      next += 1;
      const needs = Array.from(
        { length: 1 + (index % 3) },
        (_, need) => NEEDS[(index + need) % NEEDS.length],
      );
      acknowledged.push({ ...(await publishUntilAcknowledged(door, intake(needs))), needs: needs.length });
      if (options.pauseMs !== undefined) await sleep(options.pauseMs);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  return acknowledged;
}

function intake(needs: readonly unknown[]): Parameters<DoorClient['publish']>[0] {
  return {
    id: randomUUID(),
    source: '/departments/accueil',
    type: 'havre.intake.received.v1',
    data: { household: { members: [{ ageGroup: 'adult', gender: 'man' }] }, language: 'fr', needs },
  };
}

async function publishUntilAcknowledged(
  door: DoorClient,
  event: Parameters<DoorClient['publish']>[0],
): Promise<{ intakeId: string; receipt: string }> {
  for (;;) {
    const result = await door.publish(event);
    if (result.outcome === 'accepted') return { intakeId: result.subject, receipt: result.receipt };
    if (result.outcome === 'refused') throw new Error(`refused: ${String(result.status)} ${result.code}`);
    await sleep(100);
  }
}

/** Follows one partner's feed until `signal` aborts, coming back after every fault with the last cursor seen. */
export async function followFeed(
  havre: Havre,
  keyId: string,
  signal: AbortSignal,
  see: (entry: FeedEntry) => void,
): Promise<void> {
  const feed = new FeedClient({ url: havre.urls.feed, key: tokenOf(havre.keys, keyId) });
  let after: string | undefined;
  while (!signal.aborted) {
    try {
      for await (const entry of feed.events({ signal, ...(after === undefined ? {} : { after }) })) {
        after = entry.cursor;
        see(entry);
      }
    } catch {
      await sleep(200, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Every provider of the demo city accepts whatever it is offered, until `signal` aborts. */
export function acceptEverything(havre: Havre, signal: AbortSignal): Promise<unknown> {
  return Promise.all(
    demoProviders().map((provider) => {
      const door = new DoorClient({ url: havre.urls['policy-gate'], key: tokenOf(havre.keys, provider) });
      const answers: Promise<unknown>[] = [];
      const following = followFeed(havre, provider, signal, ({ event }) => {
        if (event.type === 'havre.referral.offered.v1') answers.push(accept(door, provider, event, signal));
      });
      return following.then(() => Promise.all(answers));
    }),
  );
}

async function accept(
  door: DoorClient,
  provider: string,
  offer: FeedEvent,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const result = await door.publish({
      id: `accept-${offer.id}`,
      source: providerSource(provider),
      type: 'havre.referral.accepted.v1',
      subject: offer.subject,
      data: {},
    });
    if (result.outcome !== 'unavailable') return;
    await sleep(200);
  }
}
