import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

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
const plain = (text: string) =>
  text
    .replaceAll('’', "'")
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '');
const atbash = (text: string) =>
  text.replace(/[a-z]/gi, (letter) =>
    String.fromCharCode((letter <= 'Z' ? 155 : 219) - letter.charCodeAt(0)),
  );
const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
/** A picture of one point, its description beside it. */
const pngWith = (text: string) => {
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  const data = Buffer.from(`tEXtDescription\0${text}`, 'latin1');
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  // Behind the header, which takes 8 bytes, and its own chunk of 25.
  return Buffer.concat([picture.subarray(0, 33), chunk, picture.subarray(33)]);
};
const reversed = (text: string) => Array.from(text).reverse().join('');
const base32 = (text: string) => {
  let bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  bits = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0');
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five, 2)])
    .join('');
};
const ascii85 = (text: string) => {
  const source = Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4));
  let encoded = '';
  for (let at = 0; at < source.length; at += 4) {
    let value = source.readUInt32BE(at);
    let group = '';
    for (let digit = 0; digit < 5; digit++) {
      group = String.fromCharCode(33 + (value % 85)) + group;
      value = Math.floor(value / 85);
    }
    encoded += group;
  }
  return encoded;
};
const otherBase85 = (alphabet: string) => (text: string) =>
  Array.from(ascii85(plain(text)), (letter) => alphabet[letter.charCodeAt(0) - 33]).join('');
const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const utf7 = (text: string) =>
  text.replace(
    /[^ ]+/g,
    (word) => `+${Buffer.from(word, 'utf16le').swap16().toString('base64').replace(/=+$/, '')}-`,
  );
