import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import {
  canonicalize,
  isClearedQuickly,
  loadBundle,
  readStrictJson,
  screen,
  type PolicyBundle,
} from '@havre/policy';

import { median, printFigure } from './figure.js';
import { disguised, eventOfSize, intakes, notesOf100, partnerEvents } from './gate-events.js';
import { benchPeers } from './gate-peers.js';
import { worstCases } from './gate-worst.js';

const EVENTS = 2_000;
const ROUNDS = 9;
const SIZES = [256, 1_024, 4_096, 65_000];

/**
 * `gate.clean`, `gate.slow`, `gate.note` and the figures around them: what the gate adds to the JSON work that any service does. Rates are
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
  printMore(bundle, clean);
  benchPeers();
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

function printMore(bundle: PolicyBundle, clean: readonly Buffer[]): void {
  printFigure({ metric: 'gate.slow-share', value: closeShare(clean, bundle), unit: 'of the clean stream' });
  for (const { kind, event } of partnerEvents()) {
    printFigure({ metric: `gate.kind ${kind}`, value: eventMicroseconds(event, bundle), unit: 'µs' });
  }
  for (const bytes of SIZES) {
    const event = eventOfSize(bytes);
    const microseconds = eventMicroseconds(event, bundle);
    printFigure({
      metric: `gate.size ${String(bytes)}`,
      value: microseconds,
      unit: 'µs',
      perKilobyte: (microseconds * 1_024) / bytes,
    });
  }
  printFigure({
    metric: 'gate.memory',
    value: retainedKilobytes(bundle),
    unit: 'KB kept after 50,000 events',
  });
  for (const { part, milliseconds } of worstCases(bundle)) {
    printFigure({ metric: 'gate.worst', value: milliseconds, unit: 'ms', repeated: JSON.stringify(part) });
  }
}

/** The share of events of which something is looked at closely. */
function closeShare(bodies: readonly Buffer[], bundle: PolicyBundle): number {
  const close = bodies.filter(
    (body) => !isClearedQuickly({ value: JSON.parse(body.toString('utf8')) as unknown }, bundle),
  );
  return close.length / bodies.length;
}

/** Reading, screening and re-serialising one event, over and over. */
function eventMicroseconds(event: unknown, bundle: PolicyBundle): number {
  const bodies = Array.from({ length: 50 }, () => bytesOf(event));
  const times: number[] = [];
  for (let round = 0; round < 40; round++) {
    const from = performance.now();
    screenAndSerialise(bodies, bundle);
    times.push(((performance.now() - from) * 1_000) / bodies.length);
  }
  return median(times.slice(10));
}

/** What stays on the heap of a stream in which every event brings codes of its own. */
function retainedKilobytes(bundle: PolicyBundle): number {
  const before = heapAfterCollection();
  for (let index = 0; index < 50_000; index++) {
    const code = index.toString(26).replace(/[0-9]/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? 'q');
    screen(
      { value: { [`field-${code}`]: `code-${code}`, needs: [{ kind: 'shelter', area: `area-${code}` }] } },
      bundle,
    );
  }
  return (heapAfterCollection() - before) / 1_024;
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
