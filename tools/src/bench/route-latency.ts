import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorClient } from '@havre/publisher';
import { starvedSeconds } from './cpu-time.js';
import { printFigure, quantile } from './figure.js';
import { DEPARTMENT, intakeEvent, offerOneByOne, PROVIDER, type Route } from './route-load.js';

const SUSTAINED = 2_000;
const SECONDS = 10;
const ALONE_SECONDS = 15;
const TICK_MS = 10;
const PATIENCE_MS = 20_000;

/**
 * `route.p50`, `route.p99`: from the moment when an intake is due to be posted until its offer arrives on the provider's
 * stream, at one need a second, where nothing queues, and at half of the highest rate that single intakes are offered at.
 * `starved` is the share of that time in which Havre was ready to run and the machine's processors were with others.
 */
export async function measureLatency(route: Route, log: 'postgresql' | 'kafka'): Promise<void> {
  const { rate: highest } = await offerOneByOne(route, SUSTAINED);
  const stream = await OfferStream.open(route);
  try {
    for (const { rate, seconds } of [
      { rate: 1, seconds: ALONE_SECONDS },
      { rate: highest / 2, seconds: SECONDS },
    ]) {
      await measureAt(route, stream, { log, rate, seconds });
    }
  } finally {
    stream.close();
  }
}

interface Pace {
  readonly log: string;
  /** Needs a second. */
  readonly rate: number;
  readonly seconds: number;
}

async function measureAt(route: Route, stream: OfferStream, { log, rate, seconds }: Pace): Promise<void> {
  const { pid } = route.havre;
  const [began, starvedBefore] = [performance.now(), await starvedSeconds(pid)];
  const dueAt = await publishPaced(route, rate, seconds);
  for (let waited = 0; waited < PATIENCE_MS && !stream.hasAll(dueAt.keys()); waited += TICK_MS)
    await sleep(TICK_MS);
  const starved = ((await starvedSeconds(pid)) - starvedBefore) / ((performance.now() - began) / 1_000);
  const latencies = [...dueAt].flatMap(([id, due]) => {
    const arrived = stream.arrivedAt(id);
    return arrived === undefined ? [] : [arrived - due];
  });
  const more = { log, rate, offered: latencies.length, of: dueAt.size, starved };
  printFigure({ metric: 'route.p50', value: quantile(latencies, 0.5), unit: 'ms', ...more });
  printFigure({ metric: 'route.p99', value: quantile(latencies, 0.99), unit: 'ms', ...more });
}

/** When each referral's intake was due, by referral id: a door that answers late does not put off what comes after. */
async function publishPaced(
  { havre }: Route,
  rate: number,
  seconds: number,
): Promise<ReadonlyMap<string, number>> {
  const door = new DoorClient({ url: havre.urls.policyGate, key: havre.token(DEPARTMENT.key) });
  const dueAt = new Map<string, number>();
  const posted: Promise<void>[] = [];
  const count = Math.floor(rate * seconds);
  const began = performance.now();
  for (let number = 0; number < count;) {
    const due = began + (number * 1_000) / rate;
    if (due > performance.now()) {
      await sleep(TICK_MS);
      continue;
    }
    number += 1;
    const post = async (): Promise<void> => {
      const result = await door.publish(intakeEvent());
      if (result.outcome === 'accepted') dueAt.set(referralIdOf(result.subject), due);
    };
    posted.push(post());
  }
  await Promise.all(posted);
  return dueAt;
}

/** The provider's stream of events, and when each offer arrived. */
class OfferStream {
  readonly #arrivals = new Map<string, number>();
  readonly #ended = new AbortController();

  static async open({ havre }: Route): Promise<OfferStream> {
    const stream = new OfferStream();
    const response = await fetch(`${havre.urls.feed}/v1/events?cursor=now`, {
      headers: { authorization: `Bearer ${havre.token(PROVIDER.key)}`, accept: 'text/event-stream' },
      signal: stream.#ended.signal,
    });
    if (!response.ok || response.body === null) throw new Error('the feed does not stream');
    void stream.#read(response.body).catch(() => undefined);
    return stream;
  }

  arrivedAt(referralId: string): number | undefined {
    return this.#arrivals.get(referralId);
  }

  hasAll(referralIds: Iterable<string>): boolean {
    for (const id of referralIds) if (!this.#arrivals.has(id)) return false;
    return true;
  }

  close(): void {
    this.#ended.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      const now = performance.now();
      for (const line of lines) this.#take(line, now);
    }
  }

  #take(line: string, now: number): void {
    if (!line.startsWith('data:') || !line.includes('havre.referral.offered.v1')) return;
    const { subject } = JSON.parse(line.slice(5)) as { subject: string };
    this.#arrivals.set(subject, now);
  }
}

/** The id of the referral of an intake's first need: a UUID of version 5. */
function referralIdOf(intakeId: string): string {
  const namespace = Buffer.from(intakeId.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(namespace).update('need 0').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
