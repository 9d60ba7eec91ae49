import { runProgram } from '@havre/service';
import { createReferral } from './create-referral.js';
import { PERSISTENCE } from './persistence/persistence.js';

await runProgram({ create: (environment) => createReferral(environment), persistence: PERSISTENCE });
