import { listSetting, type Bilingual, type Setting } from '@havre/service';
import { SERVICE_KINDS, type ServiceKind } from '../domain/freshness.js';

export type MinutesByKind = Readonly<Record<ServiceKind, number>>;

const PAIR = new RegExp(`^(${SERVICE_KINDS.join('|')}):[1-9][0-9]{0,5}$`);

/** Minutes for each kind of service, such as `shelter:120,food:720`; kinds that are left out keep their default. */
export function minutesByKindSetting(
  variable: `HAVRE_${string}`,
  { defaults, description }: { readonly defaults: MinutesByKind; readonly description: Bilingual },
): Setting<readonly string[]> {
  return listSetting(variable, {
    default: SERVICE_KINDS.map((kind) => `${kind}:${defaults[kind]}`),
    item: PAIR,
    items: { fr: '`genre:minutes`', en: '`kind:minutes`' },
    description,
  });
}

/** Reads the pairs of such a setting. */
export function readMinutesByKind(pairs: readonly string[], defaults: MinutesByKind): MinutesByKind {
  const given = new Map(
    pairs.map((pair) => {
      const [kind, minutes] = pair.split(':');
      return [kind, Number(minutes)] as const;
    }),
  );
  const minutesOf = (kind: ServiceKind): number => given.get(kind) ?? defaults[kind];
  return {
    shelter: minutesOf('shelter'),
    housing: minutesOf('housing'),
    food: minutesOf('food'),
    health: minutesOf('health'),
    integration: minutesOf('integration'),
    recreation: minutesOf('recreation'),
  };
}
