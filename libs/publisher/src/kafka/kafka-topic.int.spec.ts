import { readFileSync } from 'node:fs';

import { startKafka, type TestKafkaServer } from '@havre/test-harness';
import { describeWithKafka } from '@havre/test-harness/jest';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';

import { openKafkaTopic, type KafkaConnection } from './kafka-topic.js';

const ADMIN = { name: 'admin', password: 'secret-of-admin', isSuper: true };
const DEPARTMENT = { name: 'department-accueil', password: 'secret-of-accueil' };
const TOPIC = 'havre.ingress.accueil';
const OTHER = 'havre.ingress.sante';

describeWithKafka('a department on a Kafka with users and TLS', () => {
  let kafka: TestKafkaServer;

  beforeAll(async () => {
    kafka = await startKafka({ dedicated: true, users: [ADMIN, DEPARTMENT], tls: true });
    const admin = new Kafka({
      brokers: [...kafka.brokers],
      logLevel: logLevel.NOTHING,
      ssl: { ca: [authority()] },
      sasl: { mechanism: 'scram-sha-512', username: ADMIN.name, password: ADMIN.password },
    }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [TOPIC, OTHER].map((topic) => ({ topic, numPartitions: 2 })) });
    await admin.createAcls({
      acl: [
        {
          resourceType: AclResourceTypes.TOPIC,
          resourceName: TOPIC,
          resourcePatternType: ResourcePatternTypes.LITERAL,
          principal: `User:${DEPARTMENT.name}`,
          host: '*',
          operation: AclOperationTypes.WRITE,
          permissionType: AclPermissionTypes.ALLOW,
        },
      ],
    });
    await admin.disconnect();
  }, 300_000);

  afterAll(async () => {
    await kafka.stop();
  });

  const authority = () => readFileSync(kafka.caFile ?? '', 'utf8');
  const connection = (password = DEPARTMENT.password): KafkaConnection => ({
    brokers: kafka.brokers,
    login: { username: DEPARTMENT.name, password },
    tls: { ca: authority() },
  });

  it('writes to its own topic, and learns where each record stands, with no more right than that', async () => {
    const topic = await openKafkaTopic(TOPIC, connection());
    const positions = [...(await topic.append(['a', 'b'])), ...(await topic.append(['c']))];
    await topic.close();
    expect(positions).toHaveLength(3);
    const [first, second, third] = positions;
    expect(second).toEqual({ partition: first?.partition, offset: String(Number(first?.offset) + 1) });
    expect(third?.partition).not.toBe(first?.partition);
  });

  it('is refused on another topic, and says no more than that', async () => {
    const topic = await openKafkaTopic(OTHER, connection());
    await expect(topic.append(['a'])).rejects.toMatchObject({
      code: 'broker-refused',
      message: 'broker-refused',
      retriable: false,
    });
    await topic.close();
  });

  it('is refused with another password', async () => {
    await expect(openKafkaTopic(TOPIC, connection('secret-of-nobody'))).rejects.toMatchObject({
      code: 'broker-refused',
    });
  });

  it('finds nobody where the certificate is not of its authority', async () => {
    await expect(openKafkaTopic(TOPIC, { ...connection(), tls: {} })).rejects.toMatchObject({
      code: 'broker-unavailable',
    });
  });
});
