import type { Language } from './words.js';

/** A whole number with its thousands apart: 12 345 in French, 12,345 in English. */
export function numberOf(value: number, language: Language): string {
  const digits = String(Math.round(value));
  return digits.replaceAll(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u202f' : ',');
}

/** With decimals: 1,29 in French, 1.29 in English. */
export function decimalOf(value: number, places: number, language: Language): string {
  const text = value.toFixed(places);
  return language === 'fr' ? text.replace('.', ',') : text;
}

/** Part of a whole: 96 % in French, 96% in English; nothing of nothing is a dash. */
export function shareOf(part: number, whole: number, language: Language): string {
  if (whole === 0) return '–';
  const percent = (100 * part) / whole;
  const text = percent > 0 && percent < 10 ? decimalOf(percent, 1, language) : String(Math.round(percent));
  return language === 'fr' ? `${text}\u00a0%` : `${text}%`;
}

/** Minutes as people say them: 45 min, 3 h 20, 5 d. */
export function timeOf(minutes: number | null, language: Language): string {
  if (minutes === null) return '–';
  if (minutes < 1) return '<\u00a01\u00a0min';
  if (minutes < 60) return `${Math.round(minutes)}\u00a0min`;
  if (minutes < 2_880) {
    const rest = Math.round(minutes % 60);
    return `${Math.floor(minutes / 60)}\u00a0h${rest === 0 ? '' : `\u00a0${String(rest).padStart(2, '0')}`}`;
  }
  return `${Math.round(minutes / 1_440)}\u00a0${language === 'fr' ? 'j' : 'd'}`;
}
