import { EffectsOnce, Outbox, type OutboxRelay } from '@havre/messaging';
import type { IdGenerator } from '@havre/service';
import type { DataSource } from 'typeorm';
import { ActOnAttention } from '../act-on-attention/act-on-attention.js';
import { ApplyAnswers } from '../apply-answer/apply-answers.js';
import { ApplyHoldOutcomes } from '../apply-hold-outcome/apply-hold-outcomes.js';
import { CorrectIntake } from '../correct-intake/correct-intake.js';
import { DiscardKey } from '../discard-key/discard-key.js';
import type { Limits } from '../domain/limits.js';
import type { RandomBelow } from '../domain/spoken-code.js';
import { ApplyDue } from '../end-referrals/apply-due.js';
import { ForgetLeftovers } from '../end-referrals/forget-leftovers.js';
import { CONSUMER, EventsController } from '../events.controller.js';
import { ExplainMatch } from '../explain-match/explain-match.js';
import { CountOutcomes } from '../count-outcomes/count-outcomes.js';
import { DirectoryCache } from '../find-places/directory-cache.js';
import { PendingHolds } from '../find-places/pending-holds.js';
import { PlaceFinder } from '../find-places/place-finder.js';
import { FollowCapacity } from '../follow-capacity/follow-capacity.js';
import { OfferToLine } from '../follow-capacity/offer-to-line.js';
import { FollowDirectory } from '../follow-directory/follow-directory.js';
import { ListAttention } from '../list-attention/list-attention.js';
import { AvailabilityStore } from '../persistence/availability.store.js';
import { DirectoryStore } from '../persistence/directory.store.js';
import { ExplanationStore } from '../persistence/explanation.store.js';
import { ReferralStore } from '../persistence/referral.store.js';
import { ReceiveIntakes } from '../receive-intake/receive-intakes.js';
import type { CitySettings } from '../settings/city-settings.js';
import type { SweepSettings } from '../settings/sweep-settings.js';
import { WithdrawIntake } from '../withdraw-intake/withdraw-intake.js';
import { SettleReferrals } from './settle-referrals.js';

export interface RoutingParts {
  /** Its search_path is a schema with the tables of messaging and of the referrals. */
  readonly dataSource: DataSource;
  readonly limits: Limits;
  readonly city: CitySettings;
  readonly sweep: SweepSettings;
  readonly ids: IdGenerator;
  readonly randomBelow: RandomBelow;
  readonly relay: Pick<OutboxRelay, 'wake'>;
}

/** The whole routing of referrals without an application around it. */
export interface Routing {
  /** Where batches of the log come in. */
  readonly events: EventsController;
  readonly cache: DirectoryCache;
  readonly intakes: ReceiveIntakes;
  readonly answers: ApplyAnswers;
  readonly capacity: FollowCapacity;
  readonly directory: FollowDirectory;
  readonly due: ApplyDue;
  readonly discarding: DiscardKey;
  readonly forgetting: ForgetLeftovers;
  readonly explaining: ExplainMatch;
  readonly attention: ListAttention;
  readonly acting: ActOnAttention;
}

/** Puts the parts together as the service's module does. */
export function openRouting(parts: RoutingParts): Routing {
  const { dataSource, limits, city, sweep, ids, randomBelow, relay } = parts;
  const referrals = new ReferralStore(limits);
  const explanations = new ExplanationStore();
  const store = new DirectoryStore();
  const cache = new DirectoryCache(store, city);
  const pending = new PendingHolds();
  const places = new PlaceFinder(cache, pending, limits);
  const settle = new SettleReferrals(places, referrals, explanations, store, limits, city, ids, randomBelow);
  const line = new OfferToLine(referrals);
  const outcomes = new ApplyHoldOutcomes(pending);
  const outbox = new Outbox();
  const intakes = new ReceiveIntakes(settle, new CorrectIntake(referrals, settle), new WithdrawIntake());
  const answers = new ApplyAnswers(settle, referrals);
  const capacity = new FollowCapacity(settle, referrals, store, new AvailabilityStore(), outcomes, line);
  const directory = new FollowDirectory(settle, referrals, store, line);
  const once = new EffectsOnce(dataSource, CONSUMER);
  return {
    events: new EventsController(once, cache, intakes, answers, capacity, directory),
    cache,
    intakes,
    answers,
    capacity,
    directory,
    due: new ApplyDue(
      dataSource,
      settle,
      referrals,
      explanations,
      store,
      cache,
      outbox,
      new CountOutcomes(dataSource, limits, city),
      relay,
      limits,
      sweep,
    ),
    discarding: new DiscardKey(settle, referrals, cache),
    forgetting: new ForgetLeftovers(dataSource, store, limits),
    explaining: new ExplainMatch(dataSource, store, city),
    attention: new ListAttention(dataSource, referrals, explanations, store, cache, limits),
    acting: new ActOnAttention(dataSource, settle, referrals, cache, outbox, relay),
  };
}
