import { randomUUID } from 'node:crypto';

import { createReplicaKey, unwrapEpochKey, type EpochKey, type PublicJwk } from '@havre/sealing';
import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';

import { GateProcess } from './support/gate-process.js';
import { freshIntake, OPS_KEY, type RunningGate } from './support/running-gate.js';
import { keysOf, sealerFor, SealedTown, waitUntil } from './support/sealed-town.js';
import { searchFiles, writingsOf, type Needle } from './support/search-files.js';
import { writeKeysFile } from './support/test-keys.js';

const SLOWLY = 600_000;
/** How a key begins that is wrapped for a peer. */
const WRAPPED = Buffer.from(Buffer.from('{"alg":"ECDH-ES+A256KW"').toString('base64url').slice(0, -1));

describeWithKafka('the keys of the sealed door', () => {
  let town: SealedTown;
  let first: GateProcess;
  let second: RunningGate;
  let keys: readonly PublicJwk[];
  let held: readonly EpochKey[];
  const keysFile = `/tmp/havre-keys-${randomUUID()}.json`;

  beforeAll(async () => {
    town = await SealedTown.start();
    await writeKeysFile(keysFile);
    first = await GateProcess.start({
      env: {
        ...town.settings,
        HAVRE_DATABASE_URL: town.postgres.url,
        HAVRE_KEYS_FILE: keysFile,
        HAVRE_POLICY_GATE_PORT: '0',
        HAVRE_LOG_LEVEL: 'debug',
      },
    });
    keys = await keysOf(first);
    second = await town.startGate({ HAVRE_TEST_CLOCK: '1' });
    await town.listen();
  }, SLOWLY);
  afterAll(async () => {
    await first.kill();
    await town.stop();
  }, SLOWLY);

  async function query<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: town.postgres.url });
    await client.connect();
    try {
      return (await client.query<T>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Asks a gate for its keys, as another replica would. */
  async function askAsReplica(url: string): Promise<readonly EpochKey[]> {
    const replica = await createReplicaKey();
    const id = randomUUID();
    await query('INSERT INTO policy_gate.gate_replica (id, url, public_jwk) VALUES ($1, $2, $3)', [
      id,
      'http://127.0.0.1:1',
      JSON.stringify(replica.publicJwk),
    ]);
    const response = await fetch(new URL(`/ops/v1/epoch-keys?replica=${id}`, url), {
      headers: { authorization: `Bearer ${OPS_KEY}` },
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { keys: wrapped } = (await response.json()) as { keys: string[] };
    return Promise.all(wrapped.map((jwe) => unwrapEpochKey(jwe, replica.privateKey)));
  }

  it('are the same for every replica, and given from memory to memory', async () => {
    expect(keys).toHaveLength(2);
    expect(await keysOf(second)).toEqual(keys);
    held = await askAsReplica(second.url);
    expect(held.map(({ kid }) => kid).sort()).toEqual(keys.map(({ kid }) => kid).sort());
  });

  it(
    'open what was sealed to a replica that was killed since',
    async () => {
      const [key] = keys;
      if (key === undefined) throw new TypeError('no key');
      const seal = sealerFor('accueil', key);
      const places = [
        ...(await town.produce('accueil', [seal(freshIntake())], 0)),
        ...(await town.produce('accueil', [seal(freshIntake())], 1)),
      ];
      expect(await town.verdictsOn(places)).toEqual(['accepted', 'accepted']);
      await first.kill();
      const later = [
        ...(await town.produce('accueil', [seal(freshIntake()), seal(freshIntake())], 0)),
        ...(await town.produce('accueil', [seal(freshIntake())], 1)),
        ...(await town.produce('accueil', [seal(freshIntake())], 2)),
      ];
      expect(new Set(await town.verdictsOn(later))).toEqual(new Set(['accepted']));
    },
    SLOWLY,
  );

  it(
    'are on no disk: not in the database, its write-ahead log, the broker’s files or a log',
    async () => {
      const secrets: Needle[] = held.flatMap(({ kid, privateKey }) =>
        writingsOf(`d of ${kid}`, Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url')),
      );
      const control: Needle[] = keys.map(({ kid, x }) => ({ name: `x of ${kid}`, bytes: Buffer.from(x) }));
      expect(secrets.length).toBeGreaterThan(10);
      await query('CHECKPOINT');
      const all = [...secrets, { name: 'a wrapped key', bytes: WRAPPED }];
      const database = await searchFiles(town.postgres.dataFolder, [...all, ...control]);
      const isControl = (line: string): boolean => line.startsWith('x of ');
      // The same search finds the public halves, in the tables and in the write-ahead log.
      expect(database.found.filter((line) => isControl(line) && line.includes('/pg_wal/'))).not.toEqual([]);
      expect(database.found.filter((line) => isControl(line) && line.includes('/base/'))).not.toEqual([]);
      expect(database.found.filter((line) => !isControl(line))).toEqual([]);
      const broker = await searchFiles(town.kafka.folder ?? '', all);
      expect(broker.found).toEqual([]);
      expect(broker.files).toBeGreaterThan(10);
      const logs = Buffer.from(`${first.output}\n${second.logs()}`);
      expect(logs.includes('epoch-key-received')).toBe(true);
      expect(all.filter(({ bytes }) => logs.includes(bytes))).toEqual([]);
    },
    SLOWLY,
  );

  it('are refused by the database itself', async () => {
    await expect(
      query(
        `INSERT INTO policy_gate.sealing_epoch (kid, slot, generation, public_jwk, not_before, not_after)
         VALUES ('k', 1, 0, '{"x":"1","d":"2"}', now(), now())`,
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it(
    'are destroyed once their epoch is over and everything has been read, and open nothing then',
    async () => {
      const [old] = keys;
      if (old === undefined) throw new TypeError('no key');
      const moved = await fetch(new URL(`/ops/v1/clock?aheadMs=${String(25 * 60_000)}`, second.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${OPS_KEY}` },
      });
      expect(moved.status).toBe(200);
      const ended = async (): Promise<string[]> =>
        (
          await query<{ kid: string }>('SELECT kid FROM policy_gate.sealing_epoch WHERE ended_at IS NOT NULL')
        ).map(({ kid }) => kid);
      await waitUntil(async () => (await ended()).includes(old.kid));
      await waitUntil(async () => !(await askAsReplica(second.url)).some(({ kid }) => kid === old.kid));
      const seen = 'SELECT count(*)::integer AS count FROM policy_gate.sealed_seen WHERE kid = $1';
      expect(await query(seen, [old.kid])).toEqual([{ count: 0 }]);
      const [late] = await town.produce('accueil', [sealerFor('accueil', old)(freshIntake())]);
      expect(await town.verdictsOn([late ?? ''])).toEqual(['unopened']);
      const text = await (await fetch(new URL('/metrics', second.url))).text();
      expect(text).toMatch(/havre_gate_unopened_total{[^}]*reason="expired-key"[^}]*} 1/);
      const now = await keysOf(second);
      expect(now.map(({ kid }) => kid)).not.toContain(old.kid);
      expect(now).toHaveLength(2);
    },
    SLOWLY,
  );
});
