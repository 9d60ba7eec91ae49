import { runProgram } from '@havre/service';
import { createAdmin } from './create-admin.js';
import { PERSISTENCE } from './persistence/persistence.js';

await runProgram({ create: createAdmin, persistence: PERSISTENCE });
