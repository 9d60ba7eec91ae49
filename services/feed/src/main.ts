import { runProgram } from '@havre/service';
import { createFeed } from './create-feed.js';
import { PERSISTENCE } from './persistence/persistence.js';

await runProgram({ create: (environment) => createFeed(environment), persistence: PERSISTENCE });
