import { runProgram } from '@havre/service';
import { createCapacity } from './create-capacity.js';
import { PERSISTENCE } from './persistence/persistence.js';

await runProgram({ create: (environment) => createCapacity(environment), persistence: PERSISTENCE });
