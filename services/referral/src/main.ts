import { rewindCommand } from '@havre/messaging';
import { runProgram } from '@havre/service';
import { createReferral } from './create-referral.js';
import { CONSUMER } from './events.controller.js';
import { PERSISTENCE } from './persistence/persistence.js';

const TOPICS = ['havre.intake', 'havre.referral', 'havre.capacity', 'havre.directory'];

await runProgram({
  create: (environment) => createReferral(environment),
  persistence: PERSISTENCE,
  commands: { rewind: rewindCommand(CONSUMER, TOPICS) },
});
