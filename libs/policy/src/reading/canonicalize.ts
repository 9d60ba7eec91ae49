import { noMembers, writingOf, type MemberOrder } from './member-order.js';

const SHORT = 64;

/**
 * Canonical JSON of a JSON value: keys sorted by UTF-16 code unit, no spaces, numbers and strings as
 * `JSON.stringify` writes them (RFC 8785). Two values that mean the same give the same text.
 *
 * For what was cleared: short names of its members stay in memory, within bounds.
 */
export function canonicalize(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
    default:
      return 'null';
  }
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < items.length; index++) {
    text += index === 0 ? canonicalize(items[index]) : ',' + canonicalize(items[index]);
  }
  return text + ']';
}

function canonicalObject(members: Readonly<Record<string, unknown>>): string {
  let order: MemberOrder | undefined = noMembers();
  for (const name in members) {
    order = order.with(name);
    if (order === undefined || members[name] === undefined) return canonicalMembers(members);
  }
  const { names, openings } = order.writing;
  let text = '';
  for (let index = 0; index < names.length; index++) {
    const item = members[names[index] ?? ''];
    text += (openings[index] ?? '') + (typeof item === 'string' ? quote(item) : canonicalize(item));
  }
  return text === '' ? '{}' : text + '}';
}

/** Many members, long names, or members without a value, which are left out. */
function canonicalMembers(members: Readonly<Record<string, unknown>>): string {
  const present = Object.keys(members).filter((name) => members[name] !== undefined);
  const { names, openings } = writingOf(present);
  const parts = names.map((name, index) => (openings[index] ?? '') + canonicalize(members[name]));
  return parts.length === 0 ? '{}' : parts.join('') + '}';
}

function quote(text: string): string {
  return text.length < SHORT && isPlain(text) ? '"' + text + '"' : JSON.stringify(text);
}

/** Whether a text stands in JSON as it is: no quote, backslash, control character or half of a pair. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || unit > 0xd7ff) return false;
  }
  return true;
}
