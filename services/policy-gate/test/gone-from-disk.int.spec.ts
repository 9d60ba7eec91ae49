import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { intakeData } from '../src/testing/sample-events.js';
import { freshIntake, type RunningGate } from './support/running-gate.js';
import { searchFiles, type Needle } from './support/search-files.js';
import { keysOf, sealerFor, SealedTown } from './support/sealed-town.js';

const SLOWLY = 600_000;
const LOOK_MS = 100;

/** Indexes hold offsets and times, and are large and empty. */
function isNoIndex(path: string): boolean {
  return !/index(\.deleted)?$/.test(path);
}

function isOfTopic(path: string): boolean {
  return path.includes('havre.ingress.') && isNoIndex(path);
}

/** Whether something was so at any time before the end. */
async function seenUntil(end: Promise<unknown>, isSo: () => Promise<boolean>): Promise<boolean> {
  const over = end.then(() => true);
  for (let isOver = false; !isOver;) {
    if (await isSo()) return true;
    isOver = await Promise.race([over, Promise.resolve(false)]);
  }
  return false;
}

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
    const find = async (isMeant: (path: string) => boolean): Promise<readonly string[]> =>
      (await searchFiles(town.kafka.folder ?? '', needles, isMeant)).found;
    const produced = town.produce(department, values);
    // The control: the same search sees the records while they are there.
    const answered = produced.then((places) => town.verdictsOn(places)).then(() => performance.now());
    const wasSeen = await seenUntil(answered, async () => (await find(isOfTopic)).length > 0);
    expect(wasSeen).toBe(true);
    const from = await answered;
    while ((await find(isOfTopic)).length > 0) await new Promise((resume) => setTimeout(resume, LOOK_MS));
    const took = performance.now() - from;
    expect(await find(isNoIndex)).toEqual([]);
    return Math.round(took);
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
      expect(ms).toBeGreaterThan(0);
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
