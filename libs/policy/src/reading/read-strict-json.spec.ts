import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readStrictJson } from './read-strict-json.js';

const MARK = 'canary-7f3a';
const read = (text: string) => readStrictJson(Buffer.from(text, 'utf8'));

describe('readStrictJson', () => {
  it('reads what JSON.parse reads', () => {
    const text = '{"a":[1,"é \\" : {",{"b":null}],"__proto__":1,"c":{"a":"\\ud83d\\ude00"}}';
    expect(read(text)).toEqual({ outcome: 'read', value: JSON.parse(text) as unknown });
  });

  it.each([
    ['not-json', `{"${MARK}": undocumented}`],
    ['not-json', ''],
    ['not-json', `{"a":1} {"b":"${MARK}"}`],
    ['bom', `\ufeff{"a":"${MARK}"}`],
    ['duplicate-key', `{"note":"${MARK}","note":"x"}`],
    ['duplicate-key', `{"a":{"b":1,"\\u0062":"${MARK}"}}`],
    ['duplicate-key', `{"__proto__":1,"__proto__":"${MARK}"}`],
    ['too-deep', `${'['.repeat(33)}"${MARK}"${']'.repeat(33)}`],
    ['lone-surrogate', `{"${MARK}":"\\ud800"}`],
    ['lone-surrogate', `{"\\udc00${MARK}":1}`],
  ])('refuses %s without repeating the content', (code, text) => {
    const reading = read(text);
    expect(reading).toEqual({ outcome: 'refused', code });
    expect(JSON.stringify(reading)).not.toContain(MARK);
  });

  it('refuses bytes that are not UTF-8, overlong forms included', () => {
    expect(readStrictJson(Buffer.from([0x22, 0xc1, 0xa5, 0x22]))).toEqual({
      outcome: 'refused',
      code: 'not-utf8',
    });
    expect(readStrictJson(Buffer.from('"é"', 'latin1'))).toEqual({ outcome: 'refused', code: 'not-utf8' });
  });

  it('holds to the limits that it is given', () => {
    expect(readStrictJson(Buffer.from('"abc"'), { maxBytes: 4 })).toEqual({
      outcome: 'refused',
      code: 'too-large',
    });
    expect(readStrictJson(Buffer.from('[[1]]'), { maxDepth: 1 })).toEqual({
      outcome: 'refused',
      code: 'too-deep',
    });
  });

  it('does not recurse into nesting that it refuses', () => {
    expect(read('['.repeat(60_000))).toEqual({ outcome: 'refused', code: 'too-deep' });
  });

  it('reads a view of a larger buffer', () => {
    const whole = Buffer.from('xx{"a":1}yy');
    expect(readStrictJson(whole.subarray(2, 9))).toEqual({ outcome: 'read', value: { a: 1 } });
  });

  it('finds every name that stands twice in one object, however the text is written', () => {
    fc.assert(
      fc.property(written, ({ text, repeats, depth }) => {
        const code = depth > 32 ? 'too-deep' : 'duplicate-key';
        expect(read(text)).toEqual(
          depth > 32 || repeats
            ? { outcome: 'refused', code }
            : { outcome: 'read', value: JSON.parse(text) as unknown },
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

/** A JSON text, whether some object of it has a name twice, and how deep it is nested. */
interface Written {
  readonly text: string;
  readonly repeats: boolean;
  readonly depth: number;
}

const space = fc.constantFrom('', '', '', ' ', '\n\t');
const token = fc.constantFrom(
  '"a"',
  '"b"',
  '":"',
  '""',
  '"\\u0061"',
  '"\\""',
  '"é{"',
  '"["',
  '"__proto__"',
  '"7"',
);
const scalar = fc.oneof(token, fc.constantFrom('1E3', '-0', '1.0', 'null', 'true', '123456789012345678901'));
const written = fc.letrec<{ node: Written; list: Written; members: Written }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    scalar.map((text) => ({ text, repeats: false, depth: 0 })),
    tie('list'),
    tie('members'),
  ),
  list: fc
    .tuple(fc.array(tie('node'), { maxLength: 3 }), space, fc.constantFrom(1, 1, 1, 33))
    .map(([items, gap, times]) => ({
      text: `${'['.repeat(times)}${items.map(({ text }) => gap + text).join(',')}${gap}${']'.repeat(times)}`,
      repeats: items.some(({ repeats }) => repeats),
      depth: times + Math.max(0, ...items.map(({ depth }) => depth)),
    })),
  members: fc.array(fc.tuple(token, tie('node'), space), { maxLength: 4 }).map((members) => {
    const names = members.map(([name]) => JSON.parse(name) as string);
    return {
      text: `{${members.map(([name, { text }, gap]) => `${name}${gap}:${gap}${text}`).join(',')}}`,
      repeats: new Set(names).size < names.length || members.some(([, { repeats }]) => repeats),
      depth: 1 + Math.max(0, ...members.map(([, { depth }]) => depth)),
    };
  }),
})).node;
