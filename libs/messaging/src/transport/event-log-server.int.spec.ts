import 'reflect-metadata';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS, toRecord, type HavreEvent } from '@havre/events';
import { Controller, type INestMicroservice, type LoggerService, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { ParkingLot, type DiscardHook } from '../effects/parking-lot.js';
import type { EventLog } from '../event-log.js';
import { EventLogError } from '../event-log-error.js';
import { openPostgresEventLog } from '../postgres/postgres-event-log.js';
import { CapturingLogger } from '../testing/capturing-logger.js';
import { sampleEvent } from '../testing/sample-event.js';
import { startServiceDatabase, type ServiceDatabase } from '../testing/service-database.js';
import { waitUntil } from '../testing/wait-until.js';
import type { EventBatch } from './event-batch.js';
import { EventLogServer } from './event-log-server.js';
import { FaultFilter } from './fault-filter.js';

const MARK = 'MARK-asylum-3b1e';
const CAPACITY = 'havre.capacity';

/** What the handler under test does with each event; may throw. */
let act: (event: HavreEvent) => void = () => undefined;
let handled: string[] = [];

@Controller()
class CapacityController {
  @EventPattern(CAPACITY)
  accept(@Payload() batch: EventBatch): void {
    for (const { event } of batch.events) act(event);
    for (const { event } of batch.events) handled.push(event.id);
  }
}

class CapturingNestLogger implements LoggerService {
  readonly lines: unknown[][] = [];
  log = (...line: unknown[]): void => void this.lines.push(line);
  error = this.log;
  warn = this.log;
  fatal = this.log;
}

describe('event log server', () => {
  let database: ServiceDatabase;
  let eventLog: EventLog;
  let parking: ParkingLot;
  let logger: CapturingLogger;
  const nestLogger = new CapturingNestLogger();
  const apps: INestMicroservice[] = [];
  let groups = 0;

  const serve = async (controller: Type = CapacityController, onDiscard?: DiscardHook): Promise<void> => {
    @Module({ controllers: [controller] })
    class TestModule {}
    const group = `group-${(groups += 1)}`;
    logger = new CapturingLogger();
    parking = new ParkingLot(database.dataSource, group, onDiscard === undefined ? {} : { onDiscard });
    const retry = { attempts: 2, initialMs: 1, maxMs: 2 };
    const strategy = new EventLogServer({ eventLog, group, parking, retry, logger });
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares options as a class
    const app = await NestFactory.createMicroservice(TestModule, {
      strategy,
      logger: nestLogger,
      abortOnError: false,
    });
    apps.push(app);
    app.useGlobalFilters(new FaultFilter());
    await app.listen();
  };
  const append = (...events: readonly HavreEvent[]): Promise<void> =>
    eventLog.append(events.map((event) => toRecord(event)));
  const everythingSaid = (): string =>
    inspect([logger.lines, nestLogger.lines], { depth: 10, maxArrayLength: null });

  beforeAll(async () => {
    database = await startServiceDatabase();
    eventLog = await openPostgresEventLog({
      connectionString: database.url,
      backoff: { initialMs: 5, maxMs: 50 },
      partitions: 2,
    });
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    act = () => undefined;
    handled = [];
    for (const { name } of TOPICS) {
      for (const { end, partition } of (await eventLog.lag(`group-${groups}`)).filter(
        ({ topic }) => topic === name,
      )) {
        await eventLog.deleteBefore(name, partition, end);
      }
    }
  });
  afterAll(async () => {
    await eventLog.close();
    await database.stop();
  });

  describe('delivery', () => {
    beforeAll(() => eventLog.ensureTopics([{ name: CAPACITY, partitions: 2 }]));

    it('gives decoded events to the handler of their topic', async () => {
      await serve();
      const events = [sampleEvent('house-a'), sampleEvent('house-b'), sampleEvent('house-a')];
      await append(...events);
      await waitUntil(() => handled.length === 3);
      const ofA = events.filter(({ subject }) => subject === 'house-a').map(({ id }) => id);
      expect(handled.filter((id) => ofA.includes(id))).toEqual(ofA);
    });

    it('waits and tries again, for ever and in order, when a fault will pass', async () => {
      const events = [sampleEvent('house-a'), sampleEvent('house-a'), sampleEvent('house-a')];
      let failures = 0;
      act = ({ id }) => {
        if (id === events[1]?.id && failures < 20) {
          failures += 1;
          throw new EventLogError('unavailable');
        }
      };
      await serve();
      await append(...events);
      await waitUntil(() => handled.length === 3);
      expect(handled).toEqual(events.map(({ id }) => id));
      expect([failures, await parking.list()]).toEqual([20, []]);
    });

    it('parks the key of a record that fails for good; its later records queue, the others go on', async () => {
      const poison = sampleEvent('bad');
      act = ({ id }) => {
        if (id === poison.id) throw new TypeError(`cannot read ${MARK}`);
      };
      await serve();
      const good = Array.from({ length: 9 }, (_, index) => sampleEvent(`good-${index}`));
      const behind = [sampleEvent('bad'), sampleEvent('bad')];
      await append(...good.slice(0, 4), poison, ...good.slice(4), ...behind.slice(0, 1));
      await waitUntil(() => good.every(({ id }) => handled.includes(id)));
      await append(...behind.slice(1), ...good.slice(0, 1));
      await waitUntil(async () => (await parking.list())[0]?.count === 3);
      expect(handled).not.toContain(behind[0]?.id);
      expect(await parking.list()).toMatchObject([
        { topic: CAPACITY, key: 'bad', errorCode: 'unexpected.TypeError', count: 3 },
      ]);
      expect(everythingSaid()).not.toContain(MARK);
      expect(inspect(await parking.list())).not.toContain(MARK);
      expect(logger.has('event-log.key-parked')).toBe(true);
    });

    it('delivers a parked key again in order when asked to, and what comes after as usual', async () => {
      const events = Array.from({ length: 4 }, () => sampleEvent('mended'));
      let isBroken = true;
      act = ({ id }) => {
        if (isBroken && id === events[0]?.id) throw new RangeError(MARK);
      };
      await serve();
      await append(...events.slice(0, 3));
      await waitUntil(async () => (await parking.list())[0]?.count === 3);
      const id = (await parking.list())[0]?.id ?? '';
      expect(await parking.retry(id)).toEqual({ outcome: 'refused', reason: 'failed-again' });
      expect(await parking.list()).toMatchObject([
        { attempts: 5, count: 3, errorCode: 'unexpected.RangeError' },
      ]);
      isBroken = false;
      expect(await parking.retry(id)).toEqual({ outcome: 'retried' });
      await append(...events.slice(3));
      await waitUntil(() => handled.length === 4);
      expect(handled).toEqual(events.map((event) => event.id));
      expect(await parking.list()).toEqual([]);
      expect(await parking.retry(id)).toEqual({ outcome: 'refused', reason: 'unknown-id' });
      expect(await parking.retry('no-uuid')).toEqual({ outcome: 'refused', reason: 'unknown-id' });
    });

    it('discards a parked key with its consequences, in one transaction', async () => {
      const events = [sampleEvent('gone'), sampleEvent('gone')];
      act = ({ id }) => {
        if (id === events[0]?.id) throw new Error(MARK);
      };
      const notice = sampleEvent('notice');
      let discarded: readonly (string | undefined)[] = [];
      await serve(CapacityController, async (_manager, records) => {
        discarded = records.map(({ event }) => event?.id);
        return [notice];
      });
      await append(...events);
      await waitUntil(async () => (await parking.list())[0]?.count === 2);
      expect(await parking.discard((await parking.list())[0]?.id ?? '')).toEqual({ outcome: 'discarded' });
      expect(discarded).toEqual(events.map(({ id }) => id));
      const left = await database.dataSource.query<{ key: string }[]>(
        'SELECT key FROM outbox WHERE key = $1',
        ['notice'],
      );
      expect([left.length, await parking.list()]).toEqual([1, []]);
      const next = sampleEvent('gone');
      await append(next);
      await waitUntil(() => handled.includes(next.id));
    });

    it('parks what is no event, and says nothing of it', async () => {
      await serve();
      const after = sampleEvent('odd');
      await eventLog.append([
        { topic: CAPACITY, key: 'odd', value: `{"${MARK}` },
        toRecord(after),
        { topic: CAPACITY, key: 'odder', value: JSON.stringify({ ...sampleEvent('odder'), [MARK]: MARK }) },
        toRecord(sampleEvent('even')),
      ]);
      await waitUntil(async () => (await parking.list()).length === 2 && handled.length === 1);
      const keys = await parking.list();
      expect(keys.find(({ key }) => key === 'odd')).toMatchObject({ errorCode: 'event.envelope', count: 2 });
      expect(keys.find(({ key }) => key === 'odder')).toMatchObject({
        errorCode: 'event.envelope',
        count: 1,
      });
      expect(everythingSaid() + inspect(keys)).not.toContain(MARK);
    });
  });

  describe('start', () => {
    it('fails when nobody handles anything', async () => {
      @Controller()
      class Idle {}
      await expect(serve(Idle)).rejects.toMatchObject({ code: 'handler.none' });
    });

    it('fails for a handler of a topic that the log does not have', async () => {
      @Controller()
      class Lost {
        @EventPattern('havre.unheard-of')
        accept(@Payload() _batch: EventBatch): void {
          handled.push('never');
        }
      }
      await expect(serve(Lost)).rejects.toMatchObject({ code: 'unknown-topic' });
    });

    it('fails for two handlers of one topic', async () => {
      @Controller()
      class Twice {
        @EventPattern(CAPACITY)
        one(@Payload() _batch: EventBatch): void {
          handled.push('one');
        }

        @EventPattern(CAPACITY)
        other(@Payload() _batch: EventBatch): void {
          handled.push('other');
        }
      }
      await expect(serve(Twice)).rejects.toMatchObject({ code: 'handler.two-for-one-topic' });
    });

    it('fails for a handler that expects to answer', async () => {
      @Controller()
      class Answering {
        @MessagePattern(CAPACITY)
        answer(@Payload() _batch: EventBatch): string {
          return 'answer';
        }
      }
      await expect(serve(Answering)).rejects.toMatchObject({ code: 'handler.not-an-event-handler' });
    });
  });
});
