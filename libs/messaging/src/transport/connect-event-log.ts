import type { INestApplication, INestMicroservice } from '@nestjs/common';
import { EventLogServer, type EventLogServerOptions } from './event-log-server.js';
import { FaultFilter } from './fault-filter.js';

/**
 * Puts the `@EventPattern` handlers of an application on the event log. Call it before `app.init()`, then
 * `app.startAllMicroservices()`, which rejects when a handler does not fit the log or the log does not answer.
 */
export function connectEventLog(app: INestApplication, options: EventLogServerOptions): INestMicroservice {
  const microservice = app.connectMicroservice({ strategy: new EventLogServer(options) });
  microservice.useGlobalFilters(new FaultFilter());
  return microservice;
}
