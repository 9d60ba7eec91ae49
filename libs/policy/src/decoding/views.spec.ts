import { describe, expect, it } from '@jest/globals';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';

import { viewsOf } from './views.js';

const SAID = 'work permit';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');

const ENCODED: readonly (readonly [encoding: string, text: string])[] = [
  ['percent', '%77ork%20permit'],
  ['percent twice', '%2577ork%2520permit'],
  ['a form', 'note=work+permit&lang=fr'],
  ['decimal entities', '&#119;ork&nbsp;permit'],
  ['hexadecimal entities', '&#x77;ork permit'],
  ['entities twice', '&amp;#119;ork permit'],
  ['\\u', '\\u0077ork permit'],
  ['\\x', '\\x77ork permit'],
  ['octal', '\\167ork permit'],
  ['quoted-printable', '=77=6Frk per=\nmit'],
  ['base64', base64('has a work permit')],
  ['base64url inside text', `ref:${base64('has a work permit').replace(/=+$/, '')};ok`],
  ['base64 twice', base64(base64('has a work permit'))],
  ['base64 over lines', base64('has a work permit and a room').replace(/(.{16})/g, '$1\n')],
  ['hexadecimal', hex('work permit')],
  ['spaced hexadecimal', '77 6f 72 6b 20 70 65 72 6d 69 74'],
  ['base32', 'O5XXE2ZAOBSXE3LJOQQGQ33MMRSXE==='],
  ['character codes', '119,111,114,107,32,112,101,114,109,105,116'],
  ['bytes of PostgreSQL', `\\x${hex('has a work permit')}`],
  ['bytes of PostgreSQL, escaped', String.raw`E'\\x${hex('her work permit')}'::bytea`],
  ['ascii85', 'BOPs)@3Bc4Ebce:ATDX%F8'],
  ['base 85 of RFC 1924', 'Xkl|8VIX&Ja%&)PWpZt4bN'],
  ['base 85 of ZeroMQ', 'xKL%8vix=jA+=!pwPzT4Bn'],
  ['an encoded word', '=?utf-8?B?d29yayBwZXJtaXQ=?='],
  ['gzip', gzipSync('has a work permit').toString('base64')],
  ['zlib', deflateSync('has a work permit').toString('base64')],
  ['markup inside the word', 'work per<b>mit</b>'],
  ['a line broken in the word', 'work per-\nmit'],
  ['a folded line', 'work per\r\n mit'],
];

describe('viewsOf', () => {
  it.each(ENCODED)('reads %s', (_encoding, text) => {
    const views = viewsOf(text);
    expect(views.outcome === 'views' && views.texts.some((view) => view.includes(SAID))).toBe(true);
  });

  it('gives up on more layers than its limit', () => {
    let text = SAID;
    for (let layer = 0; layer < 7; layer++) text = encodeURIComponent(`%${text}`);
    expect(viewsOf(text).outcome).toBe('opaque');
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7 aaaaaaaaaaaaaaaaaa').toString('base64')],
    ['an archive', Buffer.from('PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaa').toString('base64')],
    ['a text in bzip2', 'QlpoOTFBWSZTWTmkUXwAAAIRgEAEPiAQACAAMQZMQNNGjIbGpMh5J4u5IpwoSBzSKL4A'],
    ['the beginning of xz', Buffer.from('fd377a585a000004e6d6b446', 'hex').toString('base64')],
    ['Zstandard', Buffer.from('28b52ffd2458a100007468697320', 'hex').toString('hex')],
    ['7z', Buffer.from('377abcaf271c0004a3b1c2d3', 'hex').toString('base64')],
    ['RAR', '526172211a0701003392b5e50a01050600'],
    ['LZ4', Buffer.from('04224d1864407f00', 'hex').toString('hex')],
    ['a compression bomb', gzipSync(Buffer.alloc(2_000_000, 97)).toString('base64')],
  ])('cannot look into %s', (_what, text) => {
    expect(viewsOf(`file: ${text}`).outcome).toBe('opaque');
  });

  it('leaves ordinary long words and ids alone', () => {
    for (const text of ['Rar! Et bizarre.', 'BZh postal code MSCF', 'LZIP the bag'].map(base64))
      expect(viewsOf(text).outcome).toBe('views');
    for (const text of [String.raw`C:\lits\x41`, '(a+b)*c=7;[d/e]<4^2&f|g', 'a1!b2@c3#d4$e5%f6^g7&h8*'])
      expect(viewsOf(text)).toMatchObject({ outcome: 'views' });
    for (const text of ['arrondissement Mercier', '01JDA2T6W5Y9Q3K8M4N7P0R1SV', 'iVBORw0KGgo=']) {
      expect(viewsOf(text)).toEqual({ outcome: 'views', texts: [text] });
    }
  });

  it('never throws, and stays within its limits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const views = viewsOf(text);
        expect(views.outcome === 'views' ? views.texts.length : 0).toBeLessThan(40);
      }),
    );
  });
});
