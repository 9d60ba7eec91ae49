/** What a YAML document is made of here: plain JSON data, `undefined` members left out. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const PLAIN = /^[A-Za-z/$_][A-Za-z0-9/$_.-]*$/;
const RESERVED = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

function scalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  return PLAIN.test(value) && !RESERVED.test(value) ? value : JSON.stringify(value);
}

function isScalar(value: Json): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}

function entries(value: { readonly [key: string]: Json | undefined }): (readonly [string, Json])[] {
  return Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [[key, member] as const],
  );
}

function lines(value: Json): string[] {
  if (isScalar(value)) return [scalar(value)];
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    if (items.length === 0) return ['[]'];
    return items.flatMap((item) =>
      lines(item).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)),
    );
  }
  const members = entries(value as { readonly [key: string]: Json | undefined });
  if (members.length === 0) return ['{}'];
  return members.flatMap(([key, member]) => {
    const [first = '', ...rest] = lines(member);
    const isInline = isScalar(member) || (rest.length === 0 && (first === '{}' || first === '[]'));
    if (isInline) return [`${scalar(key)}: ${first}`];
    return [`${scalar(key)}:`, ...[first, ...rest].map((line) => `  ${line}`)];
  });
}

/** Writes JSON data as a block-style YAML document, members in the order given. */
export function toYaml(value: Json): string {
  return `${lines(value).join('\n')}\n`;
}
