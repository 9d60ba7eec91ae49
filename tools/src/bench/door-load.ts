import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { cpuSeconds } from './cpu-time.js';
import { intakes } from './gate-events.js';

/** A running door. */
export interface Door {
  readonly url: string;
  readonly pid: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** How a door is used. */
export interface Load {
  readonly connections: number;
  /** Events in one request. */
  readonly batch: number;
  /** Events of a round. */
  readonly events: number;
}

export interface Round {
  /** Events a second of the clock on the wall. */
  readonly rate: number;
  /** Milliseconds of the door's own processor time an event. */
  readonly cpuMs: number;
}

/** Intakes of about 0.8 KB, coded throughout; the time is the door's to fill in. */
const TEMPLATES = intakes(400).map((event) => {
  const { data, ...attributes } = event as Record<string, unknown> & { data: Record<string, unknown> };
  delete attributes['time'];
  delete data['note'];
  delete data['phrases'];
  return { ...attributes, data };
});

/** Sends a round over as many connections as callers, each of which waits for its answer. */
export async function sendRound(door: Door, load: Load): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  let left = load.events;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= load.batch;
      await post(door, agent, bodyOf(load.batch));
    }
  };
  const before = await cpuSeconds([door.pid]);
  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: load.connections }, caller));
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - began) / 1_000;
  const cpu = (await cpuSeconds([door.pid])) - before;
  return { rate: load.events / seconds, cpuMs: (cpu * 1_000) / load.events };
}

let next = 0;

function bodyOf(batch: number): string {
  const events = Array.from({ length: batch }, () => ({
    ...TEMPLATES[(next += 1) % TEMPLATES.length],
    id: randomUUID(),
  }));
  return JSON.stringify(batch === 1 ? events[0] : events);
}

function post(door: Door, agent: Agent, body: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const kind = body.startsWith('[') ? 'cloudevents-batch' : 'cloudevents';
  const headers = {
    ...door.headers,
    'content-type': `application/${kind}+json`,
    'content-length': Buffer.byteLength(body),
  };
  const sent = request(`${door.url}/v1/events`, { method: 'POST', agent, headers }, (answer) => {
    answer.resume();
    answer.once('end', () => {
      if (answer.statusCode === 202) resolve(undefined);
      else reject(new Error(`the door answered ${String(answer.statusCode)}`));
    });
  });
  sent.once('error', reject);
  sent.end(body);
  return promise;
}
