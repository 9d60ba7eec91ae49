const DASH = 0x2d;
const UUID_LENGTH = 36;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
/** The same inside a longer string, where no letter or digit touches it. */
const UUID_INSIDE =
  /(?<![\p{L}\p{N}])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![\p{L}\p{N}])/giu;
const DATE_TIME =
  /^(?:19|20)\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d{1,9})?)?(?:Z|[+-][01]\d:[0-5]\d)?)?$/;

/**
 * Whether a whole string is a UUID or a date, which no rule reads. The version and variant of a UUID are checked:
 * with them its bytes cannot spell text.
 */
export function isPlainId(text: string): boolean {
  const { length } = text;
  if (length === UUID_LENGTH && text.charCodeAt(8) === DASH) return UUID.test(text);
  return length >= 10 && length <= 35 && text.charCodeAt(4) === DASH && DATE_TIME.test(text);
}

/**
 * The text with blanks in place of the UUIDs in it: cut at their hyphens, a few in a thousand would hold an acronym by
 * chance. What stands around them is read as it is, at the same offsets.
 */
export function withoutUuids(text: string): string {
  return text.length > UUID_LENGTH && text.includes('-')
    ? text.replace(UUID_INSIDE, (uuid) => ' '.repeat(uuid.length))
    : text;
}
