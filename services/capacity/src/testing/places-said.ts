import type { Adjustment } from '../domain/movement.js';

type Kind = Adjustment | 'walked-in' | 'vacated';

interface Said {
  readonly kind: Kind;
  readonly at: number;
  readonly until: number | null;
  readonly reason: string | null;
}

/** One place that somebody spoke of; a statement about three places is three of these. */
interface Place extends Said {
  /** Open: still out of service or open beside. Of a return, still without the outage that it ended. */
  state: 'open' | 'met' | 'ended' | 'replaced';
}

const MEETS: Readonly<Record<Kind, Kind | null>> = {
  'out-of-service': 'back-in-service',
  'back-in-service': 'out-of-service',
  'surge-opened': 'surge-closed',
  'surge-closed': 'surge-opened',
  'walked-in': null,
  vacated: null,
};

/** Everything that was ever said of single places, each counted by itself: nothing is summed up and kept. */
export class PlacesSaid {
  private places: Place[] = [];

  copy(): PlacesSaid {
    const copy = new PlacesSaid();
    copy.places = this.places.map((place) => ({ ...place }));
    return copy;
  }

  add({ kind, quantity, at, until, reason }: Said & { readonly quantity: number }): void {
    for (let place = 0; place < quantity; place += 1) {
      const met = this.counterpartOf(kind, at, reason);
      if (met !== undefined) met.state = 'met';
      this.places.push({ kind, at, until, reason, state: met === undefined ? 'open' : 'met' });
    }
    this.places.sort(inOneOrder);
  }

  /** What is out comes back, what is open closes, when its time has come: in that order, one by one. */
  *end(now: number): Generator<'fewer' | 'more'> {
    const due = this.places
      .filter(({ state, until }) => state === 'open' && until !== null && until <= now)
      .sort(
        (a, b) =>
          endOf(a) - endOf(b) || Number(b.kind === 'out-of-service') - Number(a.kind === 'out-of-service'),
      );
    for (const place of due) {
      place.state = 'ended';
      yield place.kind === 'out-of-service' ? 'more' : 'fewer';
    }
  }

  pending(kind: Kind): number {
    return this.places.filter((place) => place.kind === kind && place.state === 'open').length;
  }

  /** Places taken less places left since a count. */
  movedAfter(count: number): number {
    const came = this.places.filter(({ kind, at }) => kind === 'walked-in' && at >= count).length;
    return came - this.places.filter(({ kind, at }) => kind === 'vacated' && at > count).length;
  }

  /** Places in service more, or fewer, than a count found. */
  adjustedAfter(count: number): number {
    return this.places.reduce((sum, place) => sum + this.said(place, count) + this.ended(place, count), 0);
  }

  /** A count that found another number ends what was said before it. */
  replaceBefore(count: number): void {
    for (const place of this.places) {
      const isLower = place.kind === 'out-of-service' || place.kind === 'surge-closed';
      const isBefore = isLower ? place.at < count : place.at <= count;
      const isOpen = place.state === 'open' || this.ended(place, count) !== 0;
      if (isBefore && isOpen) place.state = 'replaced';
    }
  }

  private said({ kind, at }: Place, count: number): number {
    switch (kind) {
      case 'out-of-service':
      case 'surge-closed':
        return at >= count ? -1 : 0;
      case 'back-in-service':
      case 'surge-opened':
        return at > count ? 1 : 0;
      case 'walked-in':
      case 'vacated':
        return 0;
    }
  }

  private ended({ kind, state, until }: Place, count: number): number {
    if (state !== 'ended' || until === null) return 0;
    if (kind === 'out-of-service') return until > count ? 1 : 0;
    return until >= count ? -1 : 0;
  }

  /** Of what was said before (or, of something said late, after): for the same reason first, then the oldest. */
  private counterpartOf(kind: Kind, at: number, reason: string | null): Place | undefined {
    const isLate = kind === 'out-of-service' || kind === 'surge-opened';
    return this.places
      .filter((place) => place.kind === MEETS[kind] && place.state === 'open')
      .filter((place) => (isLate ? place.at > at : place.at <= at))
      .sort(
        (a, b) =>
          Number(b.reason === reason) - Number(a.reason === reason) || a.at - b.at || endOf(a) - endOf(b),
      )[0];
  }
}

function endOf({ until }: Said): number {
  return until ?? Number.MAX_SAFE_INTEGER;
}

/** What is said in another order, but is the same, looks the same. */
function inOneOrder(a: Place, b: Place): number {
  const text = ({ at, kind, until, reason, state }: Place): string =>
    [at, kind, until ?? '', reason ?? '', state].join(' ');
  return text(a) < text(b) ? -1 : 1;
}
