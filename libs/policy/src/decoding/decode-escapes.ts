const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: '',
  hairsp: '',
  shy: '',
  zwj: '',
  zwnj: '',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  middot: '·',
  oelig: 'œ',
  aelig: 'æ',
  szlig: 'ß',
};
const ACCENTS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  ring: '\u030a',
};
const ENTITY =
  /&(?:#0{0,8}(\d{1,7})|#[xX]0{0,8}([0-9a-fA-F]{1,6})|([a-zA-Z](?:acute|grave|circ|uml|tilde|cedil)|[a-zA-Z]{2,8}));?/g;
/** Not of any standard: the old `escape` of browsers. */
const PERCENT_U = /%u([0-9a-fA-F]{4})/g;
const PERCENT = /(?:%[0-9a-fA-F]{2})+/g;
/** `\x` before a whole run of digits is how PostgreSQL writes bytes, and escapes none of them. */
const BACKSLASH =
  /\\{1,4}(?:[ux]\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})(?!(?:[0-9a-fA-F]{2}){5})|([0-7]{3}))/g;
/** What is left of `\u00e9` where a program took the backslash, and how Office writes a sign into a name: `_x00e9_`. */
const LEFT_OVER = /(?:u00[c-fC-F][0-9a-fA-F]|u2019)+|(?:u00[2-7][0-9a-fA-F]){4,}|_x[0-9a-fA-F]{4}_/g;
const PRINTABLE_HEX = /(?:=[0-9A-F]{2})+/g;
/** Not the `=` that ends base64. */
const SOFT_BREAK = /(?<![A-Za-z0-9+/]{16}=?)(?<!\?)=[ \t]*\r?\n/g;
const UTF7_RUN = /\+[A-Za-z0-9+/]{3,}(-)?/g;
/** The same in the names of mailboxes. */
const MAILBOX_UTF7 = /&([A-Za-z0-9+,]{2,})-/g;
const UTF7 = /\+([A-Za-z0-9+/]{2,})-?/g;

/** `&eacute;`, `&#233;`, `&#xe9;`. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (source, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return codePoint(Number(decimal), source);
    if (hex !== undefined) return codePoint(parseInt(hex, 16), source);
    return namedEntity(name ?? '') ?? source;
  });
}

function namedEntity(name: string): string | undefined {
  const known = ENTITIES[name] ?? ENTITIES[name.toLowerCase()];
  if (known !== undefined) return known;
  const accent = ACCENTS[name.slice(1)];
  return accent === undefined ? undefined : `${name[0] ?? ''}${accent}`.normalize('NFC');
}

/** `%C3%A9`, and `+` for a space where the text looks like a form. Bytes that are not UTF-8 are read as Latin-1. */
export function decodePercent(text: string): string {
  const isForm = text.includes('+') && /(?:^|[?&; ])[\w.-]{1,64}=/.test(text) && /\w\+\w/.test(text);
  if (!text.includes('%') && !isForm) return text;
  const spaced = isForm ? text.replace(/\+/g, ' ') : text;
  return spaced
    .replace(PERCENT_U, (source, four: string) => codePoint(parseInt(four, 16), source))
    .replace(PERCENT, (run) => bytesText(run.replaceAll('%', '')));
}

/** `\u00e9`, `\u{e9}`, `\xe9`, `\351`. */
export function decodeBackslashes(text: string): string {
  if (!text.includes('\\')) return text;
  const decoded = text.replace(
    BACKSLASH,
    (source, braced?: string, four?: string, eight?: string, two?: string, octal?: string) =>
      octal === undefined
        ? codePoint(parseInt(braced ?? four ?? eight ?? two ?? '', 16), source)
        : codePoint(parseInt(octal, 8), source),
  );
  return decoded.replace(/\\[nrt]/g, ' ').replace(/\\(["'/\\])/g, '$1');
}

/** `ru00e9fugiu00e9`, `r_x00e9_fugi_x00e9_`. */
export function decodeLeftOvers(text: string): string {
  if (!/[ux]00|u2019/.test(text)) return text;
  return text.replace(LEFT_OVER, (run) =>
    (run.match(/[ux][0-9a-fA-F]{4}/g) ?? [])
      .map((code) => codePoint(parseInt(code.slice(1), 16), code))
      .join(''),
  );
}

/** Quoted-printable: `=C3=A9` and soft line breaks. */
export function decodeQuotedPrintable(text: string): string {
  if (!text.includes('=')) return text;
  const joined = text.replace(SOFT_BREAK, '');
  // A single `=20` also occurs in ordinary text; two encoded bytes, or a soft break, make it this encoding.
  const encoded = joined.match(/=[0-9A-F]{2}/g)?.length ?? 0;
  if (encoded < 2 && joined.length === text.length) return text;
  return joined.replace(PRINTABLE_HEX, (run) => bytesText(run.replaceAll('=', '')));
}

/** Goes on behind each run: what looks for the sign at its end from every plus of it takes forever. */
function hasUtf7(text: string): boolean {
  for (const [, end] of text.matchAll(UTF7_RUN)) if (end !== undefined) return true;
  return false;
}

/** UTF-7: `+AOk-`, and `&AOk-` in the names of mailboxes. */
export function decodeUtf7(text: string): string {
  const plain = text.includes('&')
    ? text.replace(MAILBOX_UTF7, (source, run: string) => wideRun(run.replaceAll(',', '/'), source))
    : text;
  return plain.includes('+') && hasUtf7(plain)
    ? plain.replace(UTF7, (source, run: string) => wideRun(run, source))
    : plain;
}

/** What base 64 of UTF-16 spells; `source` where it spells nothing. */
function wideRun(run: string, source: string): string {
  const bytes = Buffer.from(run, 'base64');
  if (bytes.length < 2) return source;
  let decoded = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) decoded += String.fromCharCode(bytes.readUInt16BE(at));
  return /^[\x20-\u024f\u0400-\u06ff\u2010-\u201f]+$/.test(decoded) ? decoded : source;
}

function codePoint(code: number, source: string): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : source;
}

function bytesText(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}
