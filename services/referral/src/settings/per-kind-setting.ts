import type { NeedKind } from '@havre/events';
import { listSetting, type Bilingual, type Setting } from '@havre/service';
import type { PerKind } from '../domain/limits.js';

const KINDS: readonly NeedKind[] = ['shelter', 'housing', 'food', 'health', 'integration', 'recreation'];
const PAIR = new RegExp(`^((${KINDS.join('|')}):)?[1-9][0-9]{0,5}$`);

/**
 * A number for every kind of need, with exceptions: `15`, or `15,health:240`. Without a plain number the default stays;
 * a kind that is not named follows the plain number.
 */
export function perKindSetting(
  variable: `HAVRE_${string}`,
  { limit, description }: { readonly limit: PerKind; readonly description: Bilingual },
): Setting<readonly string[]> {
  return listSetting(variable, {
    default: [
      String(limit.standard),
      ...Object.entries(limit.exceptions).map(([kind, value]) => `${kind}:${value}`),
    ],
    item: PAIR,
    items: { fr: '`nombre` ou `genre:nombre`', en: '`number` or `kind:number`' },
    description,
  });
}

/** Reads such a setting. */
export function readPerKind(items: readonly string[], standard: number): PerKind {
  const pairs = items.map((item) => item.split(':'));
  const plain = pairs.find(([, value]) => value === undefined)?.[0];
  const exceptions = pairs.flatMap(([kind, value]) => (value === undefined ? [] : [[kind, Number(value)]]));
  return {
    standard: plain === undefined ? standard : Number(plain),
    exceptions: Object.fromEntries(exceptions) as PerKind['exceptions'],
  };
}

/** The largest number of such a setting. */
export function largestOf({ standard, exceptions }: PerKind): number {
  return Math.max(standard, ...Object.values(exceptions));
}
