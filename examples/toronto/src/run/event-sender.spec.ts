import { describe, expect, it } from '@jest/globals';
import { DoorClient, type OutgoingEvent, type PublishResult } from '@havre/publisher';
import { EventSender } from './event-sender.js';

const event = (id: number): OutgoingEvent => ({
  id: String(id),
  source: '/providers/house',
  type: 'x',
  data: {},
});
const accepted = ({ id }: OutgoingEvent): PublishResult => ({
  outcome: 'accepted',
  receipt: `r${id}`,
  subject: 's',
});

/** A door that answers with `answer` and remembers the ids of each batch. */
class FakeDoor extends DoorClient {
  readonly batches: string[][] = [];

  constructor(private readonly answer: (event: OutgoingEvent, batch: number) => PublishResult) {
    super({ url: 'http://127.0.0.1:1', key: 'unused' });
  }

  override publishBatch(events: readonly OutgoingEvent[]): Promise<readonly PublishResult[]> {
    this.batches.push(events.map(({ id }) => id));
    return Promise.resolve(events.map((one) => this.answer(one, this.batches.length)));
  }
}

describe('EventSender', () => {
  it('sends together what is sent together, a hundred at most, and answers each its own', async () => {
    const door = new FakeDoor(accepted);
    const sender = new EventSender(door);
    const results = await Promise.all(Array.from({ length: 150 }, (_, index) => sender.send(event(index))));
    expect(door.batches.map((batch) => batch.length)).toEqual([100, 50]);
    expect(results[149]).toEqual({ outcome: 'accepted', receipt: 'r149', subject: 's' });
  });

  it('sends again, unchanged, what could not be taken', async () => {
    const door = new FakeDoor((one, batch) =>
      batch === 1 && one.id === '1' ? { outcome: 'unavailable', retryAfterSeconds: 0 } : accepted(one),
    );
    const sender = new EventSender(door);
    const results = await Promise.all([sender.send(event(0)), sender.send(event(1))]);
    expect(door.batches).toEqual([['0', '1'], ['1']]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  });

  it('hands on a refusal', async () => {
    const refused: PublishResult = { outcome: 'refused', status: 422, code: 'not-routable' };
    expect(await new EventSender(new FakeDoor(() => refused)).send(event(0))).toEqual(refused);
  });
});
