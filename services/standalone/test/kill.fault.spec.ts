import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { startPostgres } from '@havre/test-harness';
import { checkOutcome, GOOD_OUTCOME } from './support/check-outcome.js';
import { type Havre, type HavreOptions, startHavre } from './support/havre.js';
import { seededRandom } from './support/random.js';
import { acceptEverything, type Acknowledged, publishIntakes } from './support/traffic.js';

const KILLS = 20;
const INTAKES = 1_000;

/** Kills one process after another at random moments while intakes flow, and starts each again. */
async function killWhileIntakesFlow(havre: Havre, pauseMs: number): Promise<Acknowledged[]> {
  const random = seededRandom();
  process.stdout.write(`HAVRE_TEST_SEED=${String(random.seed)}\n`);
  const providers = new AbortController();
  const answering = acceptEverything(havre, providers.signal);
  const publishing = publishIntakes(havre, { count: INTAKES, concurrency: 8, pauseMs });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(random.between(50, 1_000));
    const program = havre.programs[random.between(0, havre.programs.length - 1)];
    await program?.end('SIGKILL');
    await program?.start();
  }
  const acknowledged = await publishing;
  answers.push(async () => {
    providers.abort();
    await answering;
  });
  return acknowledged;
}

/** The providers go on answering until the outcome is checked. */
const answers: (() => Promise<void>)[] = [];

async function expectNothingLostOrDoubled(
  options: Omit<HavreOptions, 'databaseUrl'>,
  pauseMs: number,
): Promise<void> {
  const postgres = await startPostgres();
  const havre = await startHavre({ ...options, databaseUrl: postgres.url });
  try {
    const acknowledged = await killWhileIntakesFlow(havre, pauseMs);
    expect(acknowledged).toHaveLength(INTAKES);
    expect(await checkOutcome(postgres.url, acknowledged)).toEqual(GOOD_OUTCOME);
  } finally {
    for (const end of answers.splice(0)) await end();
    await havre.stop();
    await postgres.stop();
  }
}

describe(`SIGKILL at ${String(KILLS)} random moments while ${String(INTAKES)} intakes flow`, () => {
  it('loses and doubles nothing when the one process that hosts everything is killed', async () => {
    await expectNothingLostOrDoubled({ shape: 'standalone' }, 150);
  }, 400_000);

  it('loses and doubles nothing when any of the five services is killed', async () => {
    await expectNothingLostOrDoubled({ shape: 'cluster' }, 150);
  }, 400_000);
});
