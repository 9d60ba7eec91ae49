import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { providerSource, toListing } from '../city/listing.js';
import { type Night, parseNights } from '../city/night.js';
import { type Shelter, listedName, parseShelters, withoutCapacity } from '../city/shelter.js';
import { drawFrom } from '../replay/draw.js';
import { counted, planNight } from '../replay/night-plan.js';
import { addNights } from '../replay/night-result.js';
import { DEPARTMENTS } from '../replay/planned-intake.js';
import { type DatedResult, weekTable } from '../replay/week-table.js';
import { ensureCityKeys } from './city-keys.js';
import { City } from './city.js';
import { eventIdFor } from './event-id.js';
import { type Havre, openHavre } from './havre.js';
import { type Options, readOptions } from './options.js';
import { startProgress } from './progress.js';
import { ReplayError } from './replay-error.js';
import { replayNight } from './replay-night.js';
import { TEXT } from './text.js';

const DATA = join(import.meta.dirname, '../../data');

/** The command: replays nights of Toronto and prints what became of them. Gives back the exit status. */
export async function replay(
  parameters: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const read = readOptions(parameters, env);
  if (read.outcome === 'help') return say(`${TEXT.fr.help}\n\n${TEXT.en.help}`);
  if (read.outcome === 'wrong')
    return complain(`${TEXT.fr.wrong(read.option)}\n${TEXT.en.wrong(read.option)}`);
  try {
    return await play(read.options);
  } catch (fault) {
    if (fault instanceof ReplayError) return complain(fault.message);
    throw fault;
  }
}

async function play(options: Options): Promise<number> {
  const shelters = parseShelters(await readFile(join(DATA, 'shelters.csv'), 'utf8'));
  const all = parseNights(await readFile(join(DATA, 'daily.csv'), 'utf8'));
  const nights = chosenNights(all, options);
  if (nights === undefined) {
    return complain(TEXT[options.language].noSuchNight(all[1]?.date ?? '', all.at(-1)?.date ?? ''));
  }
  const dataFolder = resolve(options.dataFolder);
  const providers = shelters.map(providerSource);
  const tokens = await ensureCityKeys(dataFolder, { departments: DEPARTMENTS, providers });
  const havre = await openHavre(dataFolder);
  endOnSignal(havre);
  const city = new City(havre, tokens);
  try {
    return await replayNights({ city, havre, shelters, nights, options });
  } finally {
    await city.close();
    await havre.close();
  }
}

/** A replay that is interrupted takes its own Havre with it. */
function endOnSignal(havre: Havre): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void havre.close().finally(() => process.exit(130)));
  }
}

/** The chosen nights, with the one before the first in front of them; nothing when the data do not have them all. */
function chosenNights(all: readonly Night[], { from, nights }: Options): readonly Night[] | undefined {
  const first = all.findIndex(({ date }) => date === from);
  return first < 1 || first + nights > all.length ? undefined : all.slice(first - 1, first + nights);
}

async function replayNights(parts: {
  readonly city: City;
  readonly havre: Havre;
  readonly shelters: readonly Shelter[];
  readonly nights: readonly Night[];
  readonly options: Options;
}): Promise<number> {
  const { city, shelters, nights, options } = parts;
  const text = TEXT[options.language];
  const begun = performance.now();
  const run = `toronto-${options.seed}-${Date.now().toString(36)}`;
  say(parts.havre.isOwn ? text.own : text.joined);
  const listed = await listShelters(city, shelters, run, options);
  const draw = drawFrom(options.seed);
  const results: DatedResult[] = [];
  const total = nights.length - 1;
  const progress = startProgress({ total, output: process.stderr, format: text.bar, line: text.line });
  for (const [index, night] of nights.slice(1).entries()) {
    const plan = planNight({ shelters: counted(listed), before: nights[index] ?? night, night, draw });
    results.push({ ...(await replayNight(city, plan, run)), date: night.date });
    progress.advance(night.date);
  }
  progress.stop();
  say(`\n${weekTable(results, options.language)}\n\n${text.note}`);
  say(text.took(total, Math.round((performance.now() - begun) / 1_000)));
  say(text.licence);
  return addNights(results).overbooked === 0 ? 0 : complain(text.overbooked);
}

/** The shelters list themselves; says which cannot be used and why, and gives back those that the gate let in. */
async function listShelters(
  city: City,
  shelters: readonly Shelter[],
  run: string,
  options: Options,
): Promise<readonly Shelter[]> {
  const text = TEXT[options.language];
  const results = await city.tryReport(
    shelters.map((shelter) => ({
      id: eventIdFor(run, 'listed', shelter.id),
      source: providerSource(shelter),
      type: 'havre.service.listed.v1',
      subject: shelter.id,
      data: toListing(shelter),
    })),
  );
  const listed = shelters.filter((_, index) => results[index]?.outcome === 'accepted');
  const refused = shelters.filter((shelter) => !listed.includes(shelter));
  const renamed = shelters.filter(({ name }) => listedName(name) !== name);
  say(text.listed(listed.length));
  if (renamed.length > 0) say(text.renamed(renamed.map(({ name }) => `${name} → ${listedName(name)}`)));
  if (refused.length > 0) say(text.refused(refused.map(({ name }) => name)));
  say(text.withoutCapacity(withoutCapacity(shelters).map(({ name }) => name)));
  return listed;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return 1;
}
