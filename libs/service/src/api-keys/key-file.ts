import { FaultError } from '../fault/fault-error.js';
import { KEY_ID } from './bearer-token.js';
import { SCOPES } from './caller.js';
import type { KeyRole, Scope } from './caller.js';

/** One entry of the keys file. The secret itself is nowhere. */
export interface ApiKey {
  readonly id: string;
  /** SHA-256 of the secret, 64 hexadecimal digits. Enough, because secrets are random and long, not chosen. */
  readonly hash: string;
  readonly role: KeyRole;
  readonly sources: readonly string[];
  readonly scopes: readonly Scope[];
  readonly expiresAt?: Date;
  readonly isRevoked: boolean;
}

const SENTENCES = {
  'keys-file-unreadable': 'The file of HAVRE_KEYS_FILE cannot be read.',
  'keys-file-malformed': 'The file of HAVRE_KEYS_FILE is not a list of keys.',
} as const;

/** Names neither the file nor the entry: both come from outside. */
export class KeysFileError extends FaultError<keyof typeof SENTENCES> {
  constructor(code: keyof typeof SENTENCES) {
    super(code, false, SENTENCES[code]);
  }
}

const HASH = /^[0-9a-f]{64}$/;
const SOURCE = /^\/(?:departments|providers)\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_SOURCE = 128;
const ROLES: readonly unknown[] = ['department', 'provider', 'operator'];
const FIELDS = new Set(['id', 'hash', 'role', 'sources', 'scopes', 'expiresAt', 'revoked', 'comment']);
const PREFIX_OF: Readonly<Record<KeyRole, string | undefined>> = {
  department: '/departments/',
  provider: '/providers/',
  operator: undefined,
};

/**
 * Reads the whole file or nothing: one wrong entry makes it malformed, since a key that is silently left out, or a
 * misspelt `revoked`, is worse than a file that is refused.
 *
 * @throws KeysFileError `keys-file-malformed`
 */
export function parseKeysFile(text: string): readonly ApiKey[] {
  const list = parseJson(text);
  if (!Array.isArray(list)) throw new KeysFileError('keys-file-malformed');
  const keys = list.map(readKey);
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) throw new KeysFileError('keys-file-malformed');
  return keys;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new KeysFileError('keys-file-malformed');
  }
}

function readKey(entry: unknown): ApiKey {
  const { id, hash, role, sources, scopes, expiresAt, revoked } = fieldsOf(entry);
  if (!matches(id, KEY_ID) || !matches(hash, HASH) || !isRole(role) || !isListOf(scopes, isScope))
    malformed();
  // An operator's rights on a partner's key would be a mistake, and the worst one.
  if (role !== 'operator' && scopes.some((scope) => scope.startsWith('admin:'))) malformed();
  if (!isListOf(sources, (source): source is string => isSourceFor(role, source))) malformed();
  if (revoked !== undefined && typeof revoked !== 'boolean') malformed();
  return { id, hash, role, sources, scopes, isRevoked: revoked === true, ...readExpiry(expiresAt) };
}

function fieldsOf(entry: unknown): Readonly<Record<string, unknown>> {
  if (typeof entry !== 'object' || entry === null) malformed();
  if (!Object.keys(entry).every((name) => FIELDS.has(name))) malformed();
  return entry as Readonly<Record<string, unknown>>;
}

function readExpiry(expiresAt: unknown): { expiresAt?: Date } {
  if (expiresAt === undefined) return {};
  const date = new Date(typeof expiresAt === 'string' ? expiresAt : Number.NaN);
  if (Number.isNaN(date.getTime())) malformed();
  return { expiresAt: date };
}

const matches = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value);
const isRole = (value: unknown): value is KeyRole => ROLES.includes(value);
const isScope = (value: unknown): value is Scope => (SCOPES as readonly unknown[]).includes(value);

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isSourceFor(role: KeyRole, source: unknown): boolean {
  const prefix = PREFIX_OF[role];
  return (
    prefix !== undefined &&
    matches(source, SOURCE) &&
    source.length <= MAX_SOURCE &&
    source.startsWith(prefix)
  );
}

function malformed(): never {
  throw new KeysFileError('keys-file-malformed');
}
