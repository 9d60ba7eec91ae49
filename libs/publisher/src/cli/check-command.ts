import type { PolicyBundle } from '@havre/policy';

import { checkFile, type CheckedEvent, type CheckedFile } from './check-event.js';
import { EXIT, type CliIo } from './cli-io.js';
import { CATEGORY_TEXTS, REFUSAL_TEXTS, TEXTS, type Language } from './texts.js';

export interface CheckOptions {
  readonly bundle: PolicyBundle;
  readonly language: Language;
  readonly json: boolean;
}

/** `havre check FILE`: says what the gate would refuse and why. Sends nothing. */
export function runCheck(bytes: Uint8Array, options: CheckOptions, io: CliIo): number {
  const checked = checkFile(bytes, options.bundle);
  io.write(options.json ? jsonOf(checked) : textOf(checked, options.language));
  const isRoutable =
    checked.outcome === 'read' && checked.events.every(({ outcome }) => outcome === 'routable');
  return isRoutable ? EXIT.ok : EXIT.notRoutable;
}

function jsonOf(checked: CheckedFile): string {
  const results = checked.outcome === 'unreadable' ? [checked] : checked.events.map(withoutEvent);
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}

function withoutEvent(checked: CheckedEvent): object {
  return checked.outcome === 'routable' ? { outcome: checked.outcome, type: checked.event.type } : checked;
}

/** What a person reads: one line a routable event, and for another the reason, the place and what to do instead. */
export function textOf(checked: CheckedFile, language: Language): string {
  if (checked.outcome === 'unreadable') {
    return `✗ ${TEXTS.notRoutable[language]} : ${REFUSAL_TEXTS[checked.code][language]}\n`;
  }
  return checked.events.map((event, index) => eventText(event, index + 1, language)).join('');
}

function eventText(event: CheckedEvent, number: number, language: Language): string {
  if (event.outcome === 'routable') return `✓ ${number}. ${TEXTS.routable[language]} (${event.event.type})\n`;
  const head = `✗ ${number}. ${TEXTS.notRoutable[language]} : `;
  if (event.outcome === 'invalid') return `${head}${REFUSAL_TEXTS[event.code][language]}\n`;
  const { where } = event;
  const place =
    where === undefined ? '' : `   ${TEXTS.where[language]} : ${where.path || '/'}${span(where)}\n`;
  const category = `${event.category}, ${CATEGORY_TEXTS[event.category][language]}`;
  return `${head}${category}\n${place}   ${TEXTS.rule[language]} : ${event.rule}\n   ${TEXTS.instead[language]}\n`;
}

function span({ start, end }: { readonly start: number; readonly end: number }): string {
  return end > start ? ` [${start}–${end}]` : '';
}
