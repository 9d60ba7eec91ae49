import { ensureDemoKeys } from '../demo-city/demo-keys.js';
import { renderWalkthrough } from './walkthrough.js';

/**
 * Prints the lines to copy into a terminal, for services that run elsewhere than in `npm start`: on the ports of this
 * machine that `HAVRE_POLICY_GATE_PORT` and `HAVRE_FEED_PORT` name. The keys in them go to the terminal only, to no log.
 */
const { env } = process;
const urlOf = (port: string): string => `http://127.0.0.1:${port}`;
const lines = renderWalkthrough(
  env['HAVRE_LANGUAGE'] === 'en' ? 'en' : 'fr',
  {
    policyGate: urlOf(env['HAVRE_POLICY_GATE_PORT'] || '4100'),
    feed: urlOf(env['HAVRE_FEED_PORT'] || '4200'),
  },
  await ensureDemoKeys(env['HAVRE_DATA_FOLDER'] ?? '.havre'),
);
process.stdout.write(`${lines.join('\n')}\n`);
