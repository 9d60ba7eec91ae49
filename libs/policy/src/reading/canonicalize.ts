const PLAIN_TEXT = /^[\x20\x21\x23-\x5b\x5d-\x7e\u00a0-\ud7ff]*$/;

/**
 * Canonical JSON of a JSON value: keys sorted by UTF-16 code unit, no spaces, numbers and strings as
 * `JSON.stringify` writes them (RFC 8785). Two values that mean the same give the same text.
 */
export function canonicalize(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null)
    return value === undefined ? 'null' : JSON.stringify(value);
  return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < items.length; index++) {
    text += index === 0 ? canonicalize(items[index]) : ',' + canonicalize(items[index]);
  }
  return text + ']';
}

function canonicalObject(members: Record<string, unknown>): string {
  const keys = Object.keys(members);
  if (!areSorted(keys)) keys.sort();
  let text = '{';
  for (const key of keys) {
    const item = members[key];
    if (item === undefined) continue;
    text += (text.length === 1 ? '' : ',') + quote(key) + ':' + canonicalize(item);
  }
  return text + '}';
}

function areSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return false;
  }
  return true;
}

function quote(text: string): string {
  return text.length < 64 && PLAIN_TEXT.test(text) ? '"' + text + '"' : JSON.stringify(text);
}
