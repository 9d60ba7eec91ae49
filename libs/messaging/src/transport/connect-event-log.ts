import type { INestApplication, INestMicroservice } from '@nestjs/common';
import { NestMicroservice } from '@nestjs/microservices';
import { EventLogServer, type EventLogServerOptions } from './event-log-server.js';
import { FaultFilter } from './fault-filter.js';

/**
 * Puts the `@EventPattern` handlers of an application on the event log. Call it before `app.init()`, then
 * `app.startAllMicroservices()`, which rejects when a handler does not fit the log or the log does not answer.
 */
export function connectEventLog(app: INestApplication, options: EventLogServerOptions): INestMicroservice {
  // Deferred, because Nest takes no filter after the initialization that it would do here.
  const microservice = app.connectMicroservice(
    { strategy: new EventLogServer(options) },
    { deferInitialization: true },
  );
  // The modules belong to the application, which calls their hooks: a second call would start everything twice.
  if (microservice instanceof NestMicroservice) microservice.setIsInitHookCalled(true);
  microservice.useGlobalFilters(new FaultFilter());
  return microservice;
}
