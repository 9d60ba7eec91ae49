import { describe, expect, it } from '@jest/globals';
import { KeysFileError, parseKeysFile } from './key-file.js';

const ENTRY = {
  id: 'accueil',
  hash: 'a'.repeat(64),
  role: 'department',
  sources: ['/departments/accueil'],
  scopes: ['events:publish'],
};

describe('the keys file', () => {
  it('is a list of keys', () => {
    const text = JSON.stringify([
      ENTRY,
      { ...ENTRY, id: 'b', revoked: true, comment: 'lost' },
      { ...ENTRY, id: 'c', expiresAt: '2027-01-01T00:00:00Z' },
    ]);
    expect(parseKeysFile(text)).toEqual([
      { ...ENTRY, isRevoked: false },
      { ...ENTRY, id: 'b', isRevoked: true },
      { ...ENTRY, id: 'c', isRevoked: false, expiresAt: new Date('2027-01-01T00:00:00Z') },
    ]);
    expect(parseKeysFile('[]')).toEqual([]);
  });

  it.each([
    ['no JSON', '{'],
    ['no list', '{}'],
    ['an id twice', JSON.stringify([ENTRY, ENTRY])],
    ...[
      ['null', null],
      ['an id with an underscore', { ...ENTRY, id: 'a_b' }],
      ['a hash that is too short', { ...ENTRY, hash: 'a'.repeat(63) }],
      ['the secret in place of its hash', { ...ENTRY, hash: 'my-secret' }],
      ['an unknown role', { ...ENTRY, role: 'police' }],
      ['an unknown scope', { ...ENTRY, scopes: ['everything'] }],
      ['scopes that are no list', { ...ENTRY, scopes: 'events:publish' }],
      ['an operator’s scope for a department', { ...ENTRY, scopes: ['admin:read'] }],
      ['a source of another role', { ...ENTRY, sources: ['/providers/x'] }],
      ['a source for an operator', { ...ENTRY, role: 'operator' }],
      ['a source that is none', { ...ENTRY, sources: ['/departments/'] }],
      ['a date that is none', { ...ENTRY, expiresAt: 'soon' }],
      ['a date that is a number', { ...ENTRY, expiresAt: 5 }],
      ['a misspelt field', { ...ENTRY, revokd: true }],
      ['a revocation that is no flag', { ...ENTRY, revoked: 'yes' }],
    ].map(([what, entry]) => [what as string, JSON.stringify([ENTRY, entry])] as const),
  ])('is refused as a whole with %s', (_what, text) => {
    expect(() => parseKeysFile(text)).toThrow(KeysFileError);
  });
});
