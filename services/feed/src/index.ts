/** What partners read: what a host needs to run it. */
export { createFeed } from './create-feed.js';
export { FeedModule } from './feed.module.js';
export { FEED_SETTINGS } from './settings/feed-settings.js';
