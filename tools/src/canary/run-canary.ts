import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { MarkSearch, newMark, type Mark } from '@havre/test-harness';

import { canaryEvents, type CanaryEvent } from './canary-events.js';

export interface CanaryOptions {
  readonly gate: string;
  /** `havre_<id>_<secret>` of a department's key. */
  readonly key: string;
  /** The key's source. */
  readonly source: string;
  /** How long what is deleted may take to leave the disk. */
  readonly waitMs: number;
  /** Folders and files; `-` for `input`. */
  readonly places: readonly string[];
  readonly input: AsyncIterable<Uint8Array>;
  readonly print: (line: object) => void;
}

const FOUND_NOTHING_DROPPED = 0;
const FOUND_SOMETHING_DROPPED = 1;
const FOUND_NOTHING_AT_ALL = 2;

/** Sends, waits, looks; answers the exit code. Marks that were found are told by name, never by their text. */
export async function runCanary(options: CanaryOptions): Promise<number> {
  const events = canaryEvents(options.source);
  const sent = await Promise.all(events.map((event) => send(event, options)));
  const wrong = sent.filter(({ isAsExpected }) => !isAsExpected);
  for (const { event, status } of wrong) options.print({ event: event.name, unexpected: status });
  if (wrong.length > 0) return FOUND_NOTHING_AT_ALL;
  await sleep(options.waitMs);
  const search = new MarkSearch(sent.map(({ mark }) => mark));
  for (const place of options.places) await lookAt(search, place, options.input);
  const isTaken = new Set(events.filter(({ status }) => status === 202).map(({ name }) => name));
  const dropped = search.sightings.filter(({ mark }) => !isTaken.has(mark));
  for (const sighting of dropped) options.print(sighting);
  const controls = search.sightings.length - dropped.length;
  options.print({ ...search.looked, marks: sent.length, dropped: dropped.length, controls });
  if (dropped.length > 0) return FOUND_SOMETHING_DROPPED;
  return controls === 0 ? FOUND_NOTHING_AT_ALL : FOUND_NOTHING_DROPPED;
}

interface Sent {
  readonly event: CanaryEvent;
  readonly mark: Mark;
  readonly status: number;
  readonly isAsExpected: boolean;
}

async function send(event: CanaryEvent, { gate, key }: CanaryOptions): Promise<Sent> {
  const mark = newMark(event.name);
  const { body, headers } = event.write(mark.text);
  const response = await fetch(new URL('/v1/events', gate), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json', ...headers },
    body,
  });
  await response.text();
  return { event, mark, status: response.status, isAsExpected: response.status === event.status };
}

async function lookAt(search: MarkSearch, place: string, input: AsyncIterable<Uint8Array>): Promise<void> {
  if (place === '-') await search.lookAtStream('standard input', input);
  else if ((await stat(place)).isDirectory()) await search.lookAtFolder(place);
  else await search.lookAtFile(place);
}
