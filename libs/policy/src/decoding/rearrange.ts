import { segmentsOf } from './segments.js';

const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
const SPLICE = /<!--[\s\S]{0,2000}?-->|<\/?[a-zA-Z][^<>]{0,500}>|<!\[CDATA\[|\]\]>/g;
/** The fillers of a line for machines, as a reader of pictures parts them. */
const SPACED_FILLERS = /< < </;
/** Signs of Markdown inside a word. */
const EMPHASIS = /\p{L}(?:\*{2,3}|~~|`)\p{L}/u;
const FOLDED_LINE = /\r?\n[ \t](?=\S)/g;
const HYPHENATED = /-\r?\n\s*/g;
/** The other orders in which the characters of a text may be meant to be read, without the text itself. */
export function rearrangements(text: string): readonly string[] {
  const views: string[] = [];
  if (BIDI.test(text)) views.push(reverseText(text));
  if (text.includes('<')) {
    addChanged(views, text, text.replace(SPLICE, ''));
    if (SPACED_FILLERS.test(text)) addChanged(views, text, text.replace(/ ?< ?/g, '<'));
  }
  if (text.includes('\n')) {
    addChanged(views, text, text.replace(HYPHENATED, ''));
    addChanged(views, text, text.replace(FOLDED_LINE, ''));
  }
  if (/[*~`]/.test(text) && EMPHASIS.test(text)) addChanged(views, text, text.replace(/[*~`]+/g, ''));
  addChanged(views, text, segmentsOf(text));
  return views;
}

export function reverseText(text: string): string {
  return Array.from(text).reverse().join('');
}

export function rot13(text: string): string {
  return text.replace(/[a-zA-Z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

function addChanged(views: string[], text: string, view: string): void {
  if (view !== text && view.trim() !== '') views.push(view);
}
