import { Inject, Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import { IDS, type IdGenerator } from '@havre/service';
import type { EntityManager } from 'typeorm';
import type { Limits } from '../domain/limits.js';
import type { Referral } from '../domain/referral.js';
import { codeLanguageOf, spokenCode, type RandomBelow } from '../domain/spoken-code.js';
import { PlaceFinder } from '../find-places/place-finder.js';
import { DirectoryStore } from '../persistence/directory.store.js';
import { ExplanationStore } from '../persistence/explanation.store.js';
import { ReferralStore } from '../persistence/referral.store.js';
import type { CitySettings } from '../settings/city-settings.js';
import { CITY, LIMITS, RANDOM_BELOW } from '../settings/tokens.js';
import { CodesExhaustedError } from './codes-exhausted.error.js';
import { Settlement } from './settlement.js';

/** With two thirds of all codes alive at once, all that remain without one after so many tries are one in a hundred. */
const CODE_TRIES = 12;

/** Begins and writes settlements: whatever the size of a batch, a handful of statements. */
@Injectable()
export class SettleReferrals {
  constructor(
    private readonly places: PlaceFinder,
    private readonly referrals: ReferralStore,
    private readonly explanations: ExplanationStore,
    private readonly directory: DirectoryStore,
    @Inject(LIMITS) private readonly limits: Limits,
    @Inject(CITY) private readonly city: CitySettings,
    @Inject(IDS) private readonly ids: IdGenerator,
    @Inject(RANDOM_BELOW) private readonly randomBelow: RandomBelow,
  ) {}

  async begin(manager: EntityManager): Promise<Settlement> {
    return new Settlement(await this.places.begin(manager), this.limits, () => this.ids.uuid());
  }

  /** A code for a new referral; `finish` makes sure that no other has it. */
  newCode(languageTag: string): string {
    return spokenCode(codeLanguageOf(languageTag, this.city.language), this.randomBelow);
  }

  /** Finds places for all who seek one, writes everything, and answers with the events that follow. */
  async finish(manager: EntityManager, settlement: Settlement): Promise<readonly HavreEvent[]> {
    settlement.findPlaces();
    const settled = settlement.settled();
    await this.explanations.keepRequests(
      manager,
      settled.corrected.map(({ referral, before }) => ({ referralId: referral.id, request: before })),
    );
    const existing = await this.insert(manager, settled.opened);
    await this.referrals.update(manager, settled.changed);
    await this.referrals.replaceRequests(
      manager,
      settled.corrected.map(({ referral }) => referral),
    );
    await this.explanations.save(
      manager,
      settled.explanations.filter(({ referralId }) => !existing.has(referralId)),
    );
    await this.directory.countFlags(manager, settled.flags);
    return settled.events(existing);
  }

  /** Inserts new referrals with codes that nobody has; answers with the ids that exist already. */
  private async insert(manager: EntityManager, opened: readonly Referral[]): Promise<ReadonlySet<string>> {
    let missing = opened;
    let existing: ReadonlySet<string> = new Set();
    for (let tries = 0; missing.length > 0; tries++) {
      if (tries === CODE_TRIES) throw new CodesExhaustedError();
      const inserted = await this.referrals.insert(manager, missing);
      missing = missing.filter(({ id }) => !inserted.has(id));
      if (missing.length === 0) break;
      const ids = missing.map(({ id }) => id);
      if (tries === 0) existing = await this.referrals.known(manager, ids);
      missing = missing
        .filter(({ id }) => !existing.has(id))
        .map((referral) => ({ ...referral, code: this.newCode(referral.request.language) }));
    }
    return existing;
  }
}
