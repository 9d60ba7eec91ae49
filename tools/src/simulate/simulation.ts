import type { OpeningHours } from '@havre/capacity/domain';
import type { Emission, Limits } from '@havre/referral/domain';
import { Agenda } from './agenda.js';
import { dateAfter, DAY_MS, HOUR_MS, midnightOf } from './calendar.js';
import { LedgerCheck } from './checks/ledger-check.js';
import { RoutingCheck } from './checks/routing-check.js';
import { makeCity, type City } from './city/make-city.js';
import { Draw } from './draw.js';
import { Adjustments } from './houses/adjustments.js';
import { Closings } from './houses/closings.js';
import { Counting } from './houses/counting.js';
import { Desk } from './houses/desk.js';
import { House, isOpenOn } from './houses/house.js';
import { Residents } from './houses/residents.js';
import { limitsOf } from './limits-of.js';
import type { SimulationOptions } from './options.js';
import { drawStorms, isStormAt, type Storm } from './people/arrivals.js';
import { Departments } from './people/departments.js';
import { HumanQueue } from './people/human-queue.js';
import { Journeys } from './people/journeys.js';
import { Incidents } from './report/incidents.js';
import { nightOf } from './report/night.js';
import { Tally } from './report/tally.js';
import { LedgerShell } from './shell/ledger-shell.js';
import { CITY_TERMS } from './shell/ledger-terms.js';
import { Log } from './shell/log.js';
import { Post } from './shell/post.js';
import { RoutingShell } from './shell/routing-shell.js';
import { SpokenCodes } from './shell/spoken-codes.js';
import { ledgerWatchers, routingWatchers } from './watchers.js';
import type { World } from './world.js';

/** Each model has its own source of draws, so that a change in one does not move the others. */
const MODELS = {
  log: 1,
  codes: 2,
  residents: 3,
  counting: 4,
  desk: 5,
  people: 6,
  journeys: 7,
  storms: 8,
  human: 9,
  closings: 10,
  adjustments: 11,
};

/** A city on a virtual clock: the decisions are the services' own, everything around them is invented by the seed. */
export class Simulation {
  readonly tally: Tally;
  readonly incidents = new Incidents();
  readonly storms: readonly Storm[];
  readonly houses: ReadonlyMap<string, House>;
  readonly start: number;
  readonly agenda: Agenda;
  readonly routing: RoutingShell;
  readonly ledger: LedgerShell;
  readonly departments: Departments;
  private readonly limits: Limits;
  private readonly ledgerCheck: LedgerCheck;
  private readonly routingCheck: RoutingCheck;
  private readonly residents: Residents;
  private readonly counting: Counting;
  private readonly closings: Closings;
  private readonly adjustments: Adjustments;
  private receipts = 0;

  constructor(readonly options: SimulationOptions) {
    const { seed, days, people, mutant } = options;
    this.start = midnightOf(options.start);
    this.agenda = new Agenda(this.start);
    this.limits = limitsOf(options);
    this.tally = new Tally(this.agenda);
    this.storms = this.stormsOf();
    const city = makeCity(seed, people / days);
    this.houses = new Map(city.services.map((plan) => [plan.id, new House(plan)]));
    this.ledgerCheck = new LedgerCheck(this.agenda);
    this.routingCheck = this.checkRouting();
    const log = new Log(this.agenda, this.draw('log'));
    const post = new Post(log, this.incidents, mutant, this.draw('log'));
    this.ledger = new LedgerShell({
      agenda: this.agenda,
      terms: CITY_TERMS,
      mutant,
      watch: ledgerWatchers(this.ledgerCheck, this.tally, (before, after) => {
        this.noteInside(before?.state, after);
      }),
      tell: (news) => {
        post.toRouting(news);
      },
    });
    this.routing = new RoutingShell({
      agenda: this.agenda,
      limits: this.limits,
      mutant,
      codes: new SpokenCodes(this.draw('codes'), mutant),
      watch: routingWatchers(this.routingCheck, this.tally),
      publish: (emission) => {
        post.publish(emission);
      },
    });
    const world: World = {
      agenda: this.agenda,
      log,
      ledger: this.ledger,
      routing: this.routing,
      houses: this.houses,
      storms: this.storms,
      incidents: this.incidents,
      receipt: () => `receipt-${++this.receipts}`,
    };
    this.residents = new Residents(world, this.draw('residents'));
    this.counting = new Counting(world, this.draw('counting'));
    this.departments = new Departments(world, this.draw('people'), people / days, city.peoplePerIntake);
    this.closings = new Closings(world, this.draw('closings'), this.departments, this.counting);
    this.adjustments = new Adjustments(world, this.draw('adjustments'));
    const desk = new Desk(world, this.draw('desk'));
    const journeys = new Journeys(world, this.draw('journeys'), desk);
    const human = new HumanQueue(world, this.draw('human'), this.departments, this.counting);
    post.connect({ ledger: this.ledger, routing: this.routing, agenda: this.agenda });
    post.outside((emission) => {
      this.hear(emission, { desk, journeys, human });
    });
    this.list(city);
  }

