import type { HavreEvent } from '@havre/events';
import fc from 'fast-check';
import { checkNight } from './check-night.js';
import type { City } from './city.js';
import type { Disorder } from './log.js';
import type { KnownReferral, Night } from './night.js';
import { DEPARTMENTS, intakeIdOf, partnerEvent } from './partner-event.js';

export const SERVICES = ['maison-a', 'maison-b', 'maison-c'] as const;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

type Command = fc.AsyncCommand<Night, City>;
/** Says something, knowing what partners know; nothing when there is nothing to say it about. */
type Say = (night: Night) => readonly HavreEvent[];

export const providerOf = (serviceId: string): string => `/providers/${serviceId}`;

class Told implements Command {
  /** What was said when it was last run, for whoever reads a counterexample. */
  #said: readonly HavreEvent[] = [];

  constructor(
    private readonly what: string,
    private readonly says: readonly Say[],
    private readonly disorder: Disorder,
  ) {}
  check = (): boolean => true;
  async run(night: Night, city: City): Promise<void> {
    night.now += SECOND_MS;
    await city.setClock(night.now);
    this.#said = this.says.flatMap((say) => say(night));
    if (this.#said.length > 0) await city.publish(this.#said, this.disorder);
    await checkNight(night, city);
  }
  toString = (): string =>
    `${this.what} ${this.#said.map(({ type, subject, data }) => `${type} ${subject} ${JSON.stringify(data)}`).join('; ')} ${JSON.stringify(this.disorder)}`;
}

class Wait implements Command {
  constructor(
    private readonly minutes: number,
    private readonly disorder: Disorder,
  ) {}
  check = (): boolean => true;
  async run(night: Night, city: City): Promise<void> {
    night.now += this.minutes * MINUTE_MS;
    await city.setClock(night.now);
    await city.sweep(this.disorder);
    await checkNight(night, city);
  }
  toString = (): string => `wait ${String(this.minutes)} min ${JSON.stringify(this.disorder)}`;
}

class SwitchReplica implements Command {
  check = (): boolean => true;
  run(_night: Night, city: City): Promise<void> {
    city.switchReplica();
    return Promise.resolve();
  }
  toString = (): string => 'switch replica';
}

const service = fc.constantFrom(...SERVICES);
const choice = fc.nat({ max: 1_000 });

/** Somebody of whom the partners know; of late, mostly. */
function referral(night: Night, index: number): KnownReferral | undefined {
  const known = [...night.referrals.values()];
  const recent = index % 4 === 0 ? known : known.slice(-6);
  return recent[index % Math.max(1, recent.length)];
}

function byService<T extends Parameters<typeof partnerEvent>[0]>(
  type: T,
  serviceId: string,
  data: Parameters<typeof partnerEvent<T>>[2],
): Say {
  return ({ now }) => [partnerEvent(type, { source: providerOf(serviceId), subject: serviceId, now }, data)];
}

function byProvider<T extends Parameters<typeof partnerEvent>[0]>(
  type: T,
  index: number,
  dataOf: (offer: NonNullable<KnownReferral['offer']>) => Parameters<typeof partnerEvent<T>>[2],
): Say {
  return (night) => {
    const known = referral(night, index);
    if (known?.offer == null) return [];
    // Now and then the wrong house answers.
    const source = index % 29 === 0 ? providerOf('maison-a') : known.offer.provider;
    return [partnerEvent(type, { source, subject: known.id, now: night.now }, dataOf(known.offer))];
  };
}

function byDepartment<T extends Parameters<typeof partnerEvent>[0]>(
  type: T,
  index: number,
  data: Parameters<typeof partnerEvent<T>>[2],
): Say {
  return (night) => {
    const known = referral(night, index);
    if (known === undefined) return [];
    const subject = type.startsWith('havre.intake') ? known.intakeId : known.id;
    return [partnerEvent(type, { source: known.publisher, subject, now: night.now }, data)];
  };
}

type Priority = 'emergency' | 'urgent' | 'routine';
const household = (size: number) => ({
  members: Array.from({ length: size }, () => ({ ageGroup: 'adult' as const })),
});
const needs = (count: number, priority: Priority) =>
  Array.from({ length: count }, () => ({ kind: 'shelter' as const, unitType: 'bed' as const, priority }));

const intake = fc
  .record({
    size: fc.integer({ min: 1, max: 3 }),
    count: fc.constantFrom(1, 1, 1, 2),
    priority: fc.constantFrom<Priority>('emergency', 'urgent', 'routine'),
    department: fc.constantFrom(...DEPARTMENTS),
  })
  .map(({ size, count, priority, department }): Say => (night) => {
    night.intakes += 1;
    const data = {
      household: household(size) as never,
      language: 'fr',
      needs: needs(count, priority) as never,
    };
    const envelope = { source: department, subject: intakeIdOf(night.intakes), now: night.now };
    return [partnerEvent('havre.intake.received.v1', envelope, data)];
  });

const counts = fc
  .record({ service, total: fc.integer({ min: 0, max: 6 }), taken: fc.integer({ min: 0, max: 4 }) })
  .map(({ service: at, total, taken }) =>
    byService('havre.capacity.reported.v1', at, {
      units: [{ unitType: 'bed', total, occupied: Math.min(total, taken) }],
    }),
  );
const quantity = fc.integer({ min: 1, max: 2 });

/** What may be said in a night, and how often beside the rest. */
const SAYINGS: readonly (readonly [weight: number, what: string, says: fc.Arbitrary<Say>])[] = [
  [6, 'intake', intake],
  [3, 'report', counts],
  [1, 'still current', service.map((at) => byService('havre.capacity.confirmed.v1', at, {}))],
  [
    2,
    'walk-in',
    fc
      .tuple(service, quantity)
      .map(([at, places]) =>
        byService('havre.capacity.walked-in.v1', at, { unitType: 'bed', quantity: places }),
      ),
  ],
  [
    2,
    'vacated',
    fc
      .tuple(service, quantity)
      .map(([at, places]) =>
        byService('havre.capacity.vacated.v1', at, { unitType: 'bed', quantity: places }),
      ),
  ],
  [
    1,
    'adjusted',
    fc
      .tuple(
        service,
        quantity,
        fc.constantFrom(
          'out-of-service' as const,
          'back-in-service' as const,
          'surge-opened' as const,
          'surge-closed' as const,
        ),
      )
      .map(([at, places, change]) =>
        byService('havre.capacity.adjusted.v1', at, {
          unitType: 'bed',
          quantity: places,
          change,
          reason: 'demand',
        }),
      ),
  ],
  [
    1,
    'closed',
    fc.tuple(service, fc.integer({ min: 1, max: 60 })).map(
      ([at, minutes]): Say =>
        (night) =>
          byService('havre.service.closed.v1', at, {
            until: new Date(night.now + minutes * MINUTE_MS).toISOString(),
          })(night),
    ),
  ],
  [6, 'accept', choice.map((index) => byProvider('havre.referral.accepted.v1', index, () => ({})))],
  [
    3,
    'decline',
    fc
      .tuple(
        choice,
        fc.constantFrom(
          'no-place' as const,
          'not-eligible' as const,
          'client-refused' as const,
          'safety' as const,
          'no-answer' as const,
        ),
      )
      .map(([index, reason]) => byProvider('havre.referral.declined.v1', index, () => ({ reason }))),
  ],
  [
    5,
    'arrive',
    choice.map((index) =>
      byProvider('havre.referral.arrived.v1', index, ({ code }) => ({
        code: index % 7 === 0 ? 'rien 00' : code,
      })),
    ),
  ],
  [2, 'complete', choice.map((index) => byProvider('havre.referral.completed.v1', index, () => ({})))],
  [1, 'not arrived', choice.map((index) => byProvider('havre.referral.not-arrived.v1', index, () => ({})))],
  [
    1,
    'return',
    choice.map((index) =>
      byProvider('havre.referral.returned.v1', index, () => ({ reason: 'damage' as const })),
    ),
  ],
  [
    2,
    'transfer',
    choice.map((index) =>
      byDepartment('havre.referral.transfer-requested.v1', index, { reason: 'better-fit' }),
    ),
  ],
  [2, 'withdraw', choice.map((index) => byDepartment('havre.referral.withdrawn.v1', index, {}))],
  [1, 'withdraw all', choice.map((index) => byDepartment('havre.intake.withdrawn.v1', index, {}))],
  [1, 'reopen', choice.map((index) => byDepartment('havre.referral.reopened.v1', index, {}))],
];

/** What people say at the same moment: no counts, whose order among the others decides what they count. */
const TOGETHER: ReadonlySet<string> = new Set([
  'intake',
  'accept',
  'decline',
  'arrive',
  'withdraw',
  'transfer',
  'reopen',
]);

const disorder: fc.Arbitrary<Disorder> = fc.record({
  isCrashing: fc.constantFrom(false, false, true),
  isDuplicating: fc.constantFrom(false, false, true),
  isReordering: fc.boolean(),
});

const told = SAYINGS.map(([weight, what, says]) => ({
  weight,
  arbitrary: fc.tuple(says, disorder).map(([say, how]): Command => new Told(what, [say], how)),
}));
const together = fc.oneof(
  ...SAYINGS.filter(([, what]) => TOGETHER.has(what)).map(([weight, , arbitrary]) => ({ weight, arbitrary })),
);

/** A night of at most so many commands. */
export function nights(maxCommands: number): fc.Arbitrary<Iterable<Command>> {
  const burst = fc.tuple(fc.array(together, { minLength: 2, maxLength: 6 }), disorder);
  const wait = fc.tuple(fc.constantFrom(1, 5, 16, 40, 95, 300, 1_500), disorder);
  return fc.commands<Night, City, false>(
    [
      fc.oneof(...told),
      fc.oneof(...told),
      fc.oneof(...told),
      burst.map(([says, how]) => new Told('together', says, how)),
      wait.map(([minutes, how]) => new Wait(minutes, how)),
      fc.constant(new SwitchReplica()),
    ],
    { maxCommands, size: 'max' },
  );
}
