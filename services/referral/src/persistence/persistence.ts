import { MessagingTables1763800000000 } from '@havre/messaging';
import { DirectoryEntryEntity } from './directory-entry.entity.js';
import { ExplanationEntity } from './explanation.entity.js';
import { ReferralTables1790000000100 } from './migrations/1790000000100-referral-tables.js';
import { DueInEveryState1796400000000 } from './migrations/1796400000000-due-in-every-state.js';
import { OutcomeCounts1796000000000 } from './migrations/1796000000000-outcome-counts.js';
import { TimesAndSilences1796200000000 } from './migrations/1796200000000-times-and-silences.js';
import { ReferralEntity } from './referral.entity.js';

/** The schema of the service, what lies in it, and how it came to be. */
export const PERSISTENCE = {
  schema: 'referral',
  entities: [ReferralEntity, ExplanationEntity, DirectoryEntryEntity],
  migrations: [
    MessagingTables1763800000000,
    ReferralTables1790000000100,
    OutcomeCounts1796000000000,
    TimesAndSilences1796200000000,
    DueInEveryState1796400000000,
  ],
};
