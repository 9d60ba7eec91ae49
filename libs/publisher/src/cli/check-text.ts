import type { TextView } from '@havre/policy';

import type { CheckedEvent, CheckedFile } from './check-event.js';
import type { Drop, DropDetails } from './drop-details.js';
import type { Paint } from './paint.js';
import { CATEGORY_TEXTS, colon, REFUSAL_TEXTS, TEXTS, type Language } from './texts.js';

export interface CheckTextOptions {
  readonly language: Language;
  readonly paint: Paint;
  /** What is known of the drop of the event at an index of the file. */
  readonly detailsOf: (drop: Drop, index: number) => DropDetails | undefined;
}

/** What a person reads: one line a routable event; for another what would be dropped, where, why, and what to do. */
export function textOf(checked: CheckedFile, options: CheckTextOptions): string {
  const { language, paint } = options;
  if (checked.outcome === 'unreadable') {
    return `${paint('red', '✗')} ${TEXTS.notRoutable[language]}${colon(language)}${REFUSAL_TEXTS[checked.code][language]}\n`;
  }
  return checked.events.map((event, index) => eventText(event, index, options)).join('');
}

function eventText(event: CheckedEvent, index: number, options: CheckTextOptions): string {
  const { language, paint } = options;
  const number = String(index + 1);
  if (event.outcome === 'routable') {
    return `${paint('green', '✓')} ${number}. ${TEXTS.routable[language]} (${event.event.type})\n`;
  }
  const head = `${paint('red', '✗')} ${number}. ${paint('bold', TEXTS.notRoutable[language])}${colon(language)}`;
  if (event.outcome === 'invalid') return `${head}${REFUSAL_TEXTS[event.code][language]}\n`;
  return `${head}${event.category}, ${CATEGORY_TEXTS[event.category][language]}\n${dropText(event, index, options)}`;
}

function dropText(drop: Drop, index: number, options: CheckTextOptions): string {
  const { language } = options;
  const details = options.detailsOf(drop, index);
  const rows: [label: string, text: string][] = [];
  if (drop.where !== undefined) rows.push([TEXTS.where[language], placeText(drop.where)]);
  if (details !== undefined) rows.push(...excerptRows(details, options));
  rows.push([TEXTS.rule[language], ruleText(drop, details, language)]);
  if (details?.source !== undefined) rows.push([TEXTS.source[language], details.source]);
  rows.push([TEXTS.rewrite[language], TEXTS.instead[language]]);
  if (details !== undefined) rows.push(...proposalRows(details, options));
  rows.push(['', TEXTS.guide[language]]);
  return aligned([...rows, ...viewRows(details?.views, options)], options);
}

function placeText({ path, start, end }: NonNullable<Drop['where']>): string {
  return `${path || '/'}${end > start ? ` [${String(start)}–${String(end)}]` : ''}`;
}

function excerptRows(
  { excerpt, isHidden }: DropDetails,
  { language, paint }: CheckTextOptions,
): [string, string][] {
  if (excerpt === undefined) return [];
  const [before, found, after] = excerpt;
  const hidden = isHidden ? paint('dim', `  (${TEXTS.decodedFrom[language]})`) : '';
  return [[TEXTS.what[language], `${quoted(before + paint('inverse', found) + after, language)}${hidden}`]];
}

function ruleText({ rule }: Drop, details: DropDetails | undefined, language: Language): string {
  if (rule.startsWith('model.')) return `${rule}, ${TEXTS.learned[language]}`;
  return details?.pack === undefined ? rule : `${rule} (${details.pack})`;
}

function quoted(text: string, language: Language): string {
  return language === 'fr' ? `« ${text} »` : `“${text}”`;
}

function proposalRows({ proposals }: DropDetails, { language, paint }: CheckTextOptions): [string, string][] {
  if (proposals.length === 0) return [];
  const lines = proposals.map(({ text, use, toChoose }): [string, string] => {
    const open =
      toChoose.length === 0 ? '' : `  [${TEXTS.toChoose[language]}${colon(language)}${toChoose.join(', ')}]`;
    return ['', `  ${text}${open}  ${paint('dim', use.code)}`];
  });
  return [['', TEXTS.sayable[language]], ...lines];
}

function viewRows(views: DropDetails['views'], { language }: CheckTextOptions): [string, string][] {
  if (views === undefined) return [];
  if (views === 'opaque') return [[TEXTS.readAs[language], TEXTS.opaque[language]]];
  const lines = views.flatMap(({ text, readings }: TextView) => [text, ...readings.map((one) => `→ ${one}`)]);
  return lines.map((line, at) => [at === 0 ? TEXTS.readAs[language] : '', line]);
}

function aligned(
  rows: readonly (readonly [string, string])[],
  { language, paint }: CheckTextOptions,
): string {
  const mark = colon(language).trimEnd();
  const width = Math.max(...rows.map(([label]) => label.length)) + mark.length;
  return rows
    .map(([label, text]) => {
      const padded = (label === '' ? '' : label + mark).padStart(width);
      return `   ${paint('dim', padded)} ${text}\n`;
    })
    .join('');
}
