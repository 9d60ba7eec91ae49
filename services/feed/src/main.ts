import { rewindCommand } from '@havre/messaging';
import { runProgram } from '@havre/service';
import { createFeed } from './create-feed.js';
import { PERSISTENCE } from './persistence/persistence.js';
import { GROUP } from './project-events/feed-consumer.module.js';

const TOPICS = ['havre.referral', 'havre.capacity', 'havre.directory', 'havre.receipt'];

await runProgram({
  create: (environment) => createFeed(environment),
  persistence: PERSISTENCE,
  commands: { rewind: rewindCommand(GROUP, TOPICS) },
});
