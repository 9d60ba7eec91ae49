import type { EventLog } from '@havre/messaging';
import { runService, type ServiceEnvironment } from '@havre/service';
import { createCapacity } from './create-capacity.js';

await runService((environment) => createCapacity(environment as ServiceEnvironment<EventLog>));
