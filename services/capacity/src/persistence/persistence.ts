import { MessagingTables1763800000000 } from '@havre/messaging';
import { HoldEntity } from './hold.entity.js';
import { LedgerEntity } from './ledger.entity.js';
import { LedgerTables1790000000000 } from './migrations/1790000000000-ledger-tables.js';
import { MovementTables1791000000000 } from './migrations/1791000000000-movement-tables.js';
import { ServiceEntity } from './service.entity.js';

/** The schema of the service, what lies in it, and how it came to be. */
export const PERSISTENCE = {
  schema: 'capacity',
  entities: [ServiceEntity, LedgerEntity, HoldEntity],
  migrations: [MessagingTables1763800000000, LedgerTables1790000000000, MovementTables1791000000000],
};
