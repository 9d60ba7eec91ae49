const DASH = 0x2d;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const DATE_TIME =
  /^(?:19|20)\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d{1,9})?)?(?:Z|[+-][01]\d:[0-5]\d)?)?$/;

/**
 * Whether a whole string is a UUID or a date, which no rule reads. The version and variant of a UUID are checked:
 * with them its bytes cannot spell text.
 */
export function isPlainId(text: string): boolean {
  const { length } = text;
  if (length === 36 && text.charCodeAt(8) === DASH) return UUID.test(text);
  return length >= 10 && length <= 35 && text.charCodeAt(4) === DASH && DATE_TIME.test(text);
}
