import type { Language } from '../language/language.js';
import type { SettingsShape } from './define-settings.js';
import { fileVariableOf } from './secret-files.js';
import type { Setting } from './setting.js';

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  fr: ['Variable', 'Valeur', 'Par défaut', 'Ce que c’est'],
  en: ['Variable', 'Value', 'Default', 'What it is'],
};
/** Prettier would pad the columns to the longest cell. */
const UNFORMATTED = ['<!-- prettier-ignore-start -->', '<!-- prettier-ignore-end -->'] as const;
const REQUIRED: Readonly<Record<Language, string>> = { fr: 'exigée', en: 'required' };

/** The Markdown table of some settings, as it stands in the documentation. */
export function settingsTable(settings: SettingsShape, language: Language): string {
  const headings = HEADINGS[language];
  const rows = Object.values(settings).map((setting) => [
    shownVariable(setting),
    setting.expects[language],
    shownDefault(setting, language),
    setting.description[language],
  ]);
  const lines = [headings, headings.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map(escapeCell).join(' | ')} |`,
  );
  return lines.join('\n');
}

/** A secret may be given as a file, so both of its names stand in the table. */
function shownVariable(setting: Setting<unknown>): string {
  const names = setting.isSecret ? [setting.variable, fileVariableOf(setting)] : [setting.variable];
  return names.map((name) => `\`${name}\``).join(', ');
}

function shownDefault({ isRequired, isSecret, fallback }: Setting<unknown>, language: Language): string {
  if (isRequired) return REQUIRED[language];
  if (isSecret || fallback === undefined || (Array.isArray(fallback) && fallback.length === 0)) return '–';
  if (typeof fallback === 'boolean') return fallback ? '`1`' : '`0`';
  return `\`${JSON.stringify(fallback).replaceAll('"', '')}\``;
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

/**
 * Puts a table between `<!-- settings: NAME -->` and `<!-- /settings -->` of a document, so that a spec can compare the
 * document with what it should be. A document without the section is returned as it is, with the section added.
 */
export function withSettingsSection(document: string, name: string, table: string): string {
  const opening = `<!-- settings: ${name} -->`;
  const closing = '<!-- /settings -->';
  const section = `${opening}\n\n${UNFORMATTED.join(`\n\n${table}\n\n`)}\n\n${closing}`;
  const start = document.indexOf(opening);
  if (start < 0) return `${document.trimEnd()}\n\n${section}\n`;
  const end = document.indexOf(closing, start) + closing.length;
  return `${document.slice(0, start)}${section}${document.slice(end)}`;
}
