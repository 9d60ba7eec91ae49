import { performance } from 'node:perf_hooks';

import { canonicalize, loadBundle, readStrictJson, screen, type PolicyBundle } from '@havre/policy';

import { median, printFigure } from './figure.js';
import { disguised, intakes, notesOf100 } from './gate-events.js';

const EVENTS = 2_000;
const ROUNDS = 9;

/**
 * `gate.clean`, `gate.slow` and `gate.note`: what the gate adds to the JSON work that any service does. Rates are
 * events a second on one thread; baseline and value take turns in the same process.
 */
export function benchGate(): Promise<void> {
  const bundle = loadBundle(['montreal']);
  const events = intakes(EVENTS);
  const clean = events.map(bytesOf);
  const slow = events.map((event) => bytesOf(disguised(event)));
  const rates = alternate({
    plain: () => {
      parseAndStringify(clean);
    },
    clean: () => {
      screenAndSerialise(clean, bundle);
    },
    slow: () => {
      screenAndSerialise(slow, bundle);
    },
  });
  printFigure({
    metric: 'gate.clean',
    value: rates.clean,
    unit: 'events/s',
    baseline: rates.plain,
    ratio: rates.clean / rates.plain,
  });
  printFigure({
    metric: 'gate.slow',
    value: rates.slow,
    unit: 'events/s',
    baseline: rates.clean,
    ratio: rates.slow / rates.clean,
  });
  printFigure({ metric: 'gate.note', value: noteMicroseconds(bundle), unit: 'µs' });
  printFigure({ metric: 'gate.worst', value: worstMilliseconds(bundle), unit: 'ms' });
  return Promise.resolve();
}

function bytesOf(event: unknown): Buffer {
  return Buffer.from(JSON.stringify(event), 'utf8');
}

function parseAndStringify(bodies: readonly Buffer[]): number {
  let length = 0;
  for (const body of bodies) length += JSON.stringify(JSON.parse(body.toString('utf8'))).length;
  return length;
}

function screenAndSerialise(bodies: readonly Buffer[], bundle: PolicyBundle): number {
  let length = 0;
  for (const body of bodies) {
    const reading = readStrictJson(body);
    if (reading.outcome === 'refused') continue;
    if (screen({ value: reading.value }, bundle).effect === 'clear')
      length += canonicalize(reading.value).length;
  }
  return length;
}

/** Median rate of each, the candidates taking turns so that a busy machine slows all of them alike. */
function alternate<Name extends string>(
  candidates: Readonly<Record<Name, () => void>>,
): Record<Name, number> {
  const names = Object.keys(candidates) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -2; round < ROUNDS; round++) {
    for (const name of names) {
      const from = performance.now();
      candidates[name]();
      if (round >= 0) rates[name].push((EVENTS * 1_000) / (performance.now() - from));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(rates[name])])) as Record<Name, number>;
}

/** One note of 100 characters with a word that asks for the close look, everything on. */
function noteMicroseconds(bundle: PolicyBundle): number {
  const notes = notesOf100().map((note) => `${note.slice(0, 80)}, parking permit ok.`);
  const times: number[] = [];
  for (let round = 0; round < 300; round++) {
    const from = performance.now();
    for (const note of notes) screen({ value: note }, bundle);
    times.push(((performance.now() - from) * 1_000) / notes.length);
  }
  return median(times.slice(100));
}

/** The slowest of 64 KiB of texts chosen to be slow. */
function worstMilliseconds(bundle: PolicyBundle): number {
  const parts = [
    'a',
    ' ',
    'a ',
    '<',
    '&#97;',
    '%61',
    'status in canada ',
    'visa ',
    '9',
    'é',
    'a-b-',
    '\\u0061',
    'QUJD',
  ];
  return Math.max(
    ...parts.map((part) => {
      const value = part.repeat(Math.ceil(65_536 / part.length));
      const times = Array.from({ length: 5 }, () => {
        const from = performance.now();
        screen({ value }, bundle);
        return performance.now() - from;
      });
      return median(times);
    }),
  );
}
