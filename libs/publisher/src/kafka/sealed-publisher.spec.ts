import { createEpochKey, Opener, Sealer, type EpochKey } from '@havre/sealing';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { OutgoingEvent } from '../client/door-client.js';
import { FakeSealedTopic } from '../testing/fake-sealed-topic.js';
import { FakeTiming } from '../testing/fake-timing.js';
import { SealedDoorFault } from './sealed-door-fault.js';
import { SealedPublisher, type SealedPublisherParts } from './sealed-publisher.js';
import { VerdictBoard } from './verdict-board.js';
import type { Verdict } from './verdict.js';

const TOPIC = 'havre.ingress.accueil';
const SILENCE = 30_000;
const event = (id: string, data: unknown = {}): OutgoingEvent => ({
  id,
  source: '/departments/accueil',
  type: 'havre.intake.received.v1',
  data,
});
const accepted = (receipt: string): Verdict => ({ kind: 'accepted', receipt, subject: 's' });
const UNOPENED: Verdict = { kind: 'unopened' };

let epochs: readonly EpochKey[];
let topic: FakeSealedTopic;
let timing: FakeTiming;
let board: VerdictBoard;
let current: number;
let distrusted: number;

beforeAll(async () => {
  const epoch = { notBefore: new Date(0), notAfter: new Date(600_000) };
  epochs = await Promise.all(['a', 'b'].map(async (kid) => createEpochKey({ kid, ...epoch })));
});

beforeEach(() => {
  topic = new FakeSealedTopic();
  timing = new FakeTiming();
  board = new VerdictBoard();
  current = 0;
  distrusted = 0;
});

function publisher(parts: Partial<SealedPublisherParts> = {}): SealedPublisher {
  const keys = {
    current: async () => epochs[current]!.publicJwk,
    distrust: () => {
      distrusted += 1;
      current = 1;
    },
  };
  return new SealedPublisher({ topic, sealer: new Sealer({ topic: TOPIC }), keys, board, timing, ...parts });
}

/** What the gate would read at an offset. */
function opened(offset: number): { readonly kid: string; readonly event: { readonly id: string } } {
  const opener = new Opener({ keyOf: (kid) => epochs.find((one) => one.kid === kid) });
  const inside = opener.open(topic.values[offset] ?? '', TOPIC);
  if (inside.outcome === 'refused') throw new Error(inside.code);
  return {
    kid: inside.kid,
    event: JSON.parse(Buffer.from(inside.plaintext).toString()) as { readonly id: string },
  };
}

const say = (offset: number, verdict: Verdict) => {
  board.post({ partition: 0, offset: String(offset) }, verdict);
};

describe('a sealed event', () => {
  it('goes out sealed, as a CloudEvent, and comes back with its receipt', async () => {
    topic.onAppend = () => {
      say(0, accepted('r-1'));
    };
    const results = await publisher().publish([event('e-1', { note: 'a-word-inside' })]);
    expect(results).toEqual([{ outcome: 'accepted', receipt: 'r-1', subject: 's' }]);
    expect(topic.values.join()).not.toContain('a-word-inside');
    expect(opened(0).event).toEqual({
      specversion: '1.0',
      datacontenttype: 'application/json',
      ...event('e-1', { note: 'a-word-inside' }),
    });
    expect(board.waiting).toBe(0);
  });

  it.each(['not-routable', 'id-reused'])('is refused once and for all: %s', async (code) => {
    topic.onAppend = () => {
      say(0, { kind: 'refused', code });
    };
    expect(await publisher().publish([event('e-1')])).toEqual([{ outcome: 'refused', code }]);
    expect(topic.values).toHaveLength(1);
  });

  it('hears its verdict whether that comes before or after the broker told its position', async () => {
    topic.onAppend = ({ offset }) => {
      if (offset === '0') say(0, accepted('early'));
    };
    const results = publisher().publish([event('e-1'), event('e-2')]);
    await timing.pass(0);
    say(1, accepted('late'));
    expect(await results).toMatchObject([{ receipt: 'early' }, { receipt: 'late' }]);
  });

  it('is sealed again, to the key of that moment, when it could not be opened', async () => {
    const results = publisher().publish([event('e-1'), event('e-2')]);
    await timing.pass(0);
    say(0, accepted('r-1'));
    say(1, UNOPENED);
    await timing.pass(500);
    expect(topic.values).toHaveLength(3);
    expect([opened(1).kid, opened(2).kid, opened(2).event.id]).toEqual(['a', 'b', 'e-2']);
    expect(distrusted).toBe(1);
    say(2, accepted('r-2'));
    expect(await results).toMatchObject([{ receipt: 'r-1' }, { receipt: 'r-2' }]);
  });

  it('is sent again after silence, and what is said of either sending counts', async () => {
    const results = publisher().publish([event('e-1')]);
    await timing.pass(0);
    await timing.pass(SILENCE);
    await timing.pass(500);
    expect(topic.values).toHaveLength(2);
    expect(topic.values[1]).not.toBe(topic.values[0]);
    say(0, UNOPENED);
    await timing.pass(0);
    say(0, accepted('r-1'));
    expect(await results).toMatchObject([{ receipt: 'r-1' }]);
    expect(distrusted).toBe(0);
  });

  it('is sent no more often than asked, at growing distances', async () => {
    topic.onAppend = ({ offset }) => {
      say(Number(offset), UNOPENED);
    };
    const results = publisher({ attempts: 4 }).publish([event('e-1')]);
    for (const ms of [0, 500, 1000, 2000]) await timing.pass(ms);
    expect(await results).toEqual([{ outcome: 'unavailable', code: 'unopened' }]);
    expect(topic.values).toHaveLength(4);
    expect(timing.waits.filter((ms) => ms !== SILENCE)).toEqual([500, 1000, 2000]);
  });

  it('is given up after silence, which is said', async () => {
    const results = publisher({ attempts: 2 }).publish([event('e-1')]);
    for (const ms of [0, SILENCE, 500, SILENCE]) await timing.pass(ms);
    expect(await results).toEqual([{ outcome: 'unavailable', code: 'no-verdict' }]);
    expect(board.waiting).toBe(0);
  });

  it('larger than 64 KiB is refused here, and keeps no other from going', async () => {
    topic.onAppend = () => {
      say(0, accepted('r-2'));
    };
    const results = await publisher().publish([event('e-1', 'x'.repeat(65_536)), event('e-2')]);
    expect(results).toMatchObject([{ outcome: 'refused', code: 'too-large' }, { receipt: 'r-2' }]);
    expect(topic.values).toHaveLength(1);
  });
});

