import { AuditEntry } from './audit-entry.entity.js';
import { AttentionActions1796300000000 } from './migrations/attention-actions.js';
import { AdminTables1763800000000 } from './migrations/admin-tables.js';

/** Admin's own schema: the record of operators' actions, and nothing of anybody else's. */
export const PERSISTENCE = {
  schema: 'admin',
  entities: [AuditEntry],
  migrations: [AdminTables1763800000000, AttentionActions1796300000000],
};
