import type { EventLog } from '@havre/messaging';
import { runService, type ServiceEnvironment } from '@havre/service';
import { createFeed } from './create-feed.js';

await runService((environment) => createFeed(environment as ServiceEnvironment<EventLog>));
