import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { STEPS, type Step } from '../src/open-sealed/probe.js';
import { intakeData } from '../src/testing/sample-events.js';
import { GateProcess } from './support/gate-process.js';
import { freshIntake, OPS_KEY, type RunningGate } from './support/running-gate.js';
import { keysOf, sealerFor, SealedTown, waitUntil, type Place } from './support/sealed-town.js';
import { tokenOf } from './support/test-keys.js';

const SLOWLY = 600_000;
const DEPARTMENTS = ['accueil', 'sante'] as const;
const PARTITIONS = [0, 1, 2];

interface Sent {
  readonly good: readonly Place[];
  readonly dropped: readonly Place[];
  readonly unsealed: readonly Place[];
}

describeWithKafka('a gate that is killed', () => {
  let town: SealedTown;
  /** Another replica, which lives: it has the keys and takes over. */
  let survivor: RunningGate;
  const processes: GateProcess[] = [];

  beforeAll(async () => {
    town = await SealedTown.start();
    survivor = await town.startGate();
    await town.listen();
  }, SLOWLY);
  afterAll(async () => {
    for (const gate of processes) await gate.kill();
    await town.stop();
  }, SLOWLY);

  async function startProcess(dieAt?: Step): Promise<GateProcess> {
    const gate = await GateProcess.start({
      env: {
        ...town.settings,
        HAVRE_DATABASE_URL: town.postgres.url,
        HAVRE_KEYS_FILE: survivor.keysFile,
        HAVRE_POLICY_GATE_PORT: '0',
      },
      ...(dieAt === undefined ? {} : { dieAt }),
    });
    processes.push(gate);
    return gate;
  }

  /** To every partition: events that pass, one that does not, and one in the clear. */
  async function sendEverywhere(): Promise<Sent> {
    const [key] = await keysOf(survivor);
    if (key === undefined) throw new TypeError('no key');
    const good: Place[] = [];
    const dropped: Place[] = [];
    const unsealed: Place[] = [];
    for (const department of DEPARTMENTS) {
      const seal = sealerFor(department, key);
      const source = `/departments/${department}`;
      for (const partition of PARTITIONS) {
        const records = [
          seal(freshIntake({ source })),
          seal(freshIntake({ source, data: intakeData({ note: 'a note' }) })),
          'in the clear',
          seal(freshIntake({ source })),
        ];
        const [first = '', second = '', third = '', fourth = ''] = await town.produce(
          department,
          records,
          partition,
        );
        good.push(first, fourth);
        dropped.push(second);
        unsealed.push(third);
      }
    }
    return { good, dropped, unsealed };
  }

  async function counts(): Promise<{ cleared: number; dropped: number; byCategory: number }> {
    const response = await survivor.get('/ops/v1/verdicts', OPS_KEY);
    const { bySource, byCategory } = (await response.json()) as {
      bySource: { cleared: number; dropped: number }[];
      byCategory: { count: number }[];
    };
    return {
      cleared: bySource.reduce((sum, one) => sum + one.cleared, 0),
      dropped: bySource.reduce((sum, one) => sum + one.dropped, 0),
      byCategory: byCategory.reduce((sum, one) => sum + one.count, 0),
    };
  }

  async function expectEachOnce({ good, dropped, unsealed }: Sent): Promise<void> {
    expect(new Set(await town.verdictsOn(good))).toEqual(new Set(['accepted']));
    expect(new Set(await town.verdictsOn(dropped))).toEqual(new Set(['not-routable']));
    expect(new Set(await town.verdictsOn(unsealed))).toEqual(new Set(['unopened']));
    const receipts = good.map((place) => town.verdicts().get(place)?.[0]?.subject);
    expect(new Set(receipts).size).toBe(good.length);
    await waitUntil(() => receipts.every((id) => town.events.some((event) => event.receipt === id)));
  }

  describe.each(STEPS)('after the step %s', (step) => {
    it(
      'loses no event, clears none twice, counts and answers each once',
      async () => {
        const before = await counts();
        const victim = await startProcess(step);
        const sent = await sendEverywhere();
        await waitUntil(() => victim.isDead, SLOWLY);
        await expectEachOnce(sent);
        const after = await counts();
        expect({
          cleared: after.cleared - before.cleared,
          dropped: after.dropped - before.dropped,
          byCategory: after.byCategory - before.byCategory,
        }).toEqual({ cleared: 12, dropped: 12, byCategory: 12 });
      },
      SLOWLY,
    );
  });

  it(
    'and one that was only stopped finds that others have taken its place',
    async () => {
      const before = await counts();
      const stopped = await startProcess();
      stopped.stop();
      const sent = await sendEverywhere();
      await expectEachOnce(sent);
      stopped.continue();
      const more = await sendEverywhere();
      await expectEachOnce(more);
      await stopped.kill();
      const after = await counts();
      expect([after.cleared - before.cleared, after.dropped - before.dropped]).toEqual([24, 24]);
    },
    SLOWLY,
  );

  it('has appended every event under one id, and said every verdict under one id', () => {
    const bySubject = new Map<string, Set<string>>();
    for (const { type, subject, id } of town.events) {
      const name = `${type} ${subject}`;
      bySubject.set(name, new Set([...(bySubject.get(name) ?? []), id]));
    }
    expect([...bySubject.values()].filter((ids) => ids.size > 1)).toEqual([]);
    for (const verdicts of town.verdicts().values()) expect(verdicts).toHaveLength(1);
  });

  it(
    'deletes what its predecessors had read, and leaves at most a record that says nothing',
    async () => {
      const admin = town.client.admin();
      await admin.connect();
      const left = async (): Promise<number[]> => {
        const topics = await Promise.all(
          DEPARTMENTS.map((department) => admin.fetchTopicOffsets(`havre.ingress.${department}`)),
        );
        return topics.flat().map(({ high, low }) => Number(high) - Number(low));
      };
      await waitUntil(async () => (await left()).every((count) => count <= 1));
      expect(await left()).toHaveLength(6);
      await admin.disconnect();
    },
    SLOWLY,
  );

  it(
    'and when nobody is left, what was sealed to it is not opened, and new keys are there at once',
    async () => {
      const alone = await startProcess();
      const port = new URL(alone.url);
      await town.stopGate(survivor);
      const response = await fetch(new URL('/v1/keys', port));
      const { keys } = (await response.json()) as { keys: Parameters<typeof sealerFor>[1][] };
      const [lost] = keys;
      if (lost === undefined) throw new TypeError('no key');
      await alone.kill();
      const event = freshIntake();
      const places = await town.produce('accueil', [sealerFor('accueil', lost)(event)]);
      survivor = await town.startGate();
      expect(await town.verdictsOn(places)).toEqual(['unopened']);
      await waitUntil(async () => (await keysOf(survivor))[0]?.kid !== lost.kid);
      const [fresh = lost] = await keysOf(survivor);
      const again = await town.produce('accueil', [sealerFor('accueil', fresh)(event)]);
      expect(await town.verdictsOn(again)).toEqual(['accepted']);
      expect((await survivor.publish(event, { key: 'accueil' })).status).toBe(202);
      expect(survivor.logs()).not.toContain(tokenOf('accueil'));
    },
    SLOWLY,
  );
});
