import { describeTechniques, type Technique } from '../testing/describe-techniques.js';

const SAID = [
  'refugee claimant, needs a crib',
  'famille sans statut, peur de l’ASFC',
  'her work permit expired in May',
  'pendiente de asilo, sin papeles',
  'permanent resident since 2019',
  'IRB hearing on Tuesday at 9',
  'demandeuse d’asile enceinte de 7 mois',
];
const INNOCENT = [
  'family of four, needs a crib',
  'famille avec chien, peur du noir',
  'her parking permit expired in May',
  'pendiente de cama, sin zapatos',
  'permanent address since 2019',
  'LTB hearing on Tuesday at 9',
  'demandeuse d’emploi enceinte de 7 mois',
];

const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');
const bytes = (text: string) => [...Buffer.from(text)];
const codes = (text: string) => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
const plain = (text: string) =>
  text
    .replaceAll('’', "'")
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '');
const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const base32 = (text: string) =>
  (
    bytes(text)
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .match(/.{1,5}/g) ?? []
  )
    .map((five) => `${CAPITALS}234567`[parseInt(five.padEnd(5, '0'), 2)])
    .join('');
const BRAILLE = Array.from('⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵');
const parseInt32 = (digit: string) => `${CAPITALS}234567`.indexOf(digit);
/** The bytes of a text as one large number. */
const largeNumber = (alphabet: string) => (text: string) => {
  let number = BigInt(`0x${hex(text)}`);
  let encoded = '';
  for (; number > 0n; number /= BigInt(alphabet.length))
    encoded = (alphabet[Number(number % BigInt(alphabet.length))] ?? '') + encoded;
  return encoded;
};
const base45 = (text: string) => {
  const alphabet = `${DIGITS}${CAPITALS} $%*+-./:`;
  const said = [...Buffer.from(text)];
  let encoded = '';
  for (let at = 0; at < said.length; at += 2) {
    const [first = 0, second] = said.slice(at, at + 2);
    let value = second === undefined ? first : first * 256 + second;
    for (let left = second === undefined ? 2 : 3; left > 0; left--, value = Math.floor(value / 45))
      encoded += alphabet[value % 45] ?? '';
  }
  return encoded;
};
const uuencoded = (text: string) => {
  const said = Buffer.from(text);
  const six = (value: number) => String.fromCharCode(32 + (value & 63));
  let encoded = six(said.length);
  for (let at = 0; at < said.length; at += 3) {
    const [a = 0, b = 0, c = 0] = said.subarray(at, at + 3);
    encoded += six(a >> 2) + six((a << 4) | (b >> 4)) + six((b << 2) | (c >> 6)) + six(c);
  }
  return encoded;
};

const ENCODERS: Readonly<Record<string, (text: string) => unknown>> = {
  'percent with four digits': (text) =>
    codes(text)
      .map((code) => `%u${code.toString(16).padStart(4, '0')}`)
      .join(''),
  'entities with zeros before them': (text) =>
    codes(text)
      .map((code) => `&#x${code.toString(16).padStart(7, '0')};`)
      .join(''),
  'escapes of a style sheet': (text) =>
    codes(plain(text))
      .map((code) => `\\${code.toString(16)} `)
      .join(''),
  'escapes in braces': (text) =>
    codes(text)
      .map((code) => `\\x{${code.toString(16)}}`)
      .join(''),
  'escapes without their backslash': (text) =>
    codes(plain(text))
      .map((code) => `u${code.toString(16).padStart(4, '0')}`)
      .join(''),
  'calls that make characters': (text) =>
    codes(plain(text))
      .map((code) => `CHR(${String(code)})`)
      .join('||'),
  uuencode: (text) => `begin 644 note.txt\n${uuencoded(text)}\n\`\nend\n`,
  'base 45': base45,
  'base 58': largeNumber(`${DIGITS}${CAPITALS}${CAPITALS.toLowerCase()}`.replace(/[0OIl]/g, '')),
  'base 62': largeNumber(`${DIGITS}${CAPITALS}${CAPITALS.toLowerCase()}`),
  'base 36': largeNumber(`${DIGITS}${CAPITALS.toLowerCase()}`),
  'base 32 by the order of hex': (text) =>
    base32(text).replace(/./g, (digit) => parseInt32(digit).toString(32).toUpperCase()),
  'base64 in groups': (text) =>
    base64(`${text}, 2026`)
      .match(/.{1,4}/g)
      ?.join(' '),
  'hex with hyphens': (text) => (hex(text).match(/../g) ?? []).join('-'),
  'hex by fours': (text) =>
    hex(plain(text))
      .match(/.{1,4}/g)
      ?.join(' '),
  'character codes with hyphens': (text) => bytes(plain(text)).join('-'),
  'octal codes': (text) =>
    bytes(plain(text))
      .map((byte) => byte.toString(8).padStart(3, '0'))
      .join(' '),
  'each sign turned half round': (text) =>
    plain(`${text.replace('Tuesday', 'the')}, 2026`).replace(/[!-~]/g, (sign) =>
      String.fromCharCode(((sign.charCodeAt(0) - 33 + 47) % 94) + 33),
    ),
  'a record in CBOR': (text) => {
    const said = Buffer.from(text);
    return Buffer.from([0xa1, 0x61, 0x6e, 0x78, said.length, ...said]).toString('base64');
  },
  'a record in Protocol Buffers': (text) => {
    const said = Buffer.from(text);
    return Buffer.from([0x08, 0x04, 0x12, said.length, ...said, 0x18, 0x02]).toString('base64');
  },
  'bytes in selectors': (text) =>
    `bed 🙂${bytes(text)
      .map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))
      .join('')}`,
  'bits that nobody sees': (text) =>
    `bed ${bytes(text)
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('')
      .replaceAll('0', '\u200b')
      .replaceAll('1', '\u200c')}`,
  braille: (text) =>
    Array.from(
      plain(text).toLowerCase(),
      (letter) => BRAILLE['abcdefghijklmnopqrstuvwxyz'.indexOf(letter)] ?? letter,
    ).join(''),
};

