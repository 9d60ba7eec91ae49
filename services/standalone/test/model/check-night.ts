import { expect } from '@jest/globals';
import type { City } from './city.js';
import type { Night } from './night.js';

/** Nothing is forgotten sooner. */
const KEPT_MS = 7 * 86_400_000;
const ENDED = ['completed', 'not-arrived', 'withdrawn', 'unplaced'];

interface Row {
  readonly service: string;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly deficit: number;
  readonly live: number;
  readonly free: number;
  readonly isOffered: boolean;
}

interface Standing {
  readonly id: string;
  readonly intake: string;
  readonly state: string;
  readonly hold: string | null;
  readonly passed: readonly { readonly serviceId: string }[];
  readonly size: number;
}

const ROWS = `
  SELECT l.service_id AS service, l.total, l.occupied, l.held, l.deficit, greatest(0, l.total - l.occupied - l.held) AS free,
    (SELECT coalesce(sum(quantity), 0)::int FROM hold h
      WHERE h.ledger_id = l.ledger_id AND h.state IN ('placed', 'confirmed')) AS live,
    l.freshness <> 'expired' AND s.is_listed AND NOT coalesce(s.closed_from <= havre_now()
      AND (s.closed_until IS NULL OR s.closed_until > havre_now()), false) AS "isOffered"
  FROM ledger l JOIN service s USING (service_id)`;

const STANDINGS = `
  SELECT id, intake_id AS intake, state, hold_id AS hold, progress::jsonb -> 'passed' AS passed, party_size AS size
  FROM referral`;

const LIVE_HOLDS = `SELECT hold_id AS id FROM hold WHERE state IN ('placed', 'confirmed')`;

/** What must hold whenever nothing is left to read. */
export async function checkNight(night: Night, city: City): Promise<void> {
  night.look(city.log.all);
  const rows = await city.places.query<Row[]>(ROWS);
  const referrals = await city.referrals.query<Standing[]>(STANDINGS);
  const holds = await city.places.query<{ id: string }[]>(LIVE_HOLDS);
  expect(wrongRows(rows, night)).toEqual([]);
  expect(wrongReferrals(referrals, night)).toEqual([]);
  expect(wrongHolds(referrals, new Set(holds.map(({ id }) => id)))).toEqual([]);
  expect(passedOver(referrals, rows)).toEqual([]);
  expect([...night.refused.values()].filter((times) => times > 1)).toEqual([]);
}

/** Never more promised than there is; as many inside as came and have not gone. */
function wrongRows(rows: readonly Row[], night: Night): readonly Row[] {
  return rows.filter(
    ({ service, total, occupied, held, deficit, live }) =>
      held !== live || occupied + held > total + deficit || occupied !== (night.inside.get(service) ?? 0),
  );
}

/** One referral for each need; at rest in a state that somebody knows of; one end, unless it came back from it. */
function wrongReferrals(referrals: readonly Standing[], night: Night): readonly string[] {
  const wrong = referrals.flatMap(({ id, state }) => {
    const ends = night.ends.get(id) ?? 0;
    const returns = night.returns.get(id) ?? 0;
    const hasEnd = ENDED.includes(state) ? ends > 0 : ends <= returns;
    return state !== 'requested' && hasEnd && ends <= returns + 1 && night.referrals.has(id)
      ? []
      : [`${id} ${state}`];
  });
  const opened = Map.groupBy(referrals, ({ intake }) => intake);
  const lost = [...night.needsOf].filter(
    ([intake, { needs, at }]) => night.now - at < KEPT_MS && opened.get(intake)?.length !== needs,
  );
  return [...wrong, ...lost.map(([intake]) => `${intake} lost`)];
}

/** A hold for whoever was promised a place, and for nobody else. */
function wrongHolds(referrals: readonly Standing[], live: ReadonlySet<string>): readonly string[] {
  const promised = referrals.filter(({ state }) => state === 'offered' || state === 'accepted');
  const expected = new Set(promised.map(({ hold }) => hold ?? ''));
  return [
    ...[...live].filter((hold) => !expected.has(hold)).map((hold) => `${hold} for nobody`),
    ...[...expected].filter((hold) => !live.has(hold)).map((hold) => `${hold} promised only`),
  ];
}

/** Nobody waits beside a place that would do. */
function passedOver(referrals: readonly Standing[], rows: readonly Row[]): readonly string[] {
  return referrals
    .filter(({ state }) => state === 'waitlisted')
    .filter(({ passed, size }) =>
      rows.some(
        ({ service, free, isOffered }) =>
          isOffered && free >= size && !passed.some(({ serviceId }) => serviceId === service),
      ),
    )
    .map(({ id }) => `${id} waits beside a place`);
}
