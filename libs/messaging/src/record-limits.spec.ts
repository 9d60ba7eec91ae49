import { describe, expect, it } from '@jest/globals';
import { checkRecords } from './record-limits.js';

const KIB = 1024;

describe('limits of a record', () => {
  it.each([
    ['a plain one', { key: 'a', value: '{}' }],
    ['the longest key', { key: 'k'.repeat(256), value: '' }],
    ['the largest value', { key: 'a', value: 'x'.repeat(900 * KIB) }],
    ['the largest value in another script', { key: 'a', value: '字'.repeat(300 * KIB) }],
    ['headers', { key: 'a', value: '', headers: { ce_type: 'x'.repeat(4_000) } }],
  ])('let %s pass', (_name, record) => {
    expect(() => checkRecords([{ topic: 't', ...record }])).not.toThrow();
  });

  it.each([
    ['no key', { key: '', value: '' }, 'invalid-record'],
    ['a key too long', { key: 'k'.repeat(257), value: '' }, 'invalid-record'],
    ['a zero character in the value', { key: 'a', value: 'a\0b' }, 'invalid-record'],
    ['a zero character in a header', { key: 'a', value: '', headers: { name: '\0' } }, 'invalid-record'],
    ['a value too large', { key: 'a', value: 'x'.repeat(900 * KIB + 1) }, 'record-too-large'],
    [
      'a value too large in another script',
      { key: 'a', value: '字'.repeat(300 * KIB + 1) },
      'record-too-large',
    ],
    [
      'headers too large',
      { key: 'a', value: '', headers: { name: 'x'.repeat(4 * KIB) } },
      'record-too-large',
    ],
  ])('refuse %s', (_name, record, code) => {
    expect(() => checkRecords([{ topic: 't', ...record }])).toThrow(expect.objectContaining({ code }));
  });
});