const encoded = (encode: (text: string) => unknown): Technique => ({
  dropped: SAID.map((text) => ({ data: encode(text) })),
  cleared: INNOCENT.map((text) => ({ data: encode(text) })),
});

describeTechniques(
  Object.fromEntries(Object.entries(ENCODERS).map(([name, encode]) => [name, encoded(encode)])),
);

describeTechniques({
  'accents that old programs write otherwise': {
    dropped: [
      { name: 'ru00e9fugiu00e9e' },
      { R_x00e9_fugi_x00e9_: 4 },
      { mailbox: 'INBOX.R&AOk-fugi&AOk-s.2026' },
      { cn: 'r\\c3\\a9fugi\\c3\\a9' },
      { tex: "famille r\\'{e}fugi\\'ee" },
      { py: 'r\\N{LATIN SMALL LETTER E WITH ACUTE}fugi\\N{LATIN SMALL LETTER E WITH ACUTE}' },
      { host: 'xn--rfugis-bvae.example' },
      { n: Buffer.from('famille réfugiée, 2 lits', 'latin1').toString('base64') },
    ],
    cleared: [
      { name: 'fatiguu00e9e' },
      { Cl_x00e9_s: 4 },
      { mailbox: 'INBOX.Repas r&AOk-chauff&AOk-s.2026' },
      { cn: 'r\\c3\\a9chauff\\c3\\a9' },
      { tex: "famille fatigu\\'{e}e" },
      { host: 'xn--rchauds-bya.example' },
      { n: Buffer.from('famille fatiguée, 2 lits', 'latin1').toString('base64') },
    ],
  },
  'texts that a formula or a program joins': {
    dropped: [
      { cell: '=CONCAT("asy";"lum")&" "&"claim"' },
      { cell: '="refu"&"gee"' },
      { script: '"asylum cl" + "aimant"' },
      { query: "'work per' || 'mit expired'" },
    ],
    cleared: [
      { cell: '=CONCAT("lit";"erie")&" "&"neuve"' },
      { cell: '="refu"&"ge"' },
      { script: '"insurance cl" + "aimant"' },
      { query: "'bus per' || 'formance'" },
    ],
  },
  'letters that are drawn': {
    dropped: [
      { n: 'ǝǝƃnɟǝɹ pǝlʇʇǝsǝɹ' },
      { n: 'ᖇᗴᖴᑌᘜᗴᗴ' },
      { n: 'ƦƐƑƲƓƐƐ' },
      { n: 'ᏒᏋᎦᏬᎶᏋᏋ' },
      { n: 'عائلة لاجـــئة' },
      { n: 'nooooo paaaapers he sayssss' },
      { n: 'refugeeeee claimanttttt' },
      { n: 'UCI l1-O4Z8-77Z5 on the slip' },
    ],
    cleared: [
      { n: 'ǝǝɟɟoɔ pǝlɐǝsǝɹ' },
      { n: 'ᗷᗴᗪ ᖴᗝᑌᖇ' },
      { n: 'ƬƲƦƑ ƊƐƐƤ' },
      { n: 'عائلة جـــديدة' },
      { n: 'nooooo diiiiapers he sayssss' },
      { n: 'room l1-O4Z8-77Z5 on the slip' },
    ],
  },
  'accents that were lost': {
    dropped: [
      { n: 'famille r?fugi?e au lit 4' },
      { n: 'famille rï¿½fugiï¿½e' },
      { n: 'r´efugi´e au lit 4' },
      { n: 'r‚fugi‚' },
      { n: 'r&eacutefugi&eacutee' },
    ],
    cleared: [
      { n: 'famille fatigu?e au lit 4' },
      { n: 'famille fatiguï¿½e' },
      { n: 'fatigu´e au lit 4' },
      { n: 'un lit?oui' },
      { link: 'https://x.example/intake?status=open&lang=fr' },
    ],
  },
  'what programs and readers leave in a text': {
    dropped: [
      { log: '\u001b[31mrefu\u001b[0mgee claimant' },
      { subject: '=?utf-8?q?refu?=\r\n =?utf-8?q?gee?=' },
      { places: '18-5-6-21-7-5-5-3-12-1-9-13-1-14-20' },
      { places: '18-5-6-21-7-5-5 / 3-12-1-9-13' },
      { places: '18,5,6,21,7,5,5 3,12,1,9,13' },
      { places: '18.5.6.21.7.5.5  3.12.1.9.13' },
      { code: Buffer.from('a refugee claim was refused').toString('base64').split('').reverse().join('') },
      { codes: Array.from('refugee claimant', (letter) => String(letter.charCodeAt(0))) },
      { places: Array.from('refugeeclaimant', (letter) => letter.charCodeAt(0) - 96) },
      { n: "71802-3CT (lu à l'envers) numéro de dossier" },
      { n: 'deretnE adanaC ni 2022' },
      { op: 'add', path: '/guest/status~1in~1canada', value: 'x' },
      { lines: ['P<SYR KHA TIB<<LI NA<<<<<', 'N0078 12423SYR94 03176F28 11040<<<<<<<<<<6'] },
    ],
    cleared: [
      { log: '\u001b[31mlit\u001b[0merie neuve' },
      { places: '1-2-3-4-5-6-7-8-9-10-11-12' },
      { places: '16,1,18,11,9,14,7 12,15,20' },
      { dates: '1/2/3/4/5/6/7/8/9/10/11/12' },
      { code: Buffer.from('a parking claim was refused').toString('base64').split('').reverse().join('') },
      { codes: ['114', '101', '102', '117', '99', '104'] },
      { n: "71802-3CB (lu à l'envers) numéro de série" },
      { n: 'eriT naidanaC ni 2022' },
      { op: 'add', path: '/guest/registration~1status', value: 'x' },
      { lines: ['MENU <<LU NDI< <SOU PE<< MARD I<<R IZ<<', 'AV<< 8820 <<JE UDI< <TAR TE<< POMM E'] },
    ],
  },
  'what only looks encoded in these ways': {
    dropped: [],
    cleared: [
      { keys: ['7KQM-22PX-84JD-0LZT', 'AB12-CD34-EF56-GH78'] },
      { token: 'v3Xk9QmZt7Lp2RwY8sNb4HcJ6dFg' },
      { licence: '9F2K 44QX 71ZD 03LM' },
      { card: '4532 7153 3790 1241 2233 10' },
      { mac: '00-1b-44-11-3a-b7' },
      { cuid: 'ck9x2m4q80000k7wz1h3v5t2a' },
      { dial: '514-555-113-240-118-909' },
      { label: 'LIT 4 / CHAMBRE 12: 2 DRAPS' },
      { places: [4, 12, 9, 21, 3, 7, 18] },
      { script: '"lit" + " 4, " + "draps"' },
      { cell: '=CONCAT("lit ";"4")&" "&"bas"' },
      { begin: 'begin 644 is not a file\nnor is this\n' },
      { selectors: '❤️ ☕️ 🏳️‍🌈' },
      { host: 'xn--maison-toile-leb.example' },
      { oui: 'ouuuuuiii, siiiii, merciiii' },
    ],
  },
});
