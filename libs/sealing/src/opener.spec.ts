import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createEpochKey, type EpochKey } from './epoch-key.js';
import { kidOf } from './kid-of.js';
import { Opener } from './opener.js';
import { Sealer } from './sealer.js';

const TOPIC = 'havre.ingress.accueil';
const SECRET = 'the-word-that-nobody-may-see';
const epoch = { notBefore: new Date(0), notAfter: new Date(600_000) };
const bytes = (text: string) => Buffer.from(text, 'utf8');

let key: EpochKey;
let other: EpochKey;

beforeAll(async () => {
  key = await createEpochKey({ ...epoch, kid: 'epoch-1' });
  other = await createEpochKey({ ...epoch, kid: 'epoch-2' });
});

const openerOf = (...keys: readonly EpochKey[]) =>
  new Opener({ keyOf: (kid) => keys.find((one) => one.kid === kid) });
const sealed = (text = SECRET) => new Sealer({ topic: TOPIC }).seal(bytes(text), key.publicJwk);

/** The compact with one part replaced. */
function withPart(compact: string, index: number, change: (part: string) => string): string {
  const parts = compact.split('.');
  parts[index] = change(parts[index] ?? '');
  return parts.join('.');
}

function withHeader(compact: string, change: (header: Record<string, unknown>) => unknown): string {
  return withPart(compact, 0, (part) => {
    const header = JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    return Buffer.from(JSON.stringify(change(header))).toString('base64url');
  });
}

/** Flips one bit of what a base64url part says. */
function flipped(part: string): string {
  const changed = Buffer.from(part, 'base64url');
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
  return changed.toString('base64url');
}

describe('what was sealed', () => {
  it('opens to the same bytes, whatever they are', () => {
    const sealer = new Sealer({ topic: TOPIC });
    const opener = openerOf(key, other);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.boolean(), (plaintext, first) => {
        const opened = opener.open(sealer.seal(plaintext, (first ? key : other).publicJwk), TOPIC);
        expect('plaintext' in opened && Buffer.compare(opened.plaintext, plaintext)).toBe(0);
      }),
    );
    expect(opener.cached).toBe(2);
  });

  it('opens with the name of its epoch, its ephemeral key and its nonce', () => {
    const compact = sealed();
    const [header = '', , iv] = compact.split('.');
    const { epk } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { epk: { x: string } };
    const opened = openerOf(key).open(compact, TOPIC);
    expect(opened).toMatchObject({ outcome: 'opened', kid: 'epoch-1', iv, epk: epk.x });
  });

  it('shows nothing of what is inside, however often it is sealed', () => {
    expect(sealed()).not.toContain(SECRET);
    expect(sealed()).not.toContain(bytes(SECRET).toString('base64url'));
    expect(sealed()).not.toBe(sealed());
  });
});

