import { pbkdf2, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alterUserScramCredentialsV0, describeUserScramCredentialsV0 } from '@platformatic/kafka';
import type { Cluster } from '../cluster/cluster.js';
import { kafkaRefusal } from '../cluster/kafka-refusal.js';
import { SetupError } from '../setup-error.js';

const SCRAM_SHA_512 = 2;
/** Passwords are random and long: more rounds would only slow every connection down. */
const ITERATIONS = 4_096;
const KEY_BYTES = 64;
const SALT_BYTES = 32;
const SHORTEST = 20;

export interface UserSecret {
  readonly name: string;
  readonly password: string;
}

/**
 * The passwords of those users, each in a file of the folder that has the user's name; an end of line does not count. Users
 * without a file are left out.
 * @throws SetupError `secret` when a password is shorter than 20 characters
 */
export async function readUserSecrets(
  folder: string,
  names: readonly string[],
): Promise<readonly UserSecret[]> {
  const found: UserSecret[] = [];
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const password = text.replace(/\r?\n$/, '');
    if (password.length < SHORTEST) throw new SetupError('secret', name);
    found.push({ name, password });
  }
  return found;
}

/** Those of the names that can sign in with SCRAM-SHA-512. A broker tells neither passwords nor whether one is right. */
export async function knownUsers(cluster: Cluster, names: readonly string[]): Promise<ReadonlySet<string>> {
  const connection = await cluster.anyConnection();
  return kafkaRefusal(async () => {
    // Asked for all, because a name that is not there would be an error.
    const { results } = await describeUserScramCredentialsV0.api.async(connection, null);
    const users = results.filter(({ credentialInfos }) =>
      credentialInfos.some(({ mechanism }) => mechanism === SCRAM_SHA_512),
    );
    return new Set(users.map(({ user }) => user).filter((user) => names.includes(user)));
  });
}

/** Makes the users, or gives them these passwords. */
export async function setUsers(cluster: Cluster, users: readonly UserSecret[]): Promise<void> {
  if (users.length === 0) return;
  const connection = await cluster.anyConnection();
  const credentials = await Promise.all(users.map(credentialOf));
  await kafkaRefusal(() => alterUserScramCredentialsV0.api.async(connection, [], credentials));
}

async function credentialOf({ name, password }: UserSecret) {
  const salt = randomBytes(SALT_BYTES);
  const saltedPassword = await promisify(pbkdf2)(password, salt, ITERATIONS, KEY_BYTES, 'sha512');
  return { name, mechanism: SCRAM_SHA_512, iterations: ITERATIONS, salt, saltedPassword };
}
