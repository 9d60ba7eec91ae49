import { runService } from '@havre/service';
import { createFeed } from './create-feed.js';

await runService(createFeed);
