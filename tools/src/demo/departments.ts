import { randomUUID } from 'node:crypto';
import { DoorClient, FeedClient } from '@havre/publisher';
import { INTAKES_BY_HOUR, type Intake, inventIntake } from './intakes.js';
import type { DemoCity, PartnerKey } from './partner-keys.js';
import type { Random } from './random.js';
import type { Tally, TallyName } from './tally.js';

/** Hours at which somebody, out of habit, still fills in a field about status: the gate drops the whole event. */
const HOURS_OF_HABIT: ReadonlySet<number> = new Set([9, 14, 19]);

const COUNTED: Readonly<Record<string, TallyName>> = {
  'havre.referral.opened.v1': 'needs',
  'havre.referral.offered.v1': 'offered',
  'havre.referral.waitlisted.v1': 'waitlisted',
  'havre.referral.unplaced.v1': 'unplaced',
};

interface Office {
  readonly city: DemoCity;
  readonly random: Random;
  readonly tally: Tally;
  readonly signal: AbortSignal;
}

/** One hour of the city's departments: they publish what this hour brings. Resolves when every answer is there. */
export async function publishHour(hour: number, office: Office): Promise<void> {
  const departments = office.city.keys.filter((key) => key.role === 'department');
  const [first] = departments;
  if (!first) return;
  for (let index = 0; index < (INTAKES_BY_HOUR[hour] ?? 0); index += 1) {
    const department = departments[office.random.between(0, departments.length - 1)] ?? first;
    await publish(inventIntake(office.random), department, office);
  }
  if (HOURS_OF_HABIT.has(hour)) {
    await publish({ ...inventIntake(office.random), immigrationStatus: 'unknown' } as Intake, first, office);
  }
}

/** Counts what the departments' feeds say, from now on, until the day is over. */
export function watchDepartments(office: Office): Promise<unknown> {
  const departments = office.city.keys.filter((key) => key.role === 'department');
  return Promise.all(departments.map((key) => watchOne(key, office)));
}

async function watchOne(key: PartnerKey, office: Office): Promise<void> {
  const feed = new FeedClient({ url: office.city.urls.feed, key: key.token });
  try {
    for await (const { event } of feed.events({ signal: office.signal, after: 'now' })) {
      const name = COUNTED[event.type];
      if (name) office.tally.count(name);
    }
  } catch (fault) {
    if (!office.signal.aborted) throw fault;
  }
}

async function publish(data: Intake, key: PartnerKey, office: Office): Promise<void> {
  const door = new DoorClient({ url: office.city.urls.policyGate, key: key.token });
  const result = await door.publish({
    id: randomUUID(),
    source: key.sources[0] ?? '',
    type: 'havre.intake.received.v1',
    data,
  });
  office.tally.count(result.outcome === 'accepted' ? 'published' : 'dropped');
}
