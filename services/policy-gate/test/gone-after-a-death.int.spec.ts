import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { Probe, Step } from '../src/open-sealed/probe.js';
import { GateProcess } from './support/gate-process.js';
import type { RunningGate } from './support/running-gate.js';
import { searchFiles } from './support/search-files.js';
import { SealedTown, waitUntil } from './support/sealed-town.js';
import { writeKeysFile } from './support/test-keys.js';

const SLOWLY = 600_000;
const GONE_WITHIN_MS = 120_000;
/** Between a deletion and the file that goes: each of them has been done when it is named. */
const STEPS = ['deleted', 'deletion-noted', 'rolled'] as const satisfies readonly Step[];

describeWithKafka('what was deleted from a sealed topic, when somebody dies before its file has gone', () => {
  let town: SealedTown;
  const keysFile = join(tmpdir(), `havre-gate-keys-${randomBytes(8).toString('hex')}.json`);
  const gates: RunningGate[] = [];
  let victim: GateProcess | undefined;

  beforeAll(async () => {
    await writeKeysFile(keysFile);
    town = await SealedTown.start();
    // It makes the topics.
    await startGate();
    await stopGates();
  }, SLOWLY);
  afterEach(async () => {
    await victim?.kill();
    await stopGates();
  }, SLOWLY);
  afterAll(async () => {
    await town.stop();
    await rm(keysFile, { force: true });
  }, SLOWLY);

  async function startGate(probe?: Probe): Promise<void> {
    gates.push(await town.startGate({}, probe));
  }

  async function stopGates(): Promise<void> {
    for (const gate of gates.splice(0)) await town.stopGate(gate);
  }

  /** A record in the clear, which nobody has to seal, with a mark of its own. */
  async function produceMarked(): Promise<string> {
    const mark = randomBytes(24).toString('hex');
    await town.produce('accueil', [`in the clear ${mark}`], 1);
    return mark;
  }

  async function isOnDisk(mark: string): Promise<boolean> {
    const needles = [{ name: 'mark', bytes: Buffer.from(mark) }];
    const isLog = (path: string): boolean => path.includes('havre.ingress.') && path.includes('.log');
    return (await searchFiles(town.kafka.folder ?? '', needles, isLog)).found.length > 0;
  }

  /** Whether the mark leaves the files of the broker in the end. */
  async function leavesTheDisk(mark: string): Promise<boolean> {
    await waitUntil(async () => !(await isOnDisk(mark)), GONE_WITHIN_MS).catch(() => undefined);
    return !(await isOnDisk(mark));
  }

  /** A gate that does something once, where it has done a step. */
  async function startGateThat(acts: () => Promise<void> | void, at: Step): Promise<void> {
    let isDue = true;
    await startGate(async (step) => {
      if (step !== at || !isDue) return;
      isDue = false;
      await acts();
    });
  }

  describe.each(STEPS)('at %s', (step) => {
    it(
      'leaves the files of a broker that is killed, which begins again where it began before',
      async () => {
        let wasThere = false;
        let mark = '';
        await startGateThat(async () => {
          await town.kafka.kill();
          wasThere = await isOnDisk(mark);
          await town.kafka.restart();
        }, step);
        mark = await produceMarked();
        await waitUntil(() => wasThere);
        expect(await leavesTheDisk(mark)).toBe(true);
      },
      SLOWLY,
    );

    it(
      'leaves the files when the gate is killed, as soon as there is another',
      async () => {
        const mark = await produceMarked();
        const env = { ...town.settings, HAVRE_DATABASE_URL: town.postgres.url };
        const dying = await GateProcess.start({
          env: { ...env, HAVRE_KEYS_FILE: keysFile, HAVRE_POLICY_GATE_PORT: '0' },
          dieAt: step,
        });
        victim = dying;
        await waitUntil(() => dying.isDead);
        await startGate();
        expect(await leavesTheDisk(mark)).toBe(true);
      },
      SLOWLY,
    );
  });

  it(
    'leaves the files when the gate stops right after the deletion, as soon as there is another',
    async () => {
      let stopping: Promise<void> | undefined;
      await startGateThat(() => {
        stopping = stopGates();
      }, 'deletion-noted');
      const mark = await produceMarked();
      await waitUntil(() => stopping !== undefined);
      await stopping;
      expect(await isOnDisk(mark)).toBe(true);
      await startGate();
      expect(await leavesTheDisk(mark)).toBe(true);
    },
    SLOWLY,
  );
});