const quoted = (text: string) =>
  [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const codes = (text: string) => Array.from(text).map((letter) => letter.codePointAt(0) ?? 0);

const ENCODERS: Readonly<Record<string, (text: string) => unknown>> = {
  percent: (text) => encodeURIComponent(text),
  'percent, every byte': (text) =>
    bytes(text)
      .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
      .join(''),
  'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'a query': (text) => `https://x.example/a?note=${encodeURIComponent(text).replace(/%20/g, '+')}&b=1`,
  'decimal entities': (text) =>
    codes(text)
      .map((code) => `&#${String(code)};`)
      .join(''),
  'hexadecimal entities': (text) =>
    codes(text)
      .map((code) => `&#x${code.toString(16)};`)
      .join(''),
  'entities twice': (text) => text.replace(/[aeiou]/g, (letter) => `&amp;#${String(letter.charCodeAt(0))};`),
  '\\u escapes': (text) =>
    codes(text)
      .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
      .join(''),
  '\\u escapes twice': (text) =>
    codes(text)
      .map((code) => `\\\\u${code.toString(16).padStart(4, '0')}`)
      .join(''),
  '\\x escapes': (text) =>
    codes(plain(text))
      .map((code) => `\\x${code.toString(16).padStart(2, '0')}`)
      .join(''),
  'octal escapes': (text) =>
    codes(plain(text))
      .map((code) => `\\${code.toString(8).padStart(3, '0')}`)
      .join(''),
  'U+ notation': (text) =>
    codes(text)
      .map((code) => `U+${code.toString(16).padStart(4, '0')}`)
      .join(' '),
  base64,
  'base64 without padding': (text) => base64(text).replace(/=+$/, ''),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 in a sentence': (text) => `see ${base64(text)} for Ana, bed 2`,
  'base64 with a prefix': (text) => `b64:${base64(text)}`,
  'base64 over lines': (text) => base64(text).replace(/(.{20})/g, '$1\r\n'),
  'base64 over an array': (text) => base64(text).match(/.{1,12}/g),
  'base64 twice': (text) => base64(base64(text)),
  'base64 three times': (text) => base64(base64(base64(text))),
  'base64 of JSON': (text) => base64(JSON.stringify({ note: text })),
  'base64 of base64 in JSON': (text) => base64(JSON.stringify({ data: base64(text) })),
  'base64 of percent': (text) => base64(encodeURIComponent(text)),
  'base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'base64 of UTF-16 with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').toString('base64'),
  'base64 of Latin-1': (text) => Buffer.from(text.replace(/’/g, "'"), 'latin1').toString('base64'),
  'base64 of HTML': (text) => base64(`<html><body><p>${text}</p></body></html>`),
  'base64 of rot13': (text) => base64(rot13(plain(text))),
  'rot13 of base64': (text) => rot13(base64(text)),
  'base64 backwards': (text) => reversed(base64(text)),
  hex,
  'hex in capitals': (text) => hex(text).toUpperCase(),
  'hex with spaces': (text) => (hex(text).match(/../g) ?? []).join(' '),
  'hex with colons': (text) => (hex(text).match(/../g) ?? []).join(':'),
  'hex with 0x': (text) => `0x${hex(text)}`,
  'hex as PostgreSQL writes bytes': (text) => `\\x${hex(text)}`,
  'bytes in a statement': (text) => `INSERT INTO n (b) VALUES (E'\\\\x${hex(text)}'::bytea)`,
  'hex bytes with 0x': (text) => (hex(text).match(/../g) ?? []).map((byte) => `0x${byte}`).join(' '),
  'hex bytes with 0x and commas': (text) =>
    (hex(text).match(/../g) ?? []).map((byte) => `0x${byte}`).join(', '),
  'hex bytes in an array': (text) => hex(text).match(/../g),
  'hex of base64': (text) => hex(base64(text)),
  'hex backwards': (text) => reversed(hex(text)),
  base32,
  'base32 in small letters': (text) => base32(text).toLowerCase(),
  ascii85: (text) => `<~${ascii85(plain(text))}~>`,
  'ascii85 without its signs': (text) => ascii85(plain(text)),
  'base 85 of RFC 1924': otherBase85(`${DIGITS}${CAPITALS}${CAPITALS.toLowerCase()}!#$%&()*+-;<=>?@^_\`{|}~`),
  'base 85 of ZeroMQ': otherBase85(`${DIGITS}${CAPITALS.toLowerCase()}${CAPITALS}.-:+=^!/*?&<>()[]{}@%$#`),
  'UTF-7': utf7,
  'quoted-printable': quoted,
  'an encoded word': (text) => `=?utf-8?Q?${quoted(text)}?=`,
  'two encoded words': (text) =>
    `=?utf-8?B?${base64(text.slice(0, 9))}?= =?utf-8?B?${base64(text.slice(9))}?=`,
  rot13: (text) => rot13(plain(text)),
  atbash: (text) => atbash(plain(text)),
  backwards: reversed,
  'backwards with a mark': (text) => `\u202e${reversed(text)}\u202c`,
  'a byte array': (text) => bytes(text),
  'signed bytes': (text) => [...new Int8Array(Buffer.from(text))],
  'a byte object': (text) => Object.fromEntries(bytes(text).map((byte, index) => [index, byte])),
  'a Buffer': (text) => ({ type: 'Buffer', data: bytes(text) }),
  'character codes': (text) => codes(text),
  'character codes in a string': (text) => bytes(plain(text)).join(','),
  'character codes with spaces': (text) => bytes(plain(text)).join(' '),
  'character codes in brackets': (text) => `[${bytes(plain(text)).join(', ')}]`,
  'binary digits': (text) =>
    bytes(plain(text))
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join(' '),
  gzip: (text) => gzipSync(text).toString('base64'),
  'gzip of JSON': (text) => gzipSync(JSON.stringify({ note: text })).toString('base64'),
  'gzip in hex': (text) => gzipSync(text).toString('hex'),
  'gzip as bytes': (text) => [...gzipSync(text)],
  'gzip twice': (text) => gzipSync(gzipSync(text)).toString('base64'),
  zlib: (text) => deflateSync(text).toString('base64'),
  'raw deflate': (text) => deflateRawSync(text).toString('base64'),
  'JSON in JSON in JSON': (text) => JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: text }) }) }),
  'a data URI': (text) => `data:text/plain;charset=utf-8;base64,${base64(text)}`,
  'a data URI in percent': (text) => `data:text/plain,${encodeURIComponent(text)}`,
  'a description inside a picture': (text) => pngWith(plain(text)).toString('base64'),
  'a JSON web token': (text) =>
    `${base64('{"alg":"HS256"}')}.${base64(JSON.stringify({ n: text })).replace(/=+$/, '')}.c2ln`,
};

const encoded = (encode: (text: string) => unknown): Technique => ({
  dropped: SAID.map((text) => ({ data: encode(text) })),
  cleared: INNOCENT.map((text) => ({ data: encode(text) })),
});

describeTechniques(
  Object.fromEntries(Object.entries(ENCODERS).map(([name, encode]) => [name, encoded(encode)])),
);

describeTechniques({
  'what only looks encoded': {
    dropped: [],
    cleared: [
      {
        icon: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      },
      { icon: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' },
      { sha: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
      { md5: 'd41d8cd98f00b204e9800998ecf8427e' },
      { git: '3f786850e387550fdab836ed7e6dc881de23001b' },
      { ulid: '01JDA2T6W5Y9Q3K8M4N7P0R1SV' },
      { etag: 'W/"0815-x9Kd"' },
      { mac: '00:1b:44:11:3a:b7' },
      { ipv6: '2001:0db8:85a3:0000:0000:8a2e:0370:7334' },
      { color: ['#ff8800', '#00ff88'] },
      { temperatures: [18, 19, 21, 22, 20, 19, 18] },
      { counts: [101, 104, 99, 120, 87, 110, 95] },
      { key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8K2mZ0' },
      { etiquette: 'ZXQ-4411-KLPT-0098-AABB' },
      { discount: '50%25 off' },
      { path: 'C:\\users\\nord\\x41\\liste.csv' },
    ],
  },
});