describe('what was changed on the way', () => {
  it.each([
    ['header', 0, /^not-(sealed|genuine)$/u],
    ['nonce', 2, /^not-genuine$/u],
    ['ciphertext', 3, /^not-genuine$/u],
    ['tag', 4, /^not-genuine$/u],
  ])('is refused when its %s differs by one bit', (_name, index, code) => {
    const opener = openerOf(key);
    const good = sealed();
    expect(opener.open(good, TOPIC).outcome).toBe('opened');
    expect(opener.open(withPart(good, index, flipped), TOPIC)).toEqual({
      outcome: 'refused',
      code: expect.stringMatching(code),
    });
    expect(opener.open(good, TOPIC).outcome).toBe('opened');
  });

  it('is refused wherever a character was changed', () => {
    const opener = openerOf(key);
    const good = sealed();
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.', '~', 'é', ' '),
        (at, character) => {
          fc.pre(good[at] !== character);
          const bad = good.slice(0, at) + character + good.slice(at + 1);
          expect(opener.open(bad, TOPIC).outcome).toBe('refused');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is refused when the parts of two are mixed', () => {
    const sealer = new Sealer({ topic: TOPIC });
    const [one, two] = [sealer.seal(bytes('one'), key.publicJwk), sealer.seal(bytes('two'), key.publicJwk)];
    const opener = openerOf(key);
    for (const index of [2, 3, 4]) {
      const mixed = withPart(one, index, () => two.split('.')[index] ?? '');
      expect(opener.open(mixed, TOPIC)).toEqual({ outcome: 'refused', code: 'not-genuine' });
    }
  });

  it('is refused with another name, party or key in its header', () => {
    const opener = openerOf(key, other);
    const open = (change: (header: Record<string, unknown>) => unknown) =>
      opener.open(withHeader(sealed(), change), TOPIC);
    const code = (refusal: string) => ({ outcome: 'refused', code: refusal });
    expect(open((header) => ({ ...header, kid: 'epoch-2' }))).toEqual(code('not-genuine'));
    expect(open((header) => ({ ...header, kid: 'epoch-3' }))).toEqual(code('unknown-key'));
    expect(open((header) => ({ ...header, apu: 'QQ' }))).toEqual(code('not-genuine'));
    expect(open(({ apv: _apv, ...header }) => header)).toEqual(code('not-genuine'));
    const { kty, crv, x, y } = other.publicJwk;
    expect(open((header) => ({ ...header, epk: { kty, crv, x, y } }))).toEqual(code('not-genuine'));
  });

  it.each<[string, Record<string, unknown>]>([
    ['zip', { zip: 'DEF' }],
    ['crit', { crit: ['exp'] }],
    ['jku', { jku: 'https://keys.example/' }],
    ['jwk', { jwk: {} }],
    ['typ', { typ: 'JWE' }],
    ['another alg', { alg: 'ECDH-ES+A256KW' }],
    ['alg dir', { alg: 'dir' }],
    ['another enc', { enc: 'A128CBC-HS256' }],
    ['no kid', { kid: '' }],
    ['a kid that is no text', { kid: 1 }],
    ['no epk', { epk: undefined }],
    ['a private epk', { epk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43), d: 'A' } }],
    ['another curve', { epk: { kty: 'EC', crv: 'P-384', x: 'A'.repeat(43), y: 'A'.repeat(43) } }],
    ['an apu that is not base64url', { apu: 'é' }],
    ['an endless apv', { apv: 'A'.repeat(600) }],
  ])('is refused as not sealed with %s', (_name, members) => {
    const compact = withHeader(sealed(), (header) => ({ ...header, ...members }));
    expect(openerOf(key).open(compact, TOPIC)).toEqual({ outcome: 'refused', code: 'not-sealed' });
  });

  it('is refused when the ephemeral key is no point of the curve', () => {
    const epk = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
    const compact = withHeader(sealed(), (header) => ({ ...header, epk }));
    expect(openerOf(key).open(compact, TOPIC)).toEqual({ outcome: 'refused', code: 'not-genuine' });
  });
});

describe('what is not for us', () => {
  it('is refused on another topic, seen before or not', () => {
    const opener = openerOf(key);
    const refused = { outcome: 'refused', code: 'not-for-this-topic' };
    expect(opener.open(sealed(), 'havre.ingress.sante')).toEqual(refused);
    const good = sealed();
    opener.open(good, TOPIC);
    expect(opener.open(good, 'havre.ingress.sante')).toEqual(refused);
  });

  it.each([
    '',
    '.',
    '....',
    '.....',
    'a..b.c.d',
    '{"specversion":"1.0"}',
    SECRET,
    'e30..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA',
    'bnVsbA..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA',
    '_w..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA',
  ])('is refused as not sealed: %j', (text) => {
    expect(openerOf(key).open(text, TOPIC)).toEqual({ outcome: 'refused', code: 'not-sealed' });
  });

  it('is refused in any shape, without throwing, and without a word of it', () => {
    const opener = openerOf(key);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.base64String(), { maxLength: 7 }).map((x) => x.join('.')),
        ),
        (text) => {
          expect(Object.keys(opener.open(text, TOPIC))).toEqual(['outcome', 'code']);
        },
      ),
    );
    expect(JSON.stringify(opener.open(SECRET, TOPIC))).not.toContain('word');
  });

  it('takes 64 KiB and not a byte more', () => {
    const opener = openerOf(key);
    expect(opener.open(sealed('a'.repeat(65_536)), TOPIC).outcome).toBe('opened');
    const longer = withPart(sealed(), 3, () => Buffer.alloc(65_537).toString('base64url'));
    expect(opener.open(longer, TOPIC)).toEqual({ outcome: 'refused', code: 'too-large' });
  });
});

