import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { publishHour, watchDepartments } from './departments.js';
import { findDemoCity } from './partner-keys.js';
import { staffProviders } from './providers.js';
import { Random } from './random.js';
import { Tally } from './tally.js';
import { TEXT, type Language } from './text.js';

interface Options {
  readonly seconds: number;
  readonly seed: number;
  readonly language: Language;
  readonly dataFolder: string;
}

function readOptions(): Options | 'help' {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '48' },
      seed: { type: 'string', default: '1' },
      lang: { type: 'string', default: process.env['HAVRE_LANGUAGE'] ?? 'fr' },
      data: { type: 'string', default: process.env['HAVRE_DATA_FOLDER'] ?? '.havre' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    seconds: Math.min(Math.max(Number(values.seconds) || 48, 5), 3600),
    seed: Number(values.seed) || 1,
    language: values.lang === 'en' ? 'en' : 'fr',
    dataFolder: values.data,
  };
}

/** Plays one day of the demo city against a running `npm start`: 24 hours in `--seconds` seconds. */
async function main(): Promise<number> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(`${TEXT.fr.usage}\n\n${TEXT.en.usage}\n`);
    return 0;
  }
  const text = TEXT[options.language];
  const city = await findDemoCity(options.dataFolder);
  if (!city) {
    process.stderr.write(`${text.notRunning}\n`);
    return 1;
  }
  process.stdout.write(`${text.intro(options.seconds)}\n\n${text.header}\n`);
  const day = new AbortController();
  const hourMs = (options.seconds * 1000) / 24;
  const wait = (hours: number): Promise<boolean> =>
    sleep(hours * hourMs, true, { signal: day.signal }).catch(() => false);
  const tally = new Tally();
  const office = { city, random: new Random(options.seed), tally, signal: day.signal };
  const desk = { ...office, random: new Random(options.seed + 1), wait };
  const followers = Promise.all([staffProviders(desk), watchDepartments(office)]);
  for (let hour = 0; hour < 24; hour += 1) {
    await Promise.all([publishHour(hour, office), wait(1)]);
    process.stdout.write(`${text.row(hour, tally)}\n`);
  }
  await wait(1);
  day.abort();
  await followers;
  process.stdout.write(`\n${text.summary(tally)}\n`);
  return 0;
}

process.exitCode = await main();
