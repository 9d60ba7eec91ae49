import { inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import { CompactEncrypt } from 'jose';

import { createEpochKey, createReplicaKey, type EpochKey } from './epoch-key.js';
import { keyAt, readKeySet } from './key-set.js';
import { Opener } from './opener.js';
import { Sealer } from './sealer.js';
import { unwrapEpochKey, wrapEpochKey } from './wrap-epoch-key.js';

const MINUTE = 60_000;
const epochKey = async (kid: string, from = 0): Promise<EpochKey> =>
  createEpochKey({ kid, notBefore: new Date(from), notAfter: new Date(from + 10 * MINUTE) });
const privateHalf = (key: EpochKey): string => String(key.privateKey.export({ format: 'jwk' }).d);

describe('an epoch key', () => {
  it('has a public half as the key set gives it', async () => {
    const { publicJwk } = await epochKey('epoch-1', 90 * MINUTE);
    expect(publicJwk).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: expect.stringMatching(/^[\w-]{43}$/u),
      y: expect.stringMatching(/^[\w-]{43}$/u),
      kid: 'epoch-1',
      use: 'enc',
      alg: 'ECDH-ES',
      nbf: 5400,
      exp: 6000,
    });
  });

  it('shows its private half in no printed or serialised form', async () => {
    const key = await epochKey('epoch-1');
    const shown = [
      JSON.stringify(key),
      inspect(key, { depth: 9, showHidden: true }),
      inspect(key.privateKey),
    ];
    expect(shown.some((text) => text.includes(privateHalf(key)))).toBe(false);
  });
});

describe('from replica to replica', () => {
  it('comes as the same key, and opens what was sealed to it', async () => {
    const [key, peer] = [await epochKey('epoch-1'), await createReplicaKey()];
    const wrapped = await wrapEpochKey(key, peer.publicJwk);
    const unwrapped = await unwrapEpochKey(wrapped, peer.privateKey);
    expect(unwrapped.publicJwk).toEqual(key.publicJwk);
    expect(unwrapped.privateKey.equals(key.privateKey)).toBe(true);
    const sealed = new Sealer({ topic: 't' }).seal(Buffer.from('x'), key.publicJwk);
    expect(new Opener({ keyOf: () => unwrapped }).open(sealed, 't').outcome).toBe('opened');
  });

  it('shows nothing of the private half on the way', async () => {
    const [key, peer] = [await epochKey('epoch-1'), await createReplicaKey()];
    const wrapped = await wrapEpochKey(key, peer.publicJwk);
    expect(wrapped).not.toContain(privateHalf(key));
    expect(wrapped).not.toContain(Buffer.from(privateHalf(key)).toString('base64url').slice(2, -2));
    expect(await wrapEpochKey(key, peer.publicJwk)).not.toBe(wrapped);
  });

  it('opens for that replica only, unchanged only, and says nothing else', async () => {
    const [key, peer, other] = [await epochKey('e'), await createReplicaKey(), await createReplicaKey()];
    const wrapped = await wrapEpochKey(key, peer.publicJwk);
    const fault = expect.objectContaining({ code: 'not-an-epoch-key', message: 'not-an-epoch-key' });
    await expect(unwrapEpochKey(wrapped, other.privateKey)).rejects.toEqual(fault);
    const at = wrapped.length - 30;
    const changed = wrapped.slice(0, at) + (wrapped[at] === 'A' ? 'B' : 'A') + wrapped.slice(at + 1);
    await expect(unwrapEpochKey(changed, peer.privateKey)).rejects.toEqual(fault);
    await expect(unwrapEpochKey('garbage', peer.privateKey)).rejects.toEqual(fault);
  });

  it('is refused when what is inside is not a whole key, or not the half of its point', async () => {
    const [one, two, peer] = [await epochKey('1'), await epochKey('2'), await createReplicaKey()];
    const insides = [
      'no json',
      '{}',
      JSON.stringify(one.publicJwk),
      JSON.stringify({ ...one.publicJwk, d: 'AAAA' }),
      JSON.stringify({ ...one.publicJwk, d: privateHalf(two) }),
    ];
    for (const inside of insides) {
      const jwe = await new CompactEncrypt(Buffer.from(inside))
        .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
        .encrypt({ ...peer.publicJwk });
      await expect(unwrapEpochKey(jwe, peer.privateKey)).rejects.toThrow('not-an-epoch-key');
    }
  });

  it('is not wrapped to what is no key', async () => {
    const off = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } as const;
    await expect(wrapEpochKey(await epochKey('1'), off)).rejects.toThrow('not-a-public-key');
  });
});

describe('a key set', () => {
  it('gives the key of now, and the next one when its time comes', async () => {
    const [one, two] = [await epochKey('one'), await epochKey('two', 10 * MINUTE)];
    const keys = readKeySet({ keys: [two.publicJwk, one.publicJwk] }) ?? [];
    const kidAt = (minute: number) => keyAt(keys, new Date(minute * MINUTE))?.kid;
    expect([0, 9.99, 10, 19.99, 20].map(kidAt)).toEqual(['one', 'one', 'two', 'two', undefined]);
  });

  it('prefers the key that began last, and has none before the first', async () => {
    const [one, two] = [await epochKey('one', MINUTE), await epochKey('two', 2 * MINUTE)];
    const keys = [one.publicJwk, two.publicJwk];
    expect(keyAt(keys, new Date(3 * MINUTE))?.kid).toBe('two');
    expect(keyAt(keys, new Date(0))).toBeUndefined();
  });

  it('is read with its known members only, without keys of other kinds', async () => {
    const { publicJwk } = await epochKey('one');
    const others = [
      { kty: 'RSA', n: 'x', e: 'AQAB' },
      { ...publicJwk, use: 'sig' },
      { ...publicJwk, alg: 'ES256' },
      { ...publicJwk, crv: 'P-521' },
      { ...publicJwk, exp: 'tomorrow' },
      { ...publicJwk, kid: '' },
      null,
    ];
    expect(readKeySet({ keys: [...others, { ...publicJwk, more: 1 }], extra: true })).toEqual([publicJwk]);
  });

  it.each([[null], [[]], ['keys'], [{}], [{ keys: {} }]])('is none: %j', (value) => {
    expect(readKeySet(value)).toBeUndefined();
  });
});
