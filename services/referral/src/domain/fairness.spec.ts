import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS } from './limits.js';
import { turnOf, type Waiting } from './waitlist.js';
import { HOUR, NOW } from './testing/city.js';

const HOURS_PLAYED = 24 * 14;

interface Person extends Waiting {
  readonly name: string;
}

/** Serves whoever's turn it is, one an hour, while an emergency arrives every hour. */
function play(waiting: readonly Person[]): ReadonlyMap<string, number> {
  const line = [...waiting];
  const servedAfter = new Map<string, number>();
  for (let hour = 0; hour < HOURS_PLAYED; hour++) {
    const now = NOW + hour * HOUR;
    line.push({ name: `emergency-${hour}`, priority: 'emergency', openedAt: now, urgent: false, fits: 5 });
    line.sort((left, right) => turnOf(left, DEFAULT_LIMITS) - turnOf(right, DEFAULT_LIMITS));
    const next = line.shift();
    if (next !== undefined) servedAfter.set(next.name, hour);
  }
  return servedAfter;
}

describe('fairness of the line', () => {
  const person = (name: string, priority: Person['priority']): Person => ({
    name,
    priority,
    openedAt: NOW,
    urgent: false,
    fits: 5,
  });

  it('given an emergency every hour for two weeks, then a routine need is served within its bound: nobody starves', () => {
    const served = play([person('routine', 'routine'), person('urgent', 'urgent')]);
    const { emergencyHeadStartHours: ahead, urgentHeadStartHours: urgent } = DEFAULT_LIMITS;
    // Those served before are the emergencies of the first hours: as many as the head start.
    expect(served.get('routine')).toBeLessThanOrEqual(ahead + 2);
    expect(served.get('urgent')).toBeLessThanOrEqual(ahead - urgent + 2);
    expect(served.get('urgent')!).toBeLessThan(served.get('routine')!);
  });

  it('given ten of one priority, then they are served in the order in which they came', () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({
      ...person(`person-${index}`, 'urgent'),
      openedAt: NOW + index,
    }));
    const served = [...play(ten.toReversed())]
      .map(([name]) => name)
      .filter((name) => name.startsWith('person'));
    expect(served).toEqual(ten.map(({ name }) => name));
  });
});
