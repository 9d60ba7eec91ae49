import type { OutgoingEvent } from '@havre/publisher';
import { type HouseholdRecord, NightJournal } from '../replay/night-journal.js';
import type { CountedPlaces, NightPlan } from '../replay/night-plan.js';
import { type NightResult, countNight, placesKept } from '../replay/night-result.js';
import type { PlannedIntake } from '../replay/planned-intake.js';
import type { City } from './city.js';
import { eventIdFor } from './event-id.js';

/** Plays one night against a running Havre. `run` makes the ids of its events unlike those of any other replay. */
export async function replayNight(city: City, plan: NightPlan, run: string): Promise<NightResult> {
  const night = `${run}-${plan.date}`;
  const journal = new NightJournal(({ referralId, serviceId, type, data }) => {
    const id = eventIdFor(night, type, referralId, serviceId);
    city.answer({ id, source: `/providers/${serviceId}`, type, subject: referralId, data });
  });
  const counted = new Set<string>();
  city.listen((event, reader) => {
    if (event.type === 'havre.capacity.updated.v1') counted.add(event.subject);
    else if (reader === 'departments') journal.see(event);
    else if (event.type === 'havre.referral.offered.v1') journal.offer(event, performance.now());
  });

  await report(city, plan.evening, `${night}-evening`, counted);
  const gateDrops = await publishIntakes(city, plan.intakes, night, journal);
  await city.settle(() => journal.isSettled, `an answer to every intake of ${plan.date}`);

  // Those who leave make room; a shelter keeps the places that it has promised.
  const kept = placesKept(journal.households);
  const late = plan.late.map((count) => ({
    ...count,
    occupied: Math.max(0, Math.min(count.occupied, count.total - (kept.get(count.shelterId) ?? 0))),
  }));
  await report(city, late, `${night}-late`, counted);
  await city.settle(() => journal.isSettled, `offers to those who waited on ${plan.date}`);

  const result = countNight({ households: journal.households, reported: late, gateDrops });
  await closeNight(city, journal, night);
  return result;
}

/** Every shelter says how many places it has and how many are taken, and waits until Havre knows it. */
async function report(
  city: City,
  counts: readonly CountedPlaces[],
  label: string,
  counted: Set<string>,
): Promise<void> {
  counted.clear();
  await city.report(
    counts.map(({ shelterId, total, occupied }) => ({
      id: eventIdFor(label, shelterId),
      source: `/providers/${shelterId}`,
      type: 'havre.capacity.reported.v1',
      subject: shelterId,
      data: { units: [{ unitType: 'bed', total, occupied }] },
    })),
  );
  await city.settle(() => counts.every(({ shelterId }) => counted.has(shelterId)), `the counts of ${label}`);
}

/** Publishes the intakes of a night; gives back how many attempts the gate dropped. */
async function publishIntakes(
  city: City,
  intakes: readonly PlannedIntake[],
  night: string,
  journal: NightJournal,
): Promise<number> {
  const drops = await Promise.all(
    intakes.map(async (planned, index) => {
      const event = {
        id: eventIdFor(night, index),
        source: planned.department,
        type: 'havre.intake.received.v1',
      };
      const first = planned.hasStatusField ? { ...planned.data, immigrationStatus: 'unknown' } : planned.data;
      const wasDropped = await publishIntake(city, { ...event, data: first }, planned, journal);
      // The worker sends the need again at once, without the field, and the household is served.
      if (wasDropped) await publishIntake(city, { ...event, data: planned.data }, planned, journal);
      return wasDropped;
    }),
  );
  return drops.filter(Boolean).length;
}

async function publishIntake(
  city: City,
  event: OutgoingEvent,
  planned: PlannedIntake,
  journal: NightJournal,
): Promise<boolean> {
  const sentAt = performance.now();
  const result = await city.departments.send(event);
  if (result.outcome === 'accepted') journal.acknowledge(result.subject, planned, sentAt);
  return result.outcome === 'refused';
}

/** Dawn: those who were placed arrive and later leave, or do not come; those who still wait have gone elsewhere. */
async function closeNight(city: City, journal: NightJournal, night: string): Promise<void> {
  const open = journal.households.filter(({ state }) => state !== 'unplaced' && state !== 'closed');
  const placed = open.filter(({ state }) => state === 'placed');
  const arrived = placed.filter(({ planned }) => planned.arrives);
  await city.report(
    placed.map((household) =>
      fromShelter(household, night, household.planned.arrives ? 'arrived' : 'not-arrived'),
    ),
  );
  await city.report(arrived.map((household) => fromShelter(household, night, 'completed')));
  const waiting = open.filter(({ state }) => state !== 'placed');
  await Promise.all(waiting.map((household) => city.departments.send(withdrawal(household, night))));
  await city.settle(() => journal.hasEnded, `the end of ${night}`);
}

function fromShelter(
  { referralId = '', serviceId = '' }: HouseholdRecord,
  night: string,
  name: 'arrived' | 'not-arrived' | 'completed',
): OutgoingEvent {
  return {
    id: eventIdFor(night, name, referralId),
    source: `/providers/${serviceId}`,
    type: `havre.referral.${name}.v1`,
    subject: referralId,
    data: {},
  };
}

function withdrawal({ referralId = '', planned }: HouseholdRecord, night: string): OutgoingEvent {
  return {
    id: eventIdFor(night, 'withdrawn', referralId),
    source: planned.department,
    type: 'havre.referral.withdrawn.v1',
    subject: referralId,
    data: { reason: 'found-elsewhere' },
  };
}
