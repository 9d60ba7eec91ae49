import { describe } from '@jest/globals';
import { ensureDemoKeys } from '../src/demo-city/demo-keys.js';
import { describeWholePath } from './support/whole-path.js';

/**
 * The same check as for `npm start`, against a cluster that runs already (`docker compose --profile demo up`). Not a
 * spec by its name: tools/docker/check.mjs runs it, with where the doors are and the folder of the demo city's keys.
 */
const variable = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

describe('the whole path, on docker compose', () => {
  describeWholePath(async () => {
    const folder = variable('HAVRE_COMPOSE_KEYS');
    return {
      urls: {
        'policy-gate': variable('HAVRE_COMPOSE_GATE'),
        feed: variable('HAVRE_COMPOSE_FEED'),
        admin: variable('HAVRE_COMPOSE_ADMIN'),
        // Nobody outside reaches these two.
        referral: '',
        capacity: '',
      },
      keys: await ensureDemoKeys(folder),
      programs: [],
      folder,
      stop: () => Promise.resolve(),
    };
  });
});
