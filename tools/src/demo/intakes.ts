import type { EventData } from '@havre/events';
import type { Random } from './random.js';

export type Intake = EventData<'havre.intake.received.v1'>;
type Need = Intake['needs'][number];
type Member = Intake['household']['members'][number];
type PhraseUse = NonNullable<Intake['phrases']>[number];

/** What workers of the demo city add to the needs, as often as in any city. */
const PHRASES: readonly [PhraseUse, ...PhraseUse[]] = [
  { code: 'arrives-after', parameters: { time: '21:30' } },
  { code: 'lower-bunk', parameters: { count: 1 } },
  { code: 'no-stairs' },
  { code: 'works-nights' },
  { code: 'quiet-room' },
  { code: 'has-with', parameters: { item: 'cart' } },
  { code: 'allergy', parameters: { allergen: 'peanut' } },
  { code: 'diet', parameters: { diet: 'no-pork' } },
  { code: 'medical-device-power' },
  { code: 'interpreter-language', parameters: { language: 'ti' } },
  { code: 'wake-at', parameters: { time: '05:15' } },
  { code: 'contact-by', parameters: { way: 'text' } },
  { code: 'clothing', parameters: { item: 'coat', size: 'xl' } },
];

/** How many intakes the demo city's departments publish in each hour of the day: quiet nights, a rush at dusk. */
export const INTAKES_BY_HOUR = [
  1, 1, 0, 0, 0, 0, 1, 2, 3, 3, 2, 2, 2, 2, 2, 3, 4, 5, 5, 4, 3, 3, 2, 2,
] as const;

/** One invented household with what it needs; every value is a code of the published language. */
export function inventIntake(random: Random): Intake {
  const members = inventHousehold(random);
  const alone = members.length === 1;
  return {
    household: { members },
    language: random.pick(['fr', 'fr', 'fr', 'en', 'en', 'es', 'ar', 'ht', 'pa', 'zh']),
    needs: inventNeeds(random, alone),
    ...(random.chance(0.12) ? { accessibility: ['step-free' as const] } : {}),
    ...(alone && random.chance(0.1)
      ? { pets: [{ kind: 'dog' as const, weightKg: random.between(4, 35) }] }
      : {}),
    ...(random.chance(0.5) ? { phrases: inventPhrases(random) } : {}),
    ...(random.chance(0.2) ? { area: random.pick(['vieux-port', 'rosemont', 'villeray', 'sud-ouest']) } : {}),
  };
}

function inventHousehold(random: Random): [Member, ...Member[]] {
  const first: Member = {
    ageGroup: random.pick(['adult', 'adult', 'adult', 'adult', 'youth', 'senior']),
    gender: random.pick(['woman', 'man', 'man', 'woman', 'another']),
  };
  if (random.chance(0.7)) return [first];
  const children = Array.from({ length: random.between(1, 3) }, (): Member => ({
    ageGroup: random.pick(['infant', 'child', 'child']),
  }));
  const parents: Member[] = random.chance(0.4) ? [{ ageGroup: 'adult' }] : [];
  return [{ ...first, ageGroup: 'adult' }, ...parents, ...children];
}

function inventNeeds(random: Random, alone: boolean): [Need, ...Need[]] {
  const shelter: Need = {
    kind: 'shelter',
    unitType: alone ? 'bed' : 'room',
    priority: random.pick(['emergency', 'urgent']),
  };
  const others: Need[] = [
    { kind: 'food', unitType: 'parcel', priority: 'routine' },
    { kind: 'health', unitType: 'appointment', priority: random.pick(['urgent', 'routine']) },
    { kind: 'housing', unitType: 'unit', priority: 'routine' },
    { kind: 'integration', unitType: 'seat', priority: 'routine' },
    { kind: 'recreation', unitType: 'seat', priority: 'routine' },
  ];
  const chosen = others.filter(() => random.chance(0.18));
  const [firstOther] = chosen;
  if (firstOther && random.chance(0.35)) return [firstOther, ...chosen.slice(1)];
  return [shelter, ...chosen];
}

function inventPhrases(random: Random): PhraseUse[] {
  return [...new Set([random.pick(PHRASES), random.pick(PHRASES)])];
}
