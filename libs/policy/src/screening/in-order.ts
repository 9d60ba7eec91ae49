const NUMBERS = new Set(
  (
    'i n k no idx index seq pos order part ordre rang rank num page chunk position sequence numero indice orden ' +
    'line ligne step'
  ).split(' '),
);
const MAX_ITEMS = 60;

/** The items of an array in the order that a number in each of them gives them: from 0 or 1 on, without a gap. */
export function inOrder(items: readonly unknown[]): readonly unknown[] {
  const name = numberName(items[0]);
  if (name === undefined || items.length > MAX_ITEMS) return items;
  const ordered: unknown[] = [];
  const first = items.some((item) => numberOf(item, name) === 0) ? 0 : 1;
  for (const item of items) {
    const at = numberOf(item, name) - first;
    if (!Number.isInteger(at) || at < 0 || at >= items.length || at in ordered) return items;
    ordered[at] = item;
  }
  return ordered;
}

/** The name of the member that numbers an item among its neighbours. */
function numberName(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  for (const key in item) if (NUMBERS.has(key.toLowerCase())) return key;
  return undefined;
}

function numberOf(item: unknown, name: string): number {
  if (typeof item !== 'object' || item === null) return Number.NaN;
  const number = (item as Readonly<Record<string, unknown>>)[name];
  if (typeof number === 'number') return number;
  return typeof number === 'string' && /^\d{1,3}$/.test(number) ? Number(number) : Number.NaN;
}
