import { foldText } from '../folding/fold-text.js';
import type { WordSpec } from './vocabulary.js';
import { characterKind, IDEOGRAPH, OTHER } from './word-characters.js';

export type Element =
  | { readonly kind: 'word'; readonly options: readonly WordSpec[] }
  | { readonly kind: 'number' }
  | { readonly kind: 'gap'; readonly max: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

export type Sequence = readonly Element[];

/** A pattern that cannot be read; `compileBundle` turns it into a `PolicyError` that names the rule. */
export class PatternError extends Error {
  constructor() {
    super('pattern cannot be read');
    this.name = 'PatternError';
  }
}

const MAX_SEQUENCES = 600;
const MAX_GAP = 8;
const PIECE = /\s*(?:\(([^()]*)\)(\?)?|\[([^[\]]*)\]|\.\.(\d)?|([^\s()[\]]+))\s*/y;

/**
 * Reads the small language of the packs into plain sequences of words:
 * `word`, `beginning*`, `PR` (in capitals in the text too), `(a|b c|d*)` one of, `[the]` or nothing, `..3` up to
 * three words, `#` a number, `^` and `$` the beginning and the end of the text, `{list}` a list of the pack.
 */
export function parsePattern(
  pattern: string,
  lists: Readonly<Record<string, readonly string[]>>,
): readonly Sequence[] {
  const text = expandLists(pattern, lists);
  let sequences: Element[][] = [[]];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const found = PIECE.exec(text);
    if (found === null) throw new PatternError();
    sequences = appendEach(sequences, branchesOf(found));
    if (sequences.length > MAX_SEQUENCES) throw new PatternError();
  }
  const usable = sequences.filter((sequence) => sequence.some(isWord));
  if (usable.length === 0) throw new PatternError();
  return usable;
}

/** What one piece of a pattern may be: a group, an optional group, a word, or else a gap. */
function branchesOf(found: RegExpExecArray): readonly (readonly Element[])[] {
  const [, group, , optional, gap, word] = found;
  if (word !== undefined) return [wordElements(word)];
  if (group !== undefined) return choices(group, false);
  return optional === undefined ? [[gapOf(gap)]] : choices(optional, true);
}

export function isWord(element: Element): boolean {
  return element.kind === 'word' || element.kind === 'number';
}

function expandLists(pattern: string, lists: Readonly<Record<string, readonly string[]>>): string {
  return pattern.replace(/([([|])?\{([a-z][a-z0-9-]*)\}/g, (_, opening: string | undefined, name: string) => {
    const list = lists[name];
    if (list === undefined) throw new PatternError();
    return opening === undefined ? `(${list.join('|')})` : `${opening}${list.join('|')}`;
  });
}

function gapOf(digits: string | undefined): Element {
  const max = digits === undefined ? 3 : Number(digits);
  if (max > MAX_GAP) throw new PatternError();
  return { kind: 'gap', max };
}

/** Options of one word each become one element; longer ones a branch of their own. */
function choices(source: string, isOptional: boolean): readonly (readonly Element[])[] {
  const single: WordSpec[] = [];
  const branches: (readonly Element[])[] = isOptional ? [[]] : [];
  for (const option of source.split('|')) {
    const elements = option
      .trim()
      .split(/\s+/)
      .flatMap((word) => (word === '' ? [] : wordElements(word)));
    const [first] = elements;
    if (first === undefined) throw new PatternError();
    if (elements.length === 1 && first.kind === 'word') single.push(...first.options);
    else branches.push(elements);
  }
  return single.length > 0 ? [[{ kind: 'word', options: single }], ...branches] : branches;
}

function wordElements(word: string): readonly Element[] {
  if (word === '#') return [{ kind: 'number' }];
  if (word === '^') return [{ kind: 'start' }];
  if (word === '$') return [{ kind: 'end' }];
  const gap = /^\.\.(\d)?$/.exec(word);
  if (gap !== null) return [gapOf(gap[1])];
  const isPrefix = word.endsWith('*');
  const { cased, lower } = foldText(isPrefix ? word.slice(0, -1) : word);
  const parts = wordsOf(lower);
  if (parts.length === 0) throw new PatternError();
  const isCapitals = cased !== lower && cased === cased.toUpperCase();
  return parts.map((part, index) => ({
    kind: 'word',
    options: [
      {
        word: part,
        isPrefix: isPrefix && index === parts.length - 1,
        isCapitals: isCapitals && /[a-z]/.test(part),
      },
    ],
  }));
}

/** Words as the tokenizer has them: letters, digits, and each character of a script without spaces by itself. */
function wordsOf(lower: string): readonly string[] {
  const words: string[] = [];
  let before = OTHER;
  for (let at = 0; at < lower.length; at++) {
    const kind = characterKind(lower.charCodeAt(at));
    if (kind !== OTHER) {
      const begun = kind === before && kind !== IDEOGRAPH ? (words.pop() ?? '') : '';
      words.push(begun + lower.charAt(at));
    }
    before = kind;
  }
  return words;
}

function appendEach(sequences: readonly Element[][], branches: readonly (readonly Element[])[]): Element[][] {
  return sequences.flatMap((sequence) => branches.map((branch) => [...sequence, ...branch]));
}
