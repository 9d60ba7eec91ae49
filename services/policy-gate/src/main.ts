import { runService } from '@havre/service';

import { createPolicyGate } from './create-policy-gate.js';

await runService((environment) => createPolicyGate(environment));
