import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithKafka } from '@havre/test-harness/jest';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ConfigResourceTypes,
  ResourcePatternTypes,
  type AclEntry,
  type Admin,
} from 'kafkajs';
import { SecuredKafka, SETUP_USER } from './testing/secured-kafka.js';

const DEPARTMENTS = ['--departments', 'accueil,sante'];
const SAME = 'Kafka is as it should be.\n';

function allow(principal: string, operation: AclOperationTypes, resourceName: string): AclEntry {
  return {
    principal: `User:${principal}`,
    host: '*',
    operation,
    permissionType: AclPermissionTypes.ALLOW,
    resourceType: AclResourceTypes.TOPIC,
    resourceName,
    resourcePatternType: ResourcePatternTypes.LITERAL,
  };
}

describeWithKafka('the job that sets Kafka up', () => {
  let kafka: SecuredKafka;
  let admin: Admin;

  beforeAll(async () => {
    kafka = await SecuredKafka.start(['department-accueil', 'department-loisirs']);
    admin = kafka.client(SETUP_USER).admin();
    await admin.connect();
  }, 180_000);
  afterAll(async () => {
    await admin.disconnect();
    await kafka.stop();
  }, 60_000);

  const topicConfig = async (topic: string): Promise<Readonly<Record<string, string>>> => {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
    });
    const entries = resources[0]?.configEntries ?? [];
    return Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));
  };

  it('shows everything before it does anything', async () => {
    const { code, out } = await kafka.apply([...DEPARTMENTS, '--dry-run']);
    expect(code).toBe(1);
    expect(out).toContain(
      '+ topic havre.referral partitions=12 replicas=1 cleanup.policy=delete retention.ms=604800000',
    );
    expect(out).toContain('+ User:referral ALLOW READ group referral\n');
    expect(out).toContain('+ User:department-sante ALLOW WRITE topic havre.ingress.sante\n');
    expect(out).not.toMatch(/^-/m);
    expect(await admin.listTopics()).toEqual([]);
  });

  it('does it once, and then finds nothing more to do', async () => {
    const first = await kafka.apply(DEPARTMENTS);
    expect(first.out).toContain('Applied: Kafka is as it should be.\n');
    expect(first.code).toBe(0);
    expect(await kafka.apply(DEPARTMENTS)).toEqual({ code: 0, out: SAME, err: '' });
    expect((await admin.listTopics()).toSorted()).toEqual([
      'havre.capacity',
      'havre.directory',
      'havre.ingress.accueil',
      'havre.ingress.sante',
      'havre.intake',
      'havre.receipt',
      'havre.referral',
    ]);
  });

  it('gives ingress topics what makes deleted bytes leave the disk, and the log its retention', async () => {
    expect(await topicConfig('havre.ingress.accueil')).toMatchObject({
      'segment.ms': '1000',
      'file.delete.delay.ms': '0',
      'message.timestamp.type': 'LogAppendTime',
    });
    expect(await topicConfig('havre.directory')).toMatchObject({ 'cleanup.policy': 'compact' });
  });

  it('follows the retention of the city', async () => {
    const longer = await kafka.apply(DEPARTMENTS, { HAVRE_RETENTION_DAYS: '30' });
    expect(longer.out).toContain(
      '- topic havre.intake retention.ms=604800000\n+ topic havre.intake retention.ms=2592000000\n',
    );
    expect(await kafka.apply(DEPARTMENTS)).toMatchObject({ code: 0 });
    expect(await topicConfig('havre.intake')).toMatchObject({ 'retention.ms': '604800000' });
  });

  it('repairs what has drifted: a right too many, one too few, another setting', async () => {
    const excess = allow('feed', AclOperationTypes.WRITE, 'havre.intake');
    await admin.createAcls({ acl: [excess] });
    await admin.deleteAcls({ filters: [allow('capacity', AclOperationTypes.READ, 'havre.directory')] });
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: 'havre.ingress.accueil',
          configEntries: [{ name: 'segment.ms', value: '60000' }],
        },
      ],
    });
    const shown = await kafka.apply([...DEPARTMENTS, '--dry-run']);
    expect(shown.code).toBe(1);
    const repaired = await kafka.apply(DEPARTMENTS);
    expect(repaired.code).toBe(0);
    for (const { out } of [shown, repaired]) {
      expect(out).toContain('- User:feed ALLOW WRITE topic havre.intake\n');
      expect(out).toContain('+ User:capacity ALLOW READ topic havre.directory\n');
      expect(out).toContain(
        '- topic havre.ingress.accueil segment.ms=60000\n+ topic havre.ingress.accueil segment.ms=1000\n',
      );
    }
    expect(await kafka.apply(DEPARTMENTS)).toMatchObject({ code: 0, out: SAME });
  });

  it('leaves the rights of others alone, and says so where they reach our topics', async () => {
    const theirs = allow('archive', AclOperationTypes.READ, 'town.bulletins');
    const onOurs = allow('archive', AclOperationTypes.READ, 'havre.intake');
    await admin.createAcls({ acl: [theirs, onOurs] });
    const { code, out } = await kafka.apply(DEPARTMENTS);
    expect({ code, out }).toEqual({
      code: 0,
      out: `! somebody else’s right on our topics: User:archive ALLOW READ topic havre.intake\n${SAME}`,
    });
    const { filterResponses } = await admin.deleteAcls({ filters: [theirs, onOurs] });
    expect(filterResponses.map(({ matchingAcls }) => matchingAcls.length)).toEqual([1, 1]);
  });

  it('adds partitions and never takes one away', async () => {
    await admin.createPartitions({ topicPartitions: [{ topic: 'havre.receipt', count: 15 }] });
    const { code, out } = await kafka.apply(DEPARTMENTS);
    expect(code).toBe(0);
    expect(out).toContain('! topic havre.receipt: 15 partitions instead of 12; Kafka takes none away\n');
  });

  it('takes the rights of a department back when it is named no more, and leaves all when none is named', async () => {
    expect(await kafka.apply()).toMatchObject({ code: 0, out: expect.not.stringContaining('- ') });
    const { out } = await kafka.apply(['--departments', 'accueil']);
    expect(out).toContain('- User:department-sante ALLOW WRITE topic havre.ingress.sante\n');
    expect(out).toContain('- User:policy-gate ALLOW READ topic havre.ingress.sante\n');
    expect(out).not.toContain('havre.ingress.accueil');
    expect(await admin.listTopics()).toContain('havre.ingress.sante');
    expect(await kafka.apply(DEPARTMENTS)).toMatchObject({ code: 0 });
  });

  it('makes users from a folder of secrets, and says whom', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'havre-secrets-'));
    const secret = randomBytes(24).toString('hex');
    try {
      for (const name of ['department-accueil', 'department-sante']) {
        await writeFile(join(folder, name), `${secret}\n`);
      }
      const made = await kafka.apply([...DEPARTMENTS, '--users', folder]);
      expect(made).toMatchObject({
        code: 0,
        out: expect.stringContaining('+ user department-sante SCRAM-SHA-512\n'),
      });
      expect(made.out).not.toContain('department-accueil');
      const sante = kafka.client('department-sante', secret).admin();
      await sante.connect();
      await sante.disconnect();
      const again = await kafka.apply([...DEPARTMENTS, '--users', folder, '--new-passwords']);
      expect(again.out).toContain('+ user department-accueil password\n');
      const accueil = kafka.client('department-accueil', secret).admin();
      await accueil.connect();
      await accueil.disconnect();
      expect(again.out + made.out).not.toContain(secret);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    [
      'a wrong password',
      { HAVRE_KAFKA_PASSWORD: 'not-the-password' },
      'Kafka refused: SASL_AUTHENTICATION_FAILED',
    ],
    ['a user without rights', undefined, 'Kafka refused: CLUSTER_AUTHORIZATION_FAILED'],
  ])(
    'stops with a clear line for %s',
    async (_name, env, line) => {
      const result = await kafka.apply(DEPARTMENTS, env ?? kafka.settings('department-loisirs'));
      expect(result).toEqual({ code: 3, out: '', err: `kafka:apply: ${line}\n` });
    },
    60_000,
  );
});
