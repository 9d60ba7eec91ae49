import type { HavreEvent } from '@havre/events';
import { EffectsOnce } from '@havre/messaging';
import { createDataSource } from '@havre/service';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import type { DataSource } from 'typeorm';
import type { FeedEvent } from '../domain/feed-event.js';
import { ArrivalRepository } from '../persistence/arrival.repository.js';
import { EntryRepository } from '../persistence/entry.repository.js';
import { PERSISTENCE } from '../persistence/persistence.js';
import { PlaceRepository } from '../persistence/place.repository.js';
import { ReferralViewRepository } from '../persistence/referral-view.repository.js';
import { ProjectEvents } from '../project-events/project-events.js';

/** The feed's tables on a real PostgreSQL, and the projection that fills them. */
export class TestFeed {
  readonly entries: EntryRepository;
  readonly referrals: ReferralViewRepository;
  readonly arrivals: ArrivalRepository;
  readonly places: PlaceRepository;
  readonly projection: ProjectEvents;
  readonly effects: EffectsOnce;

  private constructor(
    private readonly postgres: TestPostgres,
    readonly dataSource: DataSource,
  ) {
    this.entries = new EntryRepository(dataSource);
    this.referrals = new ReferralViewRepository(dataSource);
    this.arrivals = new ArrivalRepository(dataSource);
    this.places = new PlaceRepository(dataSource);
    this.projection = new ProjectEvents(this);
    this.effects = new EffectsOnce(dataSource, 'feed');
  }

  static async start(): Promise<TestFeed> {
    const postgres = await startPostgres();
    const dataSource = await createDataSource({
      url: postgres.url,
      ...PERSISTENCE,
    });
    return new TestFeed(postgres, dataSource);
  }

  /** Empties every table but the clock and the migrations. */
  async reset(): Promise<void> {
    await this.dataSource.query('TRUNCATE entry, purged, referral_view, arrival, service, place, inbox');
    await this.dataSource.query('UPDATE entry_position SET last = 0');
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy();
    await this.postgres.stop();
  }

  /** One batch, as the log would deliver it. */
  async receive(...events: readonly HavreEvent[]): Promise<void> {
    const received = events.map((event, index) => ({
      event,
      record: { topic: 'havre.referral', partition: 0, offset: BigInt(index), key: event.subject },
    }));
    const { signal } = new AbortController();
    await this.effects.apply({ events: received, signal }, async (manager, fresh) => {
      await this.projection.project(manager, fresh);
      return [];
    });
  }

  /** What a partner can read, oldest first. */
  async read(...sources: readonly string[]): Promise<readonly FeedEvent[]> {
    const page = await this.entries.page(sources, 0n, 1_000);
    return page.map(({ event }) => event);
  }

  /** The types of what a partner can read, without `havre.` and the version. */
  async types(...sources: readonly string[]): Promise<readonly string[]> {
    const events = await this.read(...sources);
    return events.map(({ type }) => type.replace(/^havre\.(.*)\.v1$/, '$1'));
  }
}
