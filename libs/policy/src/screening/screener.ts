import { viewsOf } from '../decoding/views.js';
import type { Engine, Finding, Passage } from '../matching/engine.js';
import type { Token } from '../matching/token.js';
import type { Category, Location, ScreenedDocument } from '../verdict.js';
import { joinedItems, joinedMembers, labelOf } from './collector.js';
import { readName, readTokens, type Reading } from './read-tokens.js';

const MAX_DEPTH = 64;
const MAX_NAME_WORDS = 12;
const MAX_NESTED_JSON = 6;
/** Characters read in one document, all views together. What needs more is not inspectable. */
const MAX_CHARACTERS = 1_500_000;
const JSON_START = /^\s*[[{"]/;
const LINE_ENDS = /[\n\r\t]/g;

/** What a screening found: the category and rule of a drop, and where. */
export interface Discovery {
  readonly category: Category;
  readonly rule: string;
  readonly where: Location;
}

/** The place of a value: its JSON Pointer, and the words of the field names that lead to it. */
interface Place {
  readonly pointer: string;
  readonly name: readonly Token[];
  readonly depth: number;
  readonly nested: number;
}

/** One screening of one document. Holds the first discovery; nothing of the document outlives it. */
export class Screener {
  #discovery: Discovery | undefined;
  #characters = 0;

  constructor(
    private readonly engine: Engine,
    private readonly only?: string,
  ) {}

  screen(document: ScreenedDocument): Discovery | undefined {
    this.#visit(document.value, { pointer: '', name: [], depth: 0, nested: 0 });
    for (const [name, value] of Object.entries(document.metadata ?? {})) {
      this.#visitMember(name, value, { pointer: 'metadata', name: [], depth: 1, nested: 0 });
    }
    return this.#discovery;
  }

  #visit(value: unknown, place: Place): void {
    if (this.#discovery !== undefined) return;
    if (place.depth > MAX_DEPTH) this.#fail('uninspectable.depth', place);
    else if (typeof value === 'string') this.#visitText(value, place);
    else if (Array.isArray(value)) this.#visitArray(value, place);
    else if (typeof value === 'object' && value !== null)
      this.#visitObject(value as Record<string, unknown>, place);
    else this.#screenText(String(value), place);
  }

  #visitArray(items: readonly unknown[], place: Place): void {
    if (items.length === 0) this.#screenText('', place);
    for (const text of joinedItems(items)) this.#screenText(text, place);
    items.forEach((item, index) => {
      this.#visit(item, { ...place, pointer: `${place.pointer}/${String(index)}`, depth: place.depth + 1 });
    });
  }

  #visitObject(members: Readonly<Record<string, unknown>>, place: Place): void {
    const keys = Object.keys(members);
    if (keys.length === 0) this.#screenText('', place);
    for (const text of joinedMembers(members)) this.#screenText(text, place);
    const label = labelOf(members);
    const labelled = label === undefined ? place : { ...place, name: this.#extend(place.name, label.label) };
    for (const key of keys) {
      if (this.#discovery !== undefined) return;
      this.#visitMember(key, members[key], key === label?.key ? place : labelled);
    }
  }

  #visitMember(key: string, value: unknown, parent: Place): void {
    const pointer = `${parent.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = { ...parent, pointer, name: [], depth: parent.depth + 1 };
    this.#screenKey(key, typeof value === 'object' && value !== null, own);
    this.#visit(value, { ...own, name: this.#extend(parent.name, key) });
  }

  /** The name of a scalar is screened together with it; here what an encoded name says, and that of a container. */
  #screenKey(key: string, isContainer: boolean, place: Place): void {
    const views = viewsOf(key);
    if (views.outcome === 'opaque') {
      this.#fail('uninspectable.encoded', place);
      return;
    }
    for (const text of isContainer ? views.texts : views.texts.slice(1)) {
      this.#screenReadings(text, place, text === key, true);
    }
  }

  #visitText(text: string, place: Place): void {
    if (place.nested < MAX_NESTED_JSON && JSON_START.test(text) && this.#visitJson(text, place)) return;
    const views = viewsOf(text);
    if (views.outcome === 'opaque') {
      this.#fail('uninspectable.encoded', place);
      return;
    }
    for (const view of views.texts) {
      const isJson = view !== text && place.nested < MAX_NESTED_JSON && JSON_START.test(view);
      if (!isJson || !this.#visitJson(view, place)) this.#screenReadings(view, place, view === text, false);
    }
  }

  /** JSON inside a string is screened as what it says. */
  #visitJson(text: string, place: Place): boolean {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return false;
    }
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return false;
    this.#screenReadings(text, place, true, false);
    this.#visit(value, { ...place, depth: place.depth + 1, nested: place.nested + 1 });
    return true;
  }

  #screenText(text: string, place: Place): void {
    this.#screenReadings(text, place, false, false);
  }

  #screenReadings(text: string, place: Place, isSource: boolean, isName: boolean): void {
    if (this.#discovery !== undefined || !this.#spend(text.length, place)) return;
    for (const reading of readTokens(text, this.engine.phrases.vocabulary)) {
      const passage = passageOf(place.name, reading, isName);
      const finding = this.engine.find(passage, this.only);
      if (finding === undefined) continue;
      this.#discovery = {
        category: finding.rule.category,
        rule: finding.rule.id,
        where: { path: place.pointer, ...spanOf(finding, passage, reading, isSource ? text.length : 0) },
      };
      return;
    }
  }

  #extend(name: readonly Token[], key: string): readonly Token[] {
    if (!this.#spend(key.length, undefined)) return name;
    const { tokens } = readName(key.slice(0, 200), this.engine.phrases.vocabulary);
    return [...name, ...tokens].slice(-MAX_NAME_WORDS);
  }

  #spend(characters: number, place: Place | undefined): boolean {
    this.#characters += characters + 16;
    if (this.#characters <= MAX_CHARACTERS) return true;
    this.#fail('uninspectable.size', place);
    return false;
  }

  #fail(rule: string, place: Place | undefined): void {
    if (this.only !== undefined) return;
    this.#discovery ??= {
      category: 'uninspectable',
      rule,
      where: { path: place?.pointer ?? '', start: 0, end: 0 },
    };
  }
}

function passageOf(name: readonly Token[], reading: Reading, isName: boolean): Passage {
  const tokens = name.length === 0 ? reading.tokens : [...name, ...reading.tokens];
  return { tokens, keyLength: isName ? tokens.length : name.length, text: reading.text.cased.replace(LINE_ENDS, ' ') };
}

function spanOf(
  finding: Finding,
  passage: Passage,
  reading: Reading,
  length: number,
): { start: number; end: number } {
  const nameLength = passage.tokens.length - reading.tokens.length;
  const first = passage.tokens[Math.max(finding.start, nameLength)];
  const last = passage.tokens[finding.end - 1];
  if (length === 0 || first === undefined || last === undefined || finding.end <= nameLength) {
    return { start: 0, end: length };
  }
  const { offsets } = reading.text;
  const start = offsets === undefined ? first.start : (offsets[first.start] ?? 0);
  const end = offsets === undefined ? last.end : (offsets[last.end - 1] ?? length - 1) + 1;
  return { start, end: Math.min(end, length) };
}
