const SHORT = 64;
const FEW = 16;

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
  sort(keys);
  let text = '{';
  for (const key of keys) {
    const item = members[key];
    if (item === undefined) continue;
    text += (text.length === 1 ? '' : ',') + quote(key) + ':' + canonicalize(item);
  }
  return text + '}';
}

/** Most objects have few members, often in order already: each key is put in its place among those before it. */
function sort(keys: string[]): void {
  if (keys.length > FEW) {
    keys.sort();
    return;
  }
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index] ?? '';
    let place = index;
    for (; place > 0; place--) {
      const before = keys[place - 1] ?? '';
      if (before <= key) break;
      keys[place] = before;
    }
    keys[place] = key;
  }
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
