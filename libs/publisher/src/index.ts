export { DoorClient } from './client/door-client.js';
export type { DoorClientOptions, OutgoingEvent, PublishResult } from './client/door-client.js';
export { FeedClient, FeedUnavailable } from './client/feed-client.js';
export type { FeedClientOptions, FeedEntry, FeedEvent } from './client/feed-client.js';
export { checkEvent, checkFile } from './cli/check-event.js';
export type { CheckedEvent, CheckedFile } from './cli/check-event.js';
export { main as runHavre } from './cli/main.js';
export { EXIT as EXIT_CODES } from './cli/cli-io.js';
export type { CliIo } from './cli/cli-io.js';
