import type { HavreEvent } from '@havre/events';

/** What the partners of a night know, from the events alone. */
export interface KnownReferral {
  readonly id: string;
  readonly publisher: string;
  readonly intakeId: string;
  /** The last offer: where, by whom, with which code. */
  offer: { readonly serviceId: string; readonly provider: string; readonly code: string } | null;
}

/**
 * The model: a fold of what was published, written without a look at the services. It says how many people are inside each
 * service, which referrals there must be, and who was told that an event has no effect.
 */
export class Night {
  now = Date.UTC(2026, 10, 22, 21);
  intakes = 0;
  readonly referrals = new Map<string, KnownReferral>();
  /** How many needs each intake has, and when it came: whatever ended seven days ago is forgotten. */
  readonly needsOf = new Map<string, { readonly needs: number; readonly at: number }>();
  readonly inside = new Map<string, number>();
  readonly refused = new Map<string, number>();
  /** Ends that were announced, and ways back from them. */
  readonly ends = new Map<string, number>();
  readonly returns = new Map<string, number>();
  readonly #quantities = new Map<string, number>();
  readonly #occupied = new Set<string>();
  #seen = 0;

  /** Takes in what was appended since the last look. */
  look(all: readonly HavreEvent[]): void {
    const news = all.slice(this.#seen);
    this.#seen = all.length;
    for (const event of news) {
      if (event.type === 'havre.event.not-applied.v1') add(this.refused, event.subject, 1);
    }
    for (const event of news) this.#take(event);
  }

  #take(event: HavreEvent): void {
    // Whoever comes late and finds the place gone is sent on from there: back from an end, though the arrival did not count.
    if (event.type === 'havre.referral.arrived.v1') add(this.returns, event.subject, 1);
    if (this.refused.has(event.id)) return;
    this.#takeReferral(event);
    this.#takeCounts(event);
    this.#takeHolds(event);
  }

  #takeReferral(event: HavreEvent): void {
    switch (event.type) {
      case 'havre.intake.received.v1':
        this.needsOf.set(event.subject, { needs: event.data.needs.length, at: Date.parse(event.time) });
        return;
      case 'havre.referral.opened.v1': {
        const { publisher, intakeId } = event.data;
        this.referrals.set(event.subject, { id: event.subject, publisher, intakeId, offer: null });
        return;
      }
      case 'havre.referral.offered.v1': {
        const { serviceId, provider, code } = event.data;
        const known = this.referrals.get(event.subject);
        if (known !== undefined) known.offer = { serviceId, provider, code };
        return;
      }
      case 'havre.referral.closed.v1':
      case 'havre.referral.unplaced.v1':
        add(this.ends, event.subject, 1);
        return;
      case 'havre.referral.reopened.v1':
        add(this.returns, event.subject, 1);
        return;
      default:
        return;
    }
  }

  #takeCounts(event: HavreEvent): void {
    switch (event.type) {
      case 'havre.capacity.reported.v1':
        this.inside.set(event.subject, event.data.units[0]?.occupied ?? 0);
        return;
      case 'havre.capacity.walked-in.v1':
        add(this.inside, event.subject, event.data.quantity);
        return;
      case 'havre.capacity.vacated.v1':
        add(this.inside, event.subject, -event.data.quantity);
        return;
      default:
        return;
    }
  }

  #takeHolds(event: HavreEvent): void {
    switch (event.type) {
      case 'havre.hold.requested.v1':
        this.#quantities.set(event.data.holdId, event.data.quantity);
        return;
      case 'havre.hold.occupied.v1':
        this.#occupied.add(event.data.holdId);
        add(this.inside, event.subject, this.#quantities.get(event.data.holdId) ?? 0);
        return;
      case 'havre.hold.released.v1':
        // Whoever was inside has gone on to another house, or away.
        if (!this.#occupied.delete(event.data.holdId)) return;
        add(this.inside, event.subject, -(this.#quantities.get(event.data.holdId) ?? 0));
        return;
      default:
        return;
    }
  }
}

function add(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, Math.max(0, (counts.get(key) ?? 0) + more));
}
