export { DoorClient } from './client/door-client.js';
export type { DoorClientOptions, OutgoingEvent, PublishResult } from './client/door-client.js';
export { FeedClient, FeedUnavailable } from './client/feed-client.js';
export type { FeedClientOptions, FeedEntry, FeedEvent } from './client/feed-client.js';
