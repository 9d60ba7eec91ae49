const PLAIN_TEXT = /^[\x20\x21\x23-\x5b\x5d-\x7e\u00a0-\ud7ff]*$/;

/**
 * Canonical JSON of a JSON value: keys sorted by UTF-16 code unit, no spaces, numbers and strings as
 * `JSON.stringify` writes them (RFC 8785). Two values that mean the same give the same text.
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
