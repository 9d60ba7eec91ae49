import { labelOf } from '../screening/collector.js';
import { NOTE_NAME, type Path } from '../screening/place.js';
import { isCode } from './key-book.js';
import { isPlainId } from '../decoding/plain-id.js';

const MAX_PARTS = 8_192;
const MAX_LENGTH = 600;
const MAX_STEPS = 16;
/** Not the numbers of people. */
const FEW_DIGITS = /^-?[0-9]{1,4}(?:\.[0-9]{1,3})?$/;

/**
 * Parts of documents that were looked at closely and cleared, written with the names above them: what a part says depends
 * on nothing else. Only codes, short numbers and nothing of a note; ids and times stand for each other. Starts anew when
 * it is full.
 */
export class PartBook {
  readonly #known = new Set<string>();

  /** Whether a part, as `partText` writes it, was cleared before. */
  holds(part: string | undefined): boolean {
    return part !== undefined && this.#known.has(part);
  }

  add(part: string): void {
    if (this.#known.size >= MAX_PARTS) this.#known.clear();
    this.#known.add(part);
  }
}

/** A part of a document and the names above it as one text; undefined for what must not be remembered. */
export function partText(document: unknown, path: Path): string | undefined {
  const [first] = path;
  if (first === undefined || path.length > MAX_STEPS) return undefined;
  let value = document;
  let text = '';
  for (const step of path) {
    const name = typeof step === 'string' ? nameText(value as Readonly<Record<string, unknown>>, step) : '';
    if (name === undefined) return undefined;
    text += name;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  const code = codeText(value);
  return code === undefined || text.length + code.length > MAX_LENGTH ? undefined : `${text}\n${code}`;
}

/** A name, and the label beside it, which is read with it. */
function nameText(members: Readonly<Record<string, unknown>>, name: string): string | undefined {
  if (name === NOTE_NAME || !isCode(name)) return undefined;
  const label = labelOf(members);
  if (label === undefined || label.key === name) return ` ${name}`;
  return isCode(label.label) ? ` ${label.label}: ${name}` : undefined;
}

function codeText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return isPlainId(value) ? '#' : isCode(value) ? `"${value}"` : undefined;
    case 'number':
      return FEW_DIGITS.test(String(value)) ? String(value) : undefined;
    case 'object':
      return value === null ? 'null' : codesText(value);
    default:
      return String(value);
  }
}

function codesText(value: object): string | undefined {
  const isArray = Array.isArray(value);
  const texts: string[] = [];
  for (const [name, item] of Object.entries(value)) {
    const code = name === NOTE_NAME || !isCode(name) ? undefined : codeText(item);
    if (code === undefined) return undefined;
    texts.push(isArray ? code : `"${name}":${code}`);
  }
  return isArray ? `[${texts.join()}]` : `{${texts.join()}}`;
}
