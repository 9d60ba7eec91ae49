import { rewindCommand } from '@havre/messaging';
import { runProgram } from '@havre/service';
import { CONSUMER } from './capacity.module.js';
import { createCapacity } from './create-capacity.js';
import { PERSISTENCE } from './persistence/persistence.js';

const TOPICS = ['havre.capacity', 'havre.directory'];

await runProgram({
  create: (environment) => createCapacity(environment),
  persistence: PERSISTENCE,
  commands: { rewind: rewindCommand(CONSUMER, TOPICS) },
});
