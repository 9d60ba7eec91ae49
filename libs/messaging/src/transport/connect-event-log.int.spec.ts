import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS, toRecord } from '@havre/events';
import { Controller, type INestApplication, Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ParkingLot } from '../effects/parking-lot.js';
import type { EventLog } from '../event-log.js';
import { EventLogError } from '../event-log-error.js';
import { openPostgresEventLog } from '../postgres/postgres-event-log.js';
import { CapturingLogger } from '../testing/capturing-logger.js';
import { sampleEvent } from '../testing/sample-event.js';
import { startServiceDatabase, type ServiceDatabase } from '../testing/service-database.js';
import { waitUntil } from '../testing/wait-until.js';
import { connectEventLog } from './connect-event-log.js';
import type { EventBatch } from './event-batch.js';

const CAPACITY = 'havre.capacity';
const OUTAGES = 12;

let starts = 0;
let deliveries = 0;
const handled: string[] = [];

@Injectable()
class CountedStart implements OnModuleInit {
  onModuleInit(): void {
    starts += 1;
  }
}

@Controller()
class CapacityController {
  /** The database is away for the first deliveries: more often than a poison event would be tried. */
  @EventPattern(CAPACITY)
  accept(@Payload() batch: EventBatch): void {
    deliveries += 1;
    if (deliveries <= OUTAGES) throw new EventLogError('unavailable');
    handled.push(...batch.events.map(({ event }) => event.id));
  }
}

@Module({ controllers: [CapacityController], providers: [CountedStart] })
class CapacityModule {}

describe('an application with handlers on the event log', () => {
  let database: ServiceDatabase;
  let eventLog: EventLog;
  let app: INestApplication;
  let parking: ParkingLot;
  const logger = new CapturingLogger();

  beforeAll(async () => {
    database = await startServiceDatabase();
    eventLog = await openPostgresEventLog({
      connectionString: database.url,
      backoff: { initialMs: 5, maxMs: 50 },
    });
    await eventLog.ensureTopics(TOPICS);
    parking = new ParkingLot(database.dataSource, 'capacity');
    app = await NestFactory.create(CapacityModule, new FastifyAdapter());
    app.useLogger(false);
    const retry = { attempts: 2, initialMs: 1, maxMs: 2 };
    connectEventLog(app, { eventLog, group: 'capacity', parking, retry, logger });
    await app.init();
    await app.startAllMicroservices();
  });

  afterAll(async () => {
    await app.close();
    await eventLog.close();
    await database.stop();
  });

  it('tries a fault that passes by itself until it has passed, and parks nothing', async () => {
    const event = sampleEvent();
    await eventLog.append([toRecord(event)]);
    await waitUntil(() => handled.includes(event.id));
    expect(deliveries).toBeGreaterThan(OUTAGES);
    expect(await parking.list()).toEqual([]);
  });

  it('starts the modules of the application once', () => {
    expect(starts).toBe(1);
  });
});
