import { OPAQUE, readBytes } from './read-bytes.js';

const BEGIN = 'begin ';
const ENCODED = /(?<![^\r\n])begin [0-7]{3,4}(?: [^\r\n]{0,100})?\r?\n([ -`\r\n]{2,})/;
const SIX_BITS = 0x3f;

/** The text of a file between `begin 644 …` and `end`, instead of it; the text as it is where there is none. */
export function withoutUuencoding(text: string): string | typeof OPAQUE {
  if (!text.includes(BEGIN)) return text;
  const found = ENCODED.exec(text);
  if (found === null) return text;
  const read = readBytes(Buffer.concat((found[1] ?? '').split(/\r?\n/).map(bytesOfLine)));
  if (read === undefined || read === OPAQUE) return read ?? text;
  return `${text.slice(0, found.index)} ${read} ${text.slice(found.index + found[0].length)}`;
}

/** A line begins with the number of its bytes; four characters of six bits are three of them. */
function bytesOfLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & SIX_BITS;
  const bytes: number[] = [];
  for (let at = 1; at < line.length && bytes.length < length; at += 4) {
    let bits = 0;
    for (let index = 0; index < 4; index++)
      bits = (bits << 6) | (((line.charCodeAt(at + index) || 32) - 32) & SIX_BITS);
    bytes.push((bits >> 16) & 0xff, (bits >> 8) & 0xff, bits & 0xff);
  }
  return Buffer.from(bytes.slice(0, line === '' ? 0 : length));
}
