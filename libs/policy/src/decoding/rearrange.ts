import { withDigits, withTurnedNumbers } from './drawn-digits.js';
import { withoutDrawingOut } from './drawn-out.js';
import { hiddenText } from './hidden-bytes.js';
import { withJoinedLiterals } from './joined-literals.js';
import { segmentsOf } from './segments.js';
import { withoutSpelling } from './spelled-out.js';
import { withoutStyleEscapes } from './style-escapes.js';
import { upsideDownText } from './upside-down.js';
import { withLostAccents } from './lost-accents.js';
import { withoutMarkup } from './without-markup.js';

const ASCII = /^[\0-\x7f]*$/;
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
/** The fillers of a line for machines, as a reader of pictures parts them. */
const SPACED_FILLERS = /< < </;
/** The shortest line for machines has thirty signs, of which a few may be lost. */
const SHORTEST_LINE = 28;
/** What the second line holds: a birth, a sex and an expiry. */
const DATES = /[0-9]{7}[MFX<][0-9]{7}/i;
/** A whole line for machines with gaps in it. */
const SPACED_LINE = /^[A-Z0-9< ]{15,120}$/i;
/** The same with a gap after each sign. */
const SIGN_BY_SIGN = /^(?:[A-Z0-9<] ){19,60}[A-Z0-9<]$/i;
/** Signs of Markdown inside a word. */
const EMPHASIS = /\p{L}(?:\*{2,3}|~~|`)\p{L}/u;
/** Commands of a label printer around what it prints: `^FDLIT 4^FS`. */
const LABEL_FIELD = '^FD';
const LABEL_COMMANDS = /\^(?:F[DSXH]|X[AZ])/g;
/** What tells a terminal to change colours. */
const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;]{0,20}[A-Za-z]`, 'g');
const RTF = '{\\rtf';
/** Elements of forums and chats: `[b]per[/b]mis`. */
const FORUM_MARKUP = /\[\/?(?:b|i|u|s|url|color|size|quote|code|center|spoiler)(?:=[^[\]]{0,100})?\]/gi;
const FOLDED_LINE = /\r?\n[ \t](?=\S)/g;
const HYPHENATED = /-\r?\n\s*/g;
/** The first half of every tag character, which shows nothing. */
const TAG_LEAD = '\udb40';
const TAG = /[\u{e0020}-\u{e007e}]/gu;

/** The other orders in which the characters of a text may be meant to be read, without the text itself. */
export function rearrangements(text: string): readonly string[] {
  const views: string[] = [];
  if (BIDI.test(text)) views.push(reverseText(text));
  if (text.includes('<')) {
    addChanged(views, text, withoutMarkup(text));
    addChanged(views, text, unspacedLine(text));
    if (SPACED_FILLERS.test(text)) addChanged(views, text, text.replace(/ ?< ?/g, '<'));
  }
  if (text.includes('[/')) addChanged(views, text, text.replace(FORUM_MARKUP, ''));
  if (text.includes('\n')) {
    addChanged(views, text, text.replace(HYPHENATED, ''));
    addChanged(views, text, text.replace(FOLDED_LINE, ''));
  }
  addChanged(views, text, printedFields(text));
  if (text.includes(RTF)) addChanged(views, text, withoutRtf(text));
  if (text.includes(TAG_LEAD)) addChanged(views, text, tagsOf(text));
  if (/[*~`]/.test(text) && EMPHASIS.test(text)) addChanged(views, text, text.replace(/[*~`]+/g, ''));
  addDisguises(views, text);
  return views;
}

/** A whole line for machines without the gaps that a reader of pictures puts in it; shorter ones are lists. */
function unspacedLine(text: string): string {
  const line = SPACED_LINE.test(text) ? text.replaceAll(' ', '') : '';
  const isOne = SIGN_BY_SIGN.test(text) || (line.length >= SHORTEST_LINE && DATES.test(line));
  return isOne ? line : text;
}

/** What is written in other signs than those it says. */
function addDisguises(views: string[], text: string): void {
  addChanged(views, text, segmentsOf(text));
  addChanged(views, text, withoutSpelling(text));
  addChanged(views, text, withJoinedLiterals(text));
  addChanged(views, text, withoutStyleEscapes(text));
  addChanged(views, text, withDigits(text));
  addChanged(views, text, withLostAccents(text));
  if (text.startsWith('/')) addChanged(views, text, text.replaceAll('~1', '/').replaceAll('~0', '~'));
  addChanged(views, text, withTurnedNumbers(text));
  if (text.includes(ESCAPE)) addChanged(views, text, text.replace(COLOURS, ''));
  views.push(...withoutDrawingOut(text));
  if (!ASCII.test(text)) {
    addChanged(views, text, hiddenText(text));
    addChanged(views, text, upsideDownText(text));
  }
}

export function reverseText(text: string): string {
  if (!ASCII.test(text)) return Array.from(text).reverse().join('');
  return Buffer.from(text, 'latin1').reverse().toString('latin1');
}

/** What a label printer prints, a line for each field. */
function printedFields(text: string): string {
  return text.includes(LABEL_FIELD) ? text.replace(LABEL_COMMANDS, '\n') : text;
}

/** The text of a document in RTF: characters by number, without control words and groups. */
function withoutRtf(text: string): string {
  return text
    .replace(/\\u(\d{1,5})\??/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\\'([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[a-zA-Z]{1,32}-?\d{0,10} ?|[{}]/g, '');
}

/** What tag characters spell, without the text that they are hidden in. */
function tagsOf(text: string): string {
  return (text.match(TAG) ?? [])
    .map((tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000))
    .join('');
}

function addChanged(views: string[], text: string, view: string): void {
  if (view !== text && view.trim() !== '') views.push(view);
}
