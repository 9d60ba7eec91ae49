import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { intakeData } from '../src/testing/sample-events.js';
import { freshIntake, type RunningGate } from './support/running-gate.js';
import { searchFiles, type Needle } from './support/search-files.js';
import { keysOf, sealerFor, SealedTown, waitUntil } from './support/sealed-town.js';

const SLOWLY = 600_000;
const LOOK_MS = 100;

describeWithKafka('what was deleted from a sealed topic', () => {
  let town: SealedTown;
  let gate: RunningGate;

  beforeAll(async () => {
    town = await SealedTown.start();
    gate = await town.startGate();
    await town.listen();
  }, SLOWLY);
  afterAll(() => town.stop(), SLOWLY);

  /** Milliseconds from the verdict until no file of the broker holds the record any more. */
  async function untilGone(department: string, values: readonly string[]): Promise<number> {
    const needles: Needle[] = values.map((value, index) => ({
      name: `record ${String(index)}`,
      bytes: Buffer.from(value.slice(-60)),
    }));
    const find = async (): Promise<readonly string[]> =>
      (await searchFiles(town.kafka.folder ?? '', needles)).found;
    const produced = town.produce(department, values);
    // The control: the same search sees the records while they are there.
    let wasSeen = false;
    const looking = waitUntil(async () => (wasSeen ||= (await find()).length > 0) || false).catch(
      () => undefined,
    );
    await town.verdictsOn(await produced);
    const from = performance.now();
    await looking;
    expect(wasSeen).toBe(true);
    while ((await find()).length > 0) await new Promise((resume) => setTimeout(resume, LOOK_MS));
    return Math.round(performance.now() - from);
  }

  it.each([
    ['sealed, cleared', () => [freshIntake()]],
    ['sealed, dropped', () => [freshIntake({ data: intakeData({ note: 'a note' }) })]],
    ['many at once', () => Array.from({ length: 200 }, () => freshIntake())],
  ])(
    'leaves the files of the broker: %s',
    async (name, events) => {
      const [key] = await keysOf(gate);
      if (key === undefined) throw new TypeError('no key');
      const ms = await untilGone('accueil', events().map(sealerFor('accueil', key)));
      process.stderr.write(`${name}: gone ${String(ms)} ms after the verdict\n`);
    },
    SLOWLY,
  );

  it(
    'leaves them when it was in the clear, too',
    async () => {
      const ms = await untilGone('sante', [JSON.stringify(freshIntake({ id: `clear-${'z'.repeat(80)}` }))]);
      process.stderr.write(`in the clear: gone ${String(ms)} ms after the verdict\n`);
      expect(ms).toBeGreaterThan(0);
    },
    SLOWLY,
  );
});
