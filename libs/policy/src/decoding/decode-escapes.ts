const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
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
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));?/g;
const PERCENT = /(?:%[0-9a-fA-F]{2})+/g;
/** `\x` before a whole run of digits is how PostgreSQL writes bytes, and escapes none of them. */
const BACKSLASH =
  /\\{1,4}(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})(?!(?:[0-9a-fA-F]{2}){5})|([0-7]{3}))/g;
const PRINTABLE_HEX = /(?:=[0-9A-F]{2})+/g;
/** Not the `=` that ends base64. */
const SOFT_BREAK = /(?<![A-Za-z0-9+/]{16}=?)=[ \t]*\r?\n/g;
const UTF7_RUN = /\+[A-Za-z0-9+/]{3,}(-)?/g;
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
  return spaced.replace(PERCENT, (run) => bytesText(run.replaceAll('%', '')));
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

/** UTF-7: `+AOk-`. */
export function decodeUtf7(text: string): string {
  if (!text.includes('+') || !hasUtf7(text)) return text;
  return text.replace(UTF7, (source, run: string) => {
    const bytes = Buffer.from(run, 'base64');
    if (bytes.length < 2) return source;
    let decoded = '';
    for (let at = 0; at + 1 < bytes.length; at += 2) decoded += String.fromCharCode(bytes.readUInt16BE(at));
    return /^[\x20-\u024f\u0400-\u06ff\u2010-\u201f]+$/.test(decoded) ? decoded : source;
  });
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
