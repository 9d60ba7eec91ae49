import { STATES } from './states.js';

/** Words parted by two fillers, twice: a name is parted once; many fillers end its line, and another may follow. */
const PARTED_TWICE = /[A-Za-z]<<[A-Za-z<]*[A-Za-z]<{2,3}[A-Za-z]/;

/** A number behind few fillers: a line has none, and what follows it begins behind many, or behind none. */
const NUMBERED = /[A-Za-z]<{1,4}[0-9]$/;

const MRZ_WEIGHTS = [7, 3, 1] as const;

/** Checks that an identifier's own characters must pass, by the name that packs use. */
export const CHECKS = {
  /** Canadian social insurance number of a temporary resident: nine digits, begins with 9, Luhn. */
  'sin-9': (text: string): boolean => {
    const digits = digitsOf(text);
    return digits.length === 9 && digits.startsWith('9') && passesLuhn(digits);
  },
  luhn: (text: string): boolean => passesLuhn(digitsOf(text)),
  /** A first line of a machine-readable zone: fillers, a state after the kind of document, and one name in two parts. */
  'mrz-state': (text: string): boolean => {
    const state = text.slice(2, 5).toUpperCase();
    return (
      text.includes('<<') &&
      (text.match(/</g) ?? []).length >= 5 &&
      (STATES.has(state) || state === 'D<<') &&
      !PARTED_TWICE.test(text.slice(5)) &&
      !NUMBERED.test(text)
    );
  },
  /** A line of a machine-readable zone: its fillers, or the check digits of its dates. */
  mrz: (text: string): boolean => text.includes('<<') && (text.match(/</g) ?? []).length >= 5,
  /** Second line of a machine-readable zone: number, birth and expiry each with their check digit. */
  'mrz-dates': passesMrzDates,
  /** A piece of such a line, however little follows: a number and a birth date, each with its check digit right. */
  'mrz-number': passesMrzNumber,
  /** Not a span of years such as 2024-2025. */
  'not-years': (text: string): boolean => !/^(?:19|20)\d\d\D?(?:19|20)\d\d$/.test(text),
} as const;

export type CheckName = keyof typeof CHECKS;

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 1 && sum % 10 === 0;
}

function passesMrzDates(text: string): boolean {
  const dates = /(\d{6})(\d)[MFX<](\d{6})(\d)/.exec(text);
  if (dates === null) return false;
  const [, birth = '', birthDigit = '', expiry = '', expiryDigit = ''] = dates;
  return isMonthAndDay(birth) && isMonthAndDay(expiry) && birthDigit !== '' && expiryDigit !== '';
}

/** Number (9), check digit, state (3), birth (6), check digit: the digits of ICAO Doc 9303, weighed 7, 3, 1. */
function passesMrzNumber(text: string): boolean {
  const line = text.toUpperCase();
  const birth = line.slice(13, 19);
  const state = line.slice(10, 13);
  return (
    (STATES.has(state) || state === 'D<<') &&
    isMonthAndDay(birth) &&
    line[9] === checkDigit(line.slice(0, 9)) &&
    line[19] === checkDigit(birth)
  );
}

function checkDigit(field: string): string {
  let sum = 0;
  for (const [index, sign] of Array.from(field).entries())
    sum += (sign === '<' ? 0 : Number.parseInt(sign, 36)) * (MRZ_WEIGHTS[index % 3] ?? 0);
  return String(sum % 10);
}

function isMonthAndDay(date: string): boolean {
  const month = Number(date.slice(2, 4));
  const day = Number(date.slice(4, 6));
  return month <= 12 && day <= 31;
}
