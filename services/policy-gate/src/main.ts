import { runProgram } from '@havre/service';

import { createPolicyGate } from './create-policy-gate.js';
import { PERSISTENCE } from './persistence/persistence.js';

await runProgram({ create: (environment) => createPolicyGate(environment), persistence: PERSISTENCE });
