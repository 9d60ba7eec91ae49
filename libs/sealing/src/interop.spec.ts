import { beforeAll, describe, expect, it } from '@jest/globals';
import { compactDecrypt, CompactEncrypt, importJWK, type CryptoKey } from 'jose';

import { createEpochKey, type EpochKey } from './epoch-key.js';
import { Opener } from './opener.js';
import { Sealer } from './sealer.js';

const TOPIC = 'havre.ingress.accueil';
const EVENT = Buffer.from('{"specversion":"1.0","id":"é"}');

let key: EpochKey;
let publicKey: CryptoKey | Uint8Array;

beforeAll(async () => {
  key = await createEpochKey({ kid: 'epoch-1', notBefore: new Date(0), notAfter: new Date(600_000) });
  publicKey = await importJWK(key.publicJwk, 'ECDH-ES');
});

/** Sealed by plain jose: a fresh ephemeral key for each event. */
async function sealedByJose(parties: { readonly apu?: string; readonly apv?: string } = {}): Promise<string> {
  const agreement = Object.fromEntries(
    Object.entries(parties).map(([name, text]) => [name, Buffer.from(text, 'utf8')]),
  );
  return new CompactEncrypt(EVENT)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'epoch-1' })
    .setKeyManagementParameters(agreement)
    .encrypt(publicKey);
}

describe('beside plain jose', () => {
  it('opens there what was sealed here', async () => {
    const compact = new Sealer({ topic: TOPIC }).seal(EVENT, key.publicJwk);
    const { plaintext, protectedHeader } = await compactDecrypt(compact, key.privateKey);
    expect(Buffer.from(plaintext)).toEqual(EVENT);
    expect(protectedHeader.kid).toBe('epoch-1');
  });

  it.each([
    [{ apu: 'somebody', apv: TOPIC }, 'opened'],
    [{ apv: TOPIC }, 'opened'],
    [{ apu: 'somebody' }, 'opened'],
    [{}, 'opened'],
    [{ apv: 'havre.ingress.sante' }, 'refused'],
    [{ apv: 'havre.ingress.accueil2' }, 'refused'],
  ])('opens here what was sealed there, with %j: %s', async (parties, outcome) => {
    const opener = new Opener({ keyOf: () => key });
    const opened = opener.open(await sealedByJose(parties), TOPIC);
    const inside = 'plaintext' in opened ? Buffer.from(opened.plaintext) : 'refused';
    expect(inside).toEqual(outcome === 'opened' ? EVENT : 'refused');
  });

  it('opens events under an ephemeral key each, and keeps no more of them than it may', async () => {
    const opener = new Opener({ keyOf: () => key, cacheSize: 5 });
    const events = await Promise.all(Array.from({ length: 12 }, async () => sealedByJose()));
    expect(events.map((event) => opener.open(event, TOPIC).outcome)).toEqual(events.map(() => 'opened'));
    expect(opener.cached).toBe(5);
  });
});
