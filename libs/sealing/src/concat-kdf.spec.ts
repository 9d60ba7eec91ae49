import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { concatKdf } from './concat-kdf.js';

/** RFC 7518, appendix C: Alice's ephemeral key, Bob's key, and what they derive for A128GCM. */
const ALICE = {
  kty: 'EC',
  crv: 'P-256',
  x: 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0',
  y: 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps',
  d: '0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo',
};
const BOB = {
  kty: 'EC',
  crv: 'P-256',
  x: 'weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ',
  y: 'e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck',
  d: 'VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw',
};
const SECRET = [
  158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128, 106,
  72, 246, 218, 167, 121, 140, 254, 144, 196,
];
const derivation = {
  algorithm: 'A128GCM',
  partyU: Buffer.from('Alice'),
  partyV: Buffer.from('Bob'),
  keyBytes: 16,
};

const privateOf = (key: typeof ALICE) => createPrivateKey({ key, format: 'jwk' });
const publicOf = ({ kty, crv, x, y }: typeof ALICE) =>
  createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });

describe('the key derivation of RFC 7518', () => {
  it('gives the key of appendix C, from both sides', () => {
    for (const [mine, theirs] of [
      [ALICE, BOB],
      [BOB, ALICE],
    ] as const) {
      const secret = diffieHellman({ privateKey: privateOf(mine), publicKey: publicOf(theirs) });
      expect([...secret]).toEqual(SECRET);
      expect(concatKdf(secret, derivation).toString('base64url')).toBe('VqqN6vgjbSBcIijNcacQGg');
    }
  });

  it('gives another key for another algorithm, party or length', () => {
    const keyOf = (change: object) =>
      concatKdf(Buffer.from(SECRET), { ...derivation, ...change }).toString('base64url');
    const keys = [
      keyOf({}),
      keyOf({ algorithm: 'A256GCM' }),
      keyOf({ partyU: Buffer.from('Alic') }),
      keyOf({ partyV: Buffer.from('') }),
      keyOf({ partyU: Buffer.from('AliceB'), partyV: Buffer.from('ob') }),
      keyOf({ keyBytes: 32 }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