describe('many events', () => {
  it('go out in batches, each result in its place', async () => {
    topic.onAppend = (position) => {
      const { id } = opened(Number(position.offset)).event;
      board.post(
        position,
        id.endsWith('3') ? { kind: 'refused', code: 'not-routable' } : accepted(`r-${id}`),
      );
    };
    const ids = Array.from({ length: 25 }, (_, index) => `e-${String(index)}`);
    const results = await publisher({ batchSize: 10 }).publish(ids.map((id) => event(id)));
    expect(results.map((one) => (one.outcome === 'accepted' ? one.receipt : one.outcome))).toEqual(
      ids.map((id) => (id.endsWith('3') ? 'refused' : `r-${id}`)),
    );
  });

  it('are none when there are none', async () => {
    expect(await publisher().publish([])).toEqual([]);
  });
});

describe('what stands in the way', () => {
  it('of the broker passes: the events go out once it is back', async () => {
    topic.failures = ['broker-unavailable', 'broker-unavailable'];
    topic.onAppend = () => {
      say(0, accepted('r-1'));
    };
    const results = publisher().publish([event('e-1')]);
    for (const ms of [0, 500, 1000]) await timing.pass(ms);
    expect(await results).toMatchObject([{ receipt: 'r-1' }]);
  });

  it('of the gate is waited for longer than an event is sent again', async () => {
    let asked = 0;
    const keys = {
      current: async () => {
        asked += 1;
        if (asked <= 6) throw new SealedDoorFault('keys-unavailable');
        return epochs[0]!.publicJwk;
      },
      distrust: () => undefined,
    };
    topic.onAppend = () => {
      say(0, accepted('r-1'));
    };
    const results = publisher({ keys, attempts: 1 }).publish([event('e-1')]);
    for (const ms of [0, 500, 1000, 2000, 4000, 8000, 16_000]) await timing.pass(ms);
    expect(await results).toMatchObject([{ receipt: 'r-1' }]);
  });

  it('is a broker that refuses: nothing is tried again', async () => {
    topic.failures = ['broker-refused'];
    expect(await publisher().publish([event('e-1')])).toEqual([
      { outcome: 'unavailable', code: 'broker-refused' },
    ]);
    expect(timing.waits).toEqual([]);
  });

  it('is a gate that gives no keys: said by its code, nothing sent', async () => {
    const keys = {
      current: async () => Promise.reject(new SealedDoorFault('keys-unavailable')),
      distrust: () => undefined,
    };
    const results = publisher({ keys, patienceMs: 3_000 }).publish([event('e-1')]);
    for (const ms of [0, 500, 1000, 2000]) await timing.pass(ms);
    expect(timing.waits).toEqual([500, 1000, 2000]);
    expect(await results).toEqual([{ outcome: 'unavailable', code: 'keys-unavailable' }]);
    expect(topic.values).toEqual([]);
  });

  it('is a key of the gate that is none', async () => {
    const off = { ...epochs[0]!.publicJwk, x: 'A'.repeat(43) };
    const keys = { current: async () => off, distrust: () => undefined };
    const results = publisher({ keys, patienceMs: 0 }).publish([event('e-1')]);
    expect(await results).toEqual([{ outcome: 'unavailable', code: 'keys-unavailable' }]);
  });
});
