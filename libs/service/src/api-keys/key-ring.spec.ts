import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../clock/clock.js';
import { SECRET, keyEntry } from '../testing/test-application.js';
import { createServiceLogger } from '../logging/service-logger.js';
import { bearerOf, readToken } from './bearer-token.js';
import { KeysFileError, parseKeysFile } from './key-file.js';
import { KeyRing, watchKeysFile } from './key-ring.js';

const SCOPES = ['feed:read'];
const ringOf = (entries: readonly unknown[], clock?: ManualClock): KeyRing =>
  new KeyRing(parseKeysFile(JSON.stringify(entries)), clock);

describe('a key ring', () => {
  it('knows a key by its id and secret', () => {
    const ring = ringOf([keyEntry('accueil', SCOPES)]);
    expect(ring.authenticate({ id: 'accueil', secret: SECRET })).toEqual({
      keyId: 'accueil',
      role: 'department',
      sources: ['/departments/accueil'],
      scopes: SCOPES,
    });
  });

  it.each([
    ['another secret', { id: 'accueil', secret: 'x'.repeat(22) }],
    ['no secret', { id: 'accueil', secret: '' }],
    ['an id that is unknown', { id: 'sante', secret: SECRET }],
    ['an id of every object', { id: 'constructor', secret: SECRET }],
    ['nothing', undefined],
  ])('does not know %s', (_what, presented) => {
    expect(ringOf([keyEntry('accueil', SCOPES)]).authenticate(presented)).toBeUndefined();
  });

  it('does not know a revoked key', () => {
    const ring = ringOf([keyEntry('accueil', SCOPES, { revoked: true })]);
    expect(ring.authenticate({ id: 'accueil', secret: SECRET })).toBeUndefined();
  });

  it('knows a key until the moment it expires', () => {
    const clock = new ManualClock('2026-12-31T23:59:59.999Z');
    const ring = ringOf([keyEntry('accueil', SCOPES, { expiresAt: '2027-01-01T00:00:00Z' })], clock);
    expect(ring.authenticate({ id: 'accueil', secret: SECRET })).toBeDefined();
    clock.advance(1);
    expect(ring.authenticate({ id: 'accueil', secret: SECRET })).toBeUndefined();
  });
});

describe('a token', () => {
  it('is an id and a secret, which may hold underscores', () => {
    expect(readToken(bearerOf('Bearer havre_a-b_sec_ret-0123456789'))).toEqual({
      id: 'a-b',
      secret: 'sec_ret-0123456789',
    });
  });

  it.each([
    '',
    'Bearer',
    'Bearer x',
    'Bearer havre__0123456789abcdef',
    'Basic havre_a_0123456789abcdef',
    'Bearer havre_a_short',
  ])('is not %p', (header) => {
    expect(readToken(bearerOf(header))).toBeUndefined();
  });
});

describe('a watched keys file', () => {
  let folder: string;
  let file: string;
  const events: string[] = [];
  const destination = {
    write: (line: string) => void events.push((JSON.parse(line) as { event: string }).event),
  };
  const logger = createServiceLogger({ service: 'test', level: 'info', destination });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'havre-keys-'));
    file = join(folder, 'keys.json');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  /** Replaced whole, as an operator's tool would, and waits until it was noticed. */
  async function replaceFile(text: string): Promise<void> {
    const seen = events.length;
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    while (events.length === seen) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  it('counts from when it changes, and stays as it was when the change cannot be read', async () => {
    await writeFile(file, JSON.stringify([keyEntry('accueil', SCOPES)]));
    const { ring, stop } = await watchKeysFile(file, logger);
    const isKnown = (): boolean => ring.authenticate({ id: 'accueil', secret: SECRET }) !== undefined;
    expect(isKnown()).toBe(true);
    await replaceFile('[{');
    expect(events).toEqual(['keys-not-reloaded']);
    expect(isKnown()).toBe(true);
    await replaceFile(JSON.stringify([keyEntry('accueil', SCOPES, { revoked: true })]));
    expect(events).toEqual(['keys-not-reloaded', 'keys-reloaded']);
    expect(isKnown()).toBe(false);
    stop();
  });

  it('must be there and be right at the start', async () => {
    await expect(watchKeysFile(join(folder, 'absent.json'), logger)).rejects.toMatchObject({
      code: 'keys-file-unreadable',
    });
    await writeFile(file, 'nothing of the kind');
    await expect(watchKeysFile(file, logger)).rejects.toThrow(KeysFileError);
  });
});
