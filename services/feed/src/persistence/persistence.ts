import { MessagingTables1763800000000 } from '@havre/messaging';
import { FeedTables1795000000000 } from './migrations/1795000000000-feed-tables.js';
import { PlainDocuments1796000000000 } from './migrations/1796000000000-plain-documents.js';
import { PlaceRevision1796000000100 } from './migrations/1796000000100-place-revision.js';

/** The schema of the service and how it came to be. */
export const PERSISTENCE = {
  schema: 'feed',
  migrations: [
    MessagingTables1763800000000,
    FeedTables1795000000000,
    PlainDocuments1796000000000,
    PlaceRevision1796000000100,
  ],
};