  /** Lets all days go by. @throws InvariantBroken at the first step that breaks what must always hold */
  run(): void {
    const { days } = this.options;
    const end = midnightOf(dateAfter(this.options.start, days));
    for (const house of this.houses.values()) {
      this.residents.settleIn(house);
      this.counting.begin(house);
    }
    for (let hour = 0; this.start + hour * HOUR_MS < end; hour += 1) {
      this.agenda.at(this.start + hour * HOUR_MS + 1_000, () => {
        this.hour();
      });
    }
    for (let day = 0; day < days; day += 1) {
      const date = dateAfter(this.options.start, day);
      this.agenda.at(midnightOf(date), () => {
        this.newDay(date);
      });
      this.agenda.at(midnightOf(date) + 4 * HOUR_MS, () => {
        this.night(date);
      });
      this.agenda.at(midnightOf(date) + 22 * HOUR_MS, () => {
        this.evening(date);
      });
    }
    for (const { from, until } of this.storms) {
      this.agenda.at(from, () => {
        for (const house of this.houses.values()) this.adjustments.storm(house, until);
      });
    }
    this.agenda.runUntil(end);
    this.audit();
    this.tally.finish([...this.routing.entries.values()].map(({ referral }) => referral));
  }

  private hour(): void {
    const factor = isStormAt(this.storms, this.agenda.now) ? 2 : 1;
    for (const house of this.houses.values()) this.residents.walkIns(house, factor);
    this.departments.hour();
  }

  private newDay(today: string): void {
    const { now } = this.agenda;
    for (const house of this.houses.values()) {
      this.residents.newDay(house, today);
      this.closings.newDay(house);
      this.adjustments.newDay(house);
    }
    const oldest = dateAfter(today, -3);
    this.ledger.forget(now - this.limits.retentionDays * DAY_MS, dateAfter(today, -9));
    this.routing.forgetDays(oldest);
    if (now > this.start) this.audit();
  }

  private night(date: string): void {
    for (const house of this.houses.values()) if (!house.plan.isDaily) house.noteLoad(date);
    this.incidents.nights.push(nightOf(date, this, isStormAt(this.storms, this.agenda.now)));
  }

  /** Daily places are looked at once their doors have shut, on days that they open. */
  private evening(date: string): void {
    for (const house of this.houses.values()) {
      if (house.plan.isDaily && isOpenOn(house, date)) house.noteLoad(date);
    }
  }

  private audit(): void {
    this.routingCheck.audit(this.routing.entries.values());
    this.ledgerCheck.audit(this.ledger.services.values(), (holdId) => this.routing.isWanted(holdId));
  }

  private hear(
    emission: Emission,
    {
      desk,
      journeys,
      human,
    }: { readonly desk: Desk; readonly journeys: Journeys; readonly human: HumanQueue },
  ): void {
    switch (emission.type) {
      case 'havre.referral.offered.v1':
        desk.offered(emission.subject, emission.data);
        return;
      case 'havre.referral.place-confirmed.v1':
        journeys.setOut(emission.subject, emission.data);
        return;
      case 'havre.referral.offer-ended.v1':
        journeys.turnBack(emission.subject);
        return;
      case 'havre.referral.attention-needed.v1':
        human.take(emission.subject, emission.data.reason);
        return;
      case 'havre.referral.unplaced.v1':
        this.departments.ended(emission.subject, emission.data.publisher, 'unplaced');
        return;
      case 'havre.referral.closed.v1':
        this.departments.ended(emission.subject, emission.data.publisher, emission.data.outcome);
        return;
      default:
    }
  }

  private noteInside(before: string | undefined, hold: Parameters<Residents['arrive']>[1]): void {
    if (hold.state === 'occupied' && before !== 'occupied') {
      const house = this.houses.get(hold.serviceId);
      if (house !== undefined) this.residents.arrive(house, hold);
      this.departments.arrived(hold.holdId.slice(0, hold.holdId.lastIndexOf('#')));
    }
    if (hold.state === 'released' && before === 'occupied') this.residents.leave(hold.holdId);
  }

  private list({ services }: City): void {
    for (const { id, provider, listing } of services) {
      const opening: OpeningHours | null = listing.opening ?? null;
      this.ledger.list(id, { owner: provider, isListed: true, kind: listing.kind, opening });
      this.routing.list(id, provider, listing);
    }
  }

  private checkRouting(): RoutingCheck {
    return new RoutingCheck({
      agenda: this.agenda,
      limits: this.limits,
      ledger: this.ledgerCheck,
      directory: () => this.routing.directory,
      holdState: (serviceId, holdId) => this.ledger.services.get(serviceId)?.holds.get(holdId)?.state,
      onOvertaking: (byMs) => {
        this.tally.overtakings.add(byMs);
      },
    });
  }

  private stormsOf(): readonly Storm[] {
    const { storms, days } = this.options;
    if (storms === null) return drawStorms(this.start, days, this.draw('storms'));
    return storms.map((day) => {
      const from = midnightOf(dateAfter(this.options.start, day - 1)) + 6 * HOUR_MS;
      return { from, until: from + 2 * DAY_MS };
    });
  }

  private draw(model: keyof typeof MODELS): Draw {
    return Draw.forModel(this.options.seed, MODELS[model]);
  }
}
