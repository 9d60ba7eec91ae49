import type { EventLog } from '@havre/messaging';
import { runService, type ServiceEnvironment } from '@havre/service';

import { createPolicyGate } from './create-policy-gate.js';

await runService((environment) => createPolicyGate(environment as ServiceEnvironment<EventLog>));
