import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newMark } from './mark.js';
import { MarkSearch } from './mark-search.js';

const mark = newMark('planted');
const other = newMark('never planted');
const { text } = mark;

const each = (write: (code: number) => string, separator = ''): string =>
  [...Buffer.from(text)].map(write).join(separator);
const utf16be = (): Buffer => Buffer.from(text, 'utf16le').swap16();
const rot13 = (): string => each((code) => String.fromCharCode(((code - 97 + 13) % 26) + 97));
const json = JSON.stringify;
const gzip = (content: string): Buffer => gzipSync(content, { level: 9 });
const LONG = `${'{"note":"arrive vers midi, '.repeat(40)}${text}"}`;

const ENCODINGS: readonly (readonly [name: string, content: string | Buffer])[] = [
  ['raw', `a line with ${text} in it`],
  ['upper case', text.toUpperCase()],
  ['reversed', Array.from(text).reverse().join('')],
  ['rot13', rot13()],
  ['percent', each((code) => `%${code.toString(16)}`)],
  ['percent, upper case', each((code) => `%${code.toString(16).toUpperCase()}`)],
  ['percent twice', each((code) => `%25${code.toString(16)}`)],
  ['hex', Buffer.from(text).toString('hex')],
  ['a Buffer as Node prints it', each((code) => code.toString(16), ' ')],
  ['a Buffer as JSON', json(Buffer.from(text))],
  ['base64', Buffer.from(text).toString('base64')],
  ['base64, one byte on', Buffer.from(`{${text}}`).toString('base64')],
  ['base64, two bytes on', Buffer.from(`{"${text}"}`).toString('base64')],
  ['base64url', Buffer.from(`\u00ff\u00fe${text}\u00ff`).toString('base64url')],
  ['UTF-16LE', Buffer.from(text, 'utf16le')],
  ['UTF-16BE', utf16be()],
  ['\\u escapes', each((code) => `\\u00${code.toString(16)}`)],
  ['\\x escapes', each((code) => `\\x${code.toString(16)}`)],
  ['decimal entities', each((code) => `&#${code};`)],
  ['hexadecimal entities', each((code) => `&#x${code.toString(16)};`)],
  ['octal escapes', each((code) => `\\${code.toString(8)}`)],
  ['spaced letters', Array.from(text).join(' ')],
  ['any twelve letters in a row', `...${text.slice(0, 12)}...`],
  ['the last twelve letters', `...${text.slice(12)}...`],
  ['twelve from the middle', `...${text.slice(7, 19)}...`],
  ['gzip', gzip(LONG)],
  ['gzip within other bytes', Buffer.concat([Buffer.from('head'), gzip(LONG), Buffer.from('tail')])],
  ['zlib', Buffer.concat([Buffer.from('head'), deflateSync(LONG), Buffer.alloc(20)])],
  ['zstd', zstdCompressSync(LONG)],
  ['base64 of gzip', gzip(LONG).toString('base64')],
  ['hex of gzip', gzip(LONG).toString('hex')],
  ['base64 of base64', Buffer.from(Buffer.from(LONG).toString('base64')).toString('base64')],
  ['gzip of percent', gzip(each((code) => `%${code.toString(16)}`).repeat(3))],
];

describe('a search for marks', () => {
  it.each(ENCODINGS)('finds one as %s', (_name, content) => {
    const search = new MarkSearch([other, mark]);
    search.look('here', content);
    expect(search.sightings).not.toEqual([]);
    expect(new Set(search.sightings.map(({ mark: name, place }) => `${name} ${place}`))).toEqual(
      new Set(['planted here']),
    );
  });

  it('finds nothing in what holds none, a neighbour of one and eleven letters of one', () => {
    const search = new MarkSearch([mark]);
    search.look('text', `Une personne seule avec un chien. ${newMark('another').text}`);
    search.look('bytes', Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256)));
    search.look('deflated without a head', deflateRawSync('nothing'));
    search.look('too little', text.slice(0, 7));
    expect(search.sightings).toEqual([]);
    expect(search.looked.places).toBe(4);
  });

  it('tells marks apart among many, and says how each was written', () => {
    const marks = Array.from({ length: 200 }, (_, index) => newMark(`mark ${index}`));
    const search = new MarkSearch(marks);
    search.look('here', `${marks[17]?.text} ${Buffer.from(marks[183]?.text ?? '').toString('hex')}`);
    expect(search.sightings).toEqual([
      { mark: 'mark 17', encoding: 'raw', place: 'here' },
      { mark: 'mark 183', encoding: 'hex', place: 'here' },
      { mark: 'mark 183', encoding: 'hex > raw', place: 'here' },
    ]);
  });
});

it('finds a mark in a stream, cut between two of its parts', async () => {
  async function* archive(): AsyncGenerator<Uint8Array> {
    for (let part = 0; part < 20; part += 1) yield await Promise.resolve(Buffer.alloc(1_048_576 - 5));
    yield Buffer.from(text.slice(0, 11));
    yield Buffer.from(text.slice(11));
  }
  const search = new MarkSearch([other, mark]);
  await search.lookAtStream('an archive', archive());
  expect(search.sightings).toEqual([{ mark: 'planted', encoding: 'raw', place: 'an archive' }]);
});

describe('a search through files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'havre-marks-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('finds a mark in a hidden file, in a name, far down, and on the edge of what is read at once', async () => {
    await mkdir(join(folder, 'one', '.two'), { recursive: true });
    await writeFile(join(folder, 'one', '.two', '.hidden'), text);
    await writeFile(join(folder, `named-${text}`), 'nothing');
    const chunk = 8 * 1_024 * 1_024;
    const large = Buffer.alloc(chunk + 1_000_000);
    large.write(text, chunk - 10);
    await writeFile(join(folder, 'large'), large);
    await writeFile(join(folder, 'empty'), Buffer.alloc(chunk));
    const search = new MarkSearch([mark, other]);
    await search.lookAtFolder(folder);
    await search.lookAtFolder(join(folder, 'absent'));
    await search.lookAtFile('/proc/self/environ');
    expect(search.sightings.map(({ place }) => place.slice(folder.length)).sort()).toEqual([
      '/large',
      `/named-${text}`,
      '/one/.two/.hidden',
    ]);
  });
});
