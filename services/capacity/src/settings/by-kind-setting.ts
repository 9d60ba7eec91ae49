import { listSetting, type Bilingual, type Setting } from '@havre/service';
import { SERVICE_KINDS, type ServiceKind } from '../domain/freshness.js';

export type MinutesByKind = Readonly<Record<ServiceKind, number>>;

const PAIR = new RegExp(`^((${SERVICE_KINDS.join('|')}):)?[1-9][0-9]{0,5}$`);

/**
 * Minutes for each kind of service: `720`, or `shelter:120,food:720`, or both. A kind that is not named follows the plain
 * number, and without one keeps its default.
 */
export function minutesByKindSetting(
  variable: `HAVRE_${string}`,
  { defaults, description }: { readonly defaults: MinutesByKind; readonly description: Bilingual },
): Setting<readonly string[]> {
  return listSetting(variable, {
    default: SERVICE_KINDS.map((kind) => `${kind}:${defaults[kind]}`),
    item: PAIR,
    items: { fr: '`minutes` ou `genre:minutes`', en: '`minutes` or `kind:minutes`' },
    description,
  });
}

/** Reads the pairs of such a setting. */
export function readMinutesByKind(pairs: readonly string[], defaults: MinutesByKind): MinutesByKind {
  const items = pairs.map((pair) => pair.split(':'));
  const plain = items.find(([, minutes]) => minutes === undefined)?.[0];
  const given = new Map(items.map(([kind, minutes]) => [kind, Number(minutes)]));
  const minutesOf = (kind: ServiceKind): number =>
    given.get(kind) ?? (plain === undefined ? defaults[kind] : Number(plain));
  return {
    shelter: minutesOf('shelter'),
    housing: minutesOf('housing'),
    food: minutesOf('food'),
    health: minutesOf('health'),
    integration: minutesOf('integration'),
    recreation: minutesOf('recreation'),
  };
}
