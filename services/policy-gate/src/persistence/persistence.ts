import { ReceiptsAndTallies1764000000000 } from './migrations/1764000000000-receipts-and-tallies.js';
import { ReceiptEntity } from './receipt.entity.js';
import { TallyByCategoryEntity } from './tally-by-category.entity.js';
import { TallyBySourceEntity } from './tally-by-source.entity.js';

/** The schema of this service, its tables and how they came about. */
export const PERSISTENCE = {
  schema: 'policy_gate',
  entities: [ReceiptEntity, TallyBySourceEntity, TallyByCategoryEntity],
  migrations: [ReceiptsAndTallies1764000000000],
};
