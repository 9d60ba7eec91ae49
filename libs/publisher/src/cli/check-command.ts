import { readStrictJson, type PolicyBundle } from '@havre/policy';

import { checkFile, type CheckedEvent, type CheckedFile } from './check-event.js';
import { textOf } from './check-text.js';
import { EXIT, type CliIo } from './cli-io.js';
import { detailsOf, type Drop, type DropDetails } from './drop-details.js';
import { paintFor } from './paint.js';
import type { Language } from './texts.js';

export interface CheckOptions {
  readonly bundle: PolicyBundle;
  readonly language: Language;
  readonly json: boolean;
  /** Also shows how the text was read. */
  readonly explain: boolean;
}

/** `havre check FILE`: says what the gate would refuse and why. Sends nothing. */
export function runCheck(bytes: Uint8Array, options: CheckOptions, io: CliIo): number {
  const checked = checkFile(bytes, options.bundle);
  const values = valuesIn(bytes);
  const details = (drop: Drop, index: number) => detailsOf(drop, values[index], options);
  const { language } = options;
  io.write(
    options.json
      ? jsonOf(checked, details)
      : textOf(checked, { language, paint: paintFor(io), detailsOf: details }),
  );
  const isRoutable =
    checked.outcome === 'read' && checked.events.every(({ outcome }) => outcome === 'routable');
  return isRoutable ? EXIT.ok : EXIT.notRoutable;
}

function valuesIn(bytes: Uint8Array): readonly unknown[] {
  const reading = readStrictJson(bytes);
  if (reading.outcome === 'refused') return [];
  return Array.isArray(reading.value) ? reading.value : [reading.value];
}

function jsonOf(checked: CheckedFile, details: (drop: Drop, index: number) => DropDetails): string {
  const results =
    checked.outcome === 'unreadable'
      ? [checked]
      : checked.events.map((event, index) => resultOf(event, index, details));
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}

function resultOf(
  checked: CheckedEvent,
  index: number,
  details: (drop: Drop, index: number) => DropDetails,
): object {
  if (checked.outcome === 'routable') return { outcome: checked.outcome, type: checked.event.type };
  return checked.outcome === 'drop' ? { ...checked, ...details(checked, index) } : checked;
}
