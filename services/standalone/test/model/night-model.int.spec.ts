import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { City } from './city.js';
import { nights, providerOf, SERVICES } from './night-commands.js';
import { Night } from './night.js';
import { partnerEvent } from './partner-event.js';

const IN_ORDER = { isCrashing: false, isDuplicating: false, isReordering: false };
const RUNS = Number(process.env['HAVRE_MODEL_RUNS'] ?? 100);
/** Plays the nights of a failure again. */
const SEED = process.env['HAVRE_MODEL_SEED'];
const MOST_COMMANDS = 200;

describe('referrals and places on PostgreSQL, beside a model of the night', () => {
  let city: City;

  beforeAll(async () => {
    city = await City.start();
  }, 60_000);
  afterAll(() => city.stop());

  async function begin(): Promise<{ model: Night; real: City }> {
    const model = new Night();
    await city.clear(model.now);
    for (const [index, serviceId] of SERVICES.entries()) {
      const envelope = { source: providerOf(serviceId), subject: serviceId, now: model.now };
      const listing = partnerEvent('havre.service.listed.v1', envelope, {
        name: { fr: 'Maison', en: 'House' },
        kind: 'shelter',
        area: 'centre',
        languages: ['fr'],
        accepts: { ageGroups: ['adult'], families: true, maxHousehold: 10 },
        unitTypes: ['bed'],
        acceptance: index === 0 ? 'automatic' : 'manual',
      });
      const report = { units: [{ unitType: 'bed' as const, total: 1 + index * 2, occupied: 0 }] };
      await city.publish([listing], IN_ORDER);
      await city.publish([partnerEvent('havre.capacity.reported.v1', envelope, report)], IN_ORDER);
    }
    return { model, real: city };
  }

  it('loses nobody, promises no place twice, and leaves nobody waiting beside a place', async () => {
    await fc.assert(
      fc.asyncProperty(nights(MOST_COMMANDS), (commands) => fc.asyncModelRun(begin, commands)),
      { numRuns: RUNS, endOnFailure: true, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
  }, 3_600_000);
});
