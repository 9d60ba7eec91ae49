import { Outbox, type OutboxRelay } from '@havre/messaging';
import type { DataSource } from 'typeorm';
import { AgeReports } from '../age-reports/age-reports.js';
import { GiveUpWaiting } from '../await-listing/give-up-waiting.js';
import { WaitingStatements } from '../await-listing/waiting-statements.js';
import type { LedgerTerms } from '../domain/ledger-terms.js';
import { ExpireHolds } from '../expire-holds/expire-holds.js';
import { FollowDirectory } from '../follow-directory/follow-directory.js';
import { ForgetHolds } from '../forget-holds/forget-holds.js';
import { DatabaseClock } from '../persistence/database-clock.js';
import { DriftStore } from '../persistence/drift.store.js';
import { LedgerStore } from '../persistence/ledger.store.js';
import { ListingStore } from '../persistence/listing.store.js';
import { MovementStore } from '../persistence/movement.store.js';
import { ServiceLock } from '../persistence/service-lock.js';
import type { WorkerSettings } from '../settings/worker-settings.js';
import { RecordBatch } from './record-batch.js';
import { SweepLedger } from './sweep-ledger.js';

export interface LedgerParts {
  /** Its search_path is a schema with the tables of messaging and of the ledger. */
  readonly dataSource: DataSource;
  readonly terms: LedgerTerms;
  readonly workers: WorkerSettings;
  readonly newId: () => string;
  readonly relay: Pick<OutboxRelay, 'wake'>;
}

/** The whole ledger without an application around it. */
export interface Ledger {
  readonly batches: RecordBatch;
  readonly directory: FollowDirectory;
  readonly expiry: ExpireHolds;
  readonly ageing: AgeReports;
  readonly waiting: GiveUpWaiting;
  readonly forgetting: ForgetHolds;
}

/** Puts the parts of the ledger together as the service's module does. */
export function openLedger({ dataSource, terms, workers, newId, relay }: LedgerParts): Ledger {
  const locks = new ServiceLock();
  const outbox = new Outbox();
  const statements = new WaitingStatements();
  const batches = new RecordBatch(
    locks,
    new LedgerStore(),
    new MovementStore(),
    new DriftStore(),
    statements,
    terms,
    newId,
  );
  const sweeper = new SweepLedger(dataSource, locks, batches, outbox, relay);
  const clock = new DatabaseClock();
  return {
    batches,
    directory: new FollowDirectory(locks, new ListingStore(), statements, batches, clock, newId),
    expiry: new ExpireHolds(sweeper, workers),
    ageing: new AgeReports(sweeper, terms, workers),
    waiting: new GiveUpWaiting(dataSource, locks, statements, batches, outbox, relay, workers),
    forgetting: new ForgetHolds(dataSource, workers),
  };
}