describe('keys', () => {
  it('open nothing any more once they are gone, also what was agreed before', () => {
    const keys = new Map([[key.kid, key]]);
    const opener = new Opener({ keyOf: (kid) => keys.get(kid) });
    const good = sealed();
    expect(opener.open(good, TOPIC).outcome).toBe('opened');
    keys.clear();
    expect(opener.open(good, TOPIC)).toEqual({ outcome: 'refused', code: 'unknown-key' });
    expect(opener.cached).toBe(0);
  });

  it('of the same name that were made anew are other keys', async () => {
    const again = await createEpochKey({ ...epoch, kid: key.kid });
    let current = key;
    const opener = new Opener({ keyOf: () => current });
    const good = sealed();
    opener.open(good, TOPIC);
    current = again;
    expect(opener.open(good, TOPIC)).toEqual({ outcome: 'refused', code: 'unknown-key' });
    expect(opener.open(good, TOPIC)).toEqual({ outcome: 'refused', code: 'not-genuine' });
  });

  it('are forgotten by epoch, and agreed again when they are still there', () => {
    const opener = openerOf(key, other);
    const good = sealed();
    opener.open(good, TOPIC);
    opener.open(new Sealer({ topic: TOPIC }).seal(bytes('x'), other.publicJwk), TOPIC);
    opener.forget(key.kid);
    expect(opener.cached).toBe(1);
    expect(opener.open(good, TOPIC).outcome).toBe('opened');
  });

  it('are kept up to the bound, the least recently used forgotten first', () => {
    let asked = 0;
    const opener = new Opener({
      keyOf: () => {
        asked += 1;
        return key;
      },
      cacheSize: 3,
    });
    const kept = sealed('kept');
    for (let event = 0; event < 20; event += 1) {
      expect(opener.open(sealed(String(event)), TOPIC).outcome).toBe('opened');
      expect(opener.open(kept, TOPIC).outcome).toBe('opened');
    }
    expect(opener.cached).toBe(3);
    // A header that is known asks once, to see whether the key is still there; a new one asks to agree as well.
    expect(asked).toBe(20 * 2 + 20 + 1);
  });

  it('are not displaced by garbage', () => {
    const opener = new Opener({ keyOf: () => key, cacheSize: 2 });
    opener.open(sealed(), TOPIC);
    for (let event = 0; event < 10; event += 1) opener.open(withPart(sealed(), 4, flipped), TOPIC);
    expect(opener.cached).toBe(1);
  });
});

describe('the name of the key that a record asks for', () => {
  it('is read without opening it', () => {
    expect(kidOf(sealed())).toBe('epoch-1');
    expect(kidOf(`${sealed().split('.')[0] ?? ''}.`)).toBe('epoch-1');
  });

  it.each(['', '.', SECRET, 'e30..', `${'a'.repeat(2000)}.x`, '{"a":1.5}'])('is none in %j', (text) => {
    expect(kidOf(text)).toBeUndefined();
  });
});

describe('nothing of a payload', () => {
  it('is in what a refusal says', () => {
    const opener = openerOf(key);
    const digest = createHash('sha256').update(SECRET).digest('hex');
    for (const index of [0, 2, 3, 4]) {
      const said = JSON.stringify(opener.open(withPart(sealed(), index, flipped), TOPIC));
      expect(said).not.toContain(SECRET);
      expect(said).not.toContain(digest);
    }
  });
});
