import { unitOf, type LedgerCommand } from '@havre/capacity/domain';
import type { Emission } from '@havre/referral/domain';
import type { Agenda } from '../agenda.js';
import type { Draw } from '../draw.js';
import type { Mutant } from '../mutant.js';
import type { Incidents } from '../report/incidents.js';
import type { LedgerNews } from './ledger-news.js';
import type { LedgerShell } from './ledger-shell.js';
import type { Log } from './log.js';
import type { RoutingShell } from './routing-shell.js';

/** How often a log that loses answers loses one. */
const LOST = 0.05;

interface Services {
  readonly ledger: LedgerShell;
  readonly routing: RoutingShell;
  readonly agenda: Agenda;
}

/** Carries what each service says over the log to whom it is for. */
export class Post {
  private services: Services | null = null;
  private hear: (emission: Emission) => void = () => undefined;

  constructor(
    private readonly log: Log,
    private readonly incidents: Incidents,
    private readonly mutant: Mutant | null,
    private readonly draw: Draw,
  ) {}

  connect(services: Services): void {
    this.services = services;
  }

  /** Who hears what is told to people and houses. */
  outside(hear: (emission: Emission) => void): void {
    this.hear = hear;
  }

  toRouting(news: LedgerNews): void {
    if (this.mutant === 'lose-answers' && news.outcomes.length > 0 && this.draw.chance(LOST)) return;
    this.log.append(
      () => {
        this.services?.routing.follow(news);
      },
      () => {
        this.services?.routing.follow({ ...news, slots: [] });
      },
    );
  }

  publish(emission: Emission): void {
    const now = this.services?.agenda.now ?? 0;
    const command = commandOf(emission, now);
    if (command === undefined) {
      // What people and houses hear twice, they know for the same: their feed has cursors.
      this.log.appendOnce(() => {
        this.hear(emission);
      });
      return;
    }
    this.log.append(() => {
      this.services?.ledger.take(emission.subject, command);
    });
    if (command.kind === 'release-hold' && command.correctAvailability)
      this.incidents.note('count-corrected');
  }
}

/** What an event of topic `havre.capacity` asks of the ledger. */
function commandOf(emission: Emission, now: number): LedgerCommand | undefined {
  switch (emission.type) {
    case 'havre.hold.requested.v1': {
      const { holdId, quantity, publisher, offerMinutes } = emission.data;
      const unit = unitOf(emission.data);
      return { kind: 'place-hold', holdId, unit, quantity, publisher, offerMinutes };
    }
    case 'havre.hold.confirmation-requested.v1': {
      const { holdId, journeyMinutes } = emission.data;
      return { kind: 'confirm-hold', holdId, journeyMinutes };
    }
    case 'havre.hold.occupation-requested.v1':
      return { kind: 'occupy-place', holdId: emission.data.holdId, arrivedAt: arrivalOf(emission.data, now) };
    case 'havre.hold.release-requested.v1': {
      const { holdId, correctAvailability = false } = emission.data;
      return { kind: 'release-hold', holdId, releasedAt: now, correctAvailability };
    }
    default:
      return undefined;
  }
}

/** Without an hour of its own, an arrival is as old as the event that tells it. */
function arrivalOf({ arrivedAt }: { readonly arrivedAt?: string }, now: number): number {
  return arrivedAt === undefined ? now : Date.parse(arrivedAt);
}
