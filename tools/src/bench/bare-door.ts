import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { toRecord, type HavreEvent } from '@havre/events';
import { openConfiguredEventLog, type EventLog } from '@havre/messaging';

/** An event as a publisher sends it. */
type Sent = Omit<HavreEvent, 'subject' | 'time'> & Partial<Pick<HavreEvent, 'subject' | 'time'>>;

/**
 * The least that a door could be: Nest's route takes JSON, appends the records to the same log and answers. Nothing is
 * screened, nobody is asked for a key, no receipt is kept, and a repeated event is appended again.
 */
@Controller('v1/events')
class BareDoorController {
  @Post()
  @HttpCode(202)
  async accept(@Body() body: Sent | readonly Sent[]): Promise<unknown> {
    const events = Array.isArray(body) ? (body as readonly Sent[]) : [body as Sent];
    const stamped = events.map((event) => stamp(event));
    await log.append(stamped.map((event) => toRecord(event)));
    const receipts = stamped.map(({ id, subject }) => ({ receipt: id, subject }));
    return Array.isArray(body) ? { receipts } : receipts[0];
  }
}

function stamp(event: Sent): HavreEvent {
  const id = randomUUID();
  const subject = event.subject ?? randomUUID();
  const time = event.time ?? new Date().toISOString();
  return { ...event, id, subject, time, receipt: id } as HavreEvent;
}

@Module({ controllers: [BareDoorController] })
class BareDoorModule {}

const { env } = process;
const log: EventLog = await openConfiguredEventLog(
  {
    eventLog: env['HAVRE_EVENT_LOG'] === 'kafka' ? 'kafka' : 'postgresql',
    databaseUrl: env['HAVRE_DATABASE_URL'] ?? '',
    kafkaBrokers: (env['HAVRE_KAFKA_BROKERS'] ?? '').split(','),
    kafkaTls: false,
    retentionDays: 7,
  },
  'bare-door',
);
const application = await NestFactory.create<NestFastifyApplication>(BareDoorModule, new FastifyAdapter());
application.useLogger(false);
application
  .getHttpAdapter()
  .getInstance()
  .addContentTypeParser(/^application\/cloudevents/u, { parseAs: 'string' }, (_request, body, done) => {
    done(null, JSON.parse(body as string) as unknown);
  });
await application.listen(0, '127.0.0.1');
process.stdout.write(`\nready ${new URL(await application.getUrl()).port}\n`);
process.once('SIGTERM', () => void application.close().then(() => log.close()));
