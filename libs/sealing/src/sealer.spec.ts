import { randomBytes } from 'node:crypto';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { createEpochKey, type EpochKey } from './epoch-key.js';
import { Opener } from './opener.js';
import { Sealer } from './sealer.js';
import { SealingFault } from './sealing-fault.js';

const TOPIC = 'havre.ingress.accueil';
const EVENT = Buffer.from('{"specversion":"1.0"}');

let keys: readonly EpochKey[];

beforeAll(async () => {
  keys = await Promise.all(
    ['a', 'b', 'c'].map(async (kid) =>
      createEpochKey({ kid, notBefore: new Date(0), notAfter: new Date(600_000) }),
    ),
  );
});

const jwk = (index: number) => keys[index]!.publicJwk;
const headerOf = (compact: string) =>
  JSON.parse(Buffer.from(compact.split('.')[0]!, 'base64url').toString()) as Record<string, unknown>;

describe('a sealer', () => {
  it('writes exactly the members of the format', () => {
    const compact = new Sealer({ topic: TOPIC }).seal(EVENT, jwk(0));
    expect(headerOf(compact)).toEqual({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      kid: 'a',
      epk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
      apu: expect.stringMatching(/^[\w-]{22}$/u),
      apv: Buffer.from(TOPIC).toString('base64url'),
    });
    expect(compact).toMatch(/^[\w-]+\.\.[\w-]{16}\.[\w-]{28}\.[\w-]{22}$/u);
  });

  it('draws one ephemeral key an epoch, and another for each epoch and each sealer', () => {
    const [one, two] = [new Sealer({ topic: TOPIC }), new Sealer({ topic: TOPIC })];
    const header = (sealer: Sealer, index: number) => sealer.seal(EVENT, jwk(index)).split('.')[0];
    const first = header(one, 0);
    expect(header(one, 0)).toBe(first);
    const others = [header(one, 1), header(two, 0), header(two, 1)];
    expect(new Set([first, ...others]).size).toBe(4);
    expect(header(one, 0)).toBe(first);
  });

  it('never uses a nonce twice', () => {
    const sealer = new Sealer({ topic: TOPIC });
    const nonces = Array.from({ length: 20_000 }, () => sealer.seal(EVENT, jwk(0)).split('.')[2]);
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it('draws a new ephemeral key when one has sealed as much as it may', () => {
    const sealer = new Sealer({ topic: TOPIC, sealsPerKey: 3 });
    const headers = Array.from({ length: 9 }, () => sealer.seal(EVENT, jwk(0)).split('.')[0]);
    expect(new Set(headers).size).toBe(3);
    expect(new Set(headers.slice(0, 3)).size).toBe(1);
    const opener = new Opener({ keyOf: () => keys[0] });
    expect(opener.open(sealer.seal(EVENT, jwk(0)), TOPIC).outcome).toBe('opened');
  });

  it('keeps two epochs, and draws anew for one that it forgot', () => {
    const sealer = new Sealer({ topic: TOPIC });
    const header = (index: number) => sealer.seal(EVENT, jwk(index)).split('.')[0];
    const [a, b] = [header(0), header(1)];
    header(2);
    expect(header(1)).toBe(b);
    expect(header(0)).not.toBe(a);
  });

  it('takes another key of the same name for another key', () => {
    const sealer = new Sealer({ topic: TOPIC });
    const before = sealer.seal(EVENT, jwk(0)).split('.')[0];
    expect(sealer.seal(EVENT, { ...jwk(1), kid: 'a' }).split('.')[0]).not.toBe(before);
  });

  it('takes its random bytes from where it is told', () => {
    const sizes: number[] = [];
    const random = (size: number) => {
      sizes.push(size);
      return randomBytes(size);
    };
    const sealer = new Sealer({ topic: TOPIC, random });
    sealer.seal(EVENT, jwk(0));
    sealer.seal(EVENT, jwk(0));
    expect(sizes).toEqual([16, 12, 12]);
  });

  it('refuses what is too large, and what is no key, by a code alone', () => {
    const sealer = new Sealer({ topic: TOPIC });
    expect(() => sealer.seal(Buffer.alloc(65_537, 'secret'), jwk(0))).toThrow(
      expect.objectContaining({
        code: 'plaintext-too-large',
        message: 'plaintext-too-large',
        retriable: false,
      }),
    );
    const off = { ...jwk(0), x: 'A'.repeat(43), kid: 'off' };
    expect(() => sealer.seal(EVENT, off)).toThrow(new SealingFault('not-a-public-key'));
  });
});
