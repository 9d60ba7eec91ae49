import { parsePartnerEvent, type InvalidEventCode, type PartnerEvent } from '@havre/events';
import {
  readStrictJson,
  screen,
  type Category,
  type Location,
  type PolicyBundle,
  type ReadRefusal,
} from '@havre/policy';

import { narrowed } from './place-of-drop.js';

/** What the gate would say of one event, and why: known only on the publisher's own machine. */
export type CheckedEvent =
  | { readonly outcome: 'routable'; readonly event: PartnerEvent }
  | { readonly outcome: 'invalid'; readonly code: InvalidEventCode }
  | {
      readonly outcome: 'drop';
      readonly category: Category;
      readonly rule: string;
      readonly where: Location | undefined;
    };

export type CheckedFile =
  | { readonly outcome: 'read'; readonly events: readonly CheckedEvent[] }
  | { readonly outcome: 'unreadable'; readonly code: ReadRefusal };

/** Checks a file that holds one event or an array of them, by the gate's own reading, rules and schemas. */
export function checkFile(bytes: Uint8Array, bundle: PolicyBundle): CheckedFile {
  const reading = readStrictJson(bytes);
  if (reading.outcome === 'refused') return { outcome: 'unreadable', code: reading.code };
  const values: readonly unknown[] = Array.isArray(reading.value) ? reading.value : [reading.value];
  return { outcome: 'read', events: values.map((value) => checkEvent(value, bundle)) };
}

/** Policy first: a status field is also a field that no schema knows, and the person should hear the real reason. */
export function checkEvent(value: unknown, bundle: PolicyBundle): CheckedEvent {
  const verdict = screen({ value }, bundle, { explain: true });
  if (verdict.effect === 'drop') {
    const { category, rule, where } = verdict;
    return { outcome: 'drop', category, ...narrowed({ category, rule, where }, value, bundle) };
  }
  const parsed = parsePartnerEvent(value);
  return parsed.outcome === 'valid' ? { outcome: 'routable', event: parsed.event } : parsed;
}
