import { MessagingTables1763800000000 } from '@havre/messaging';

import { ReceiptsAndTallies1764000000000 } from './migrations/1764000000000-receipts-and-tallies.js';
import { ReceiptKey1797000000100 } from './migrations/1797000000100-receipt-key.js';
import { SealedDoor1797000000000 } from './migrations/1797000000000-sealed-door.js';
import { ReceiptEntity } from './receipt.entity.js';
import { TallyByCategoryEntity } from './tally-by-category.entity.js';
import { TallyBySourceEntity } from './tally-by-source.entity.js';

/** The schema of this service, its tables and how they came about. */
export const PERSISTENCE = {
  schema: 'policy_gate',
  entities: [ReceiptEntity, TallyBySourceEntity, TallyByCategoryEntity],
  migrations: [
    MessagingTables1763800000000,
    ReceiptsAndTallies1764000000000,
    SealedDoor1797000000000,
    ReceiptKey1797000000100,
  ],
};
