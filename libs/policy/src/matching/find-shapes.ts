import type { Passage } from './engine.js';
import type { Occurrence, Occurrences } from './phrase-walker.js';
import type { CompiledRule } from './rule.js';

/** Adds what the shapes of a rule find in the text of a passage to its occurrences, kept in order. */
export function findShapes(rule: CompiledRule, passage: Passage, found: Occurrences): void {
  let added: Occurrence[] | undefined;
  for (const shape of rule.shapes) {
    shape.lastIndex = 0;
    for (let match = shape.exec(passage.text); match !== null; match = shape.exec(passage.text)) {
      if (match[0] === '') shape.lastIndex++;
      else if (rule.check?.(match[0]) !== false) {
        (added ??= []).push(tokensAt(passage, match.index, match.index + match[0].length));
      }
    }
  }
  if (added === undefined) return;
  const merged = [...(found.get(rule.list) ?? []), ...added];
  found.set(
    rule.list,
    merged.sort((one, other) => one.start - other.start),
  );
}

function tokensAt(passage: Passage, from: number, to: number): Occurrence {
  const { tokens, keyLength } = passage;
  let low = keyLength;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const start = low;
  let end = start;
  while (end < tokens.length && (tokens[end]?.start ?? 0) < to) end++;
  return { start, end: Math.max(end, start + 1) };
}
