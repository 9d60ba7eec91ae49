import { setTimeout as sleep } from 'node:timers/promises';
import {
  AclOperations,
  AclPermissionTypes,
  Admin,
  alterUserScramCredentialsV0,
  ConfigResourceTypes,
  createAclsV3,
  createPartitionsV3,
  createTopicsV7,
  deleteAclsV3,
  deleteGroupsV2,
  deleteRecordsV2,
  deleteTopicsV6,
  describeAclsV3,
  describeConfigsV4,
  fetchV11,
  IncrementalAlterConfigOperationTypes,
  incrementalAlterConfigsV1,
  initProducerIdV4,
  joinGroupV9,
  listOffsetsV9,
  offsetCommitV8,
  offsetFetchV8,
  produceV9,
  ResourcePatternTypes,
  ResourceTypes,
  type Connection,
} from '@platformatic/kafka';
import { kafkaRefusal } from '../src/cluster/kafka-refusal.js';
import { SetupError } from '../src/setup-error.js';

type Act = (connection: Connection, name: string) => Promise<unknown>;

const NO_TIME = 2_000;
const NOBODY = '';
/** A broker makes what it coordinates with when it is first asked to. */
const STARTING = /^COORDINATOR_(LOAD_IN_PROGRESS|NOT_AVAILABLE)$|^NOT_COORDINATOR$/;
const MOST_TRIES = 200;

/** Single requests, as somebody writes them who does not care what a client library finds proper. */
export const TOPIC_ACTS = {
  read: (connection, topicId) => {
    const partition = { partition: 0, currentLeaderEpoch: -1, fetchOffset: 0n, lastFetchedEpoch: -1 };
    const topics = [{ topicId, partitions: [{ ...partition, partitionMaxBytes: 1_000_000 }] }];
    return fetchV11.api.async(connection, 0, 0, 1_000_000, 0, 0, -1, topics, [], '');
  },
  write: (connection, topic) => {
    const message = { topic, partition: 0, key: Buffer.from('k'), value: Buffer.from('v') };
    return produceV9.api.async(connection, -1, NO_TIME, [message]);
  },
  delete: (connection, name) =>
    deleteRecordsV2.api.async(
      connection,
      [{ name, partitions: [{ partitionIndex: 0, offset: 0n }] }],
      NO_TIME,
    ),
} satisfies Readonly<Record<string, Act>>;

/** Comes with any right on a topic, and with no other. */
export const SEE_TOPIC: Act = (connection, name) => {
  const partitions = [{ partitionIndex: 0, currentLeaderEpoch: -1, timestamp: -1n }];
  return listOffsetsV9.api.async(connection, -1, 0, [{ name, partitions }]);
};

/** What no principal may do with any topic. */
export const TOPIC_OFFICE: Readonly<Record<string, Act>> = {
  'read the settings of': (connection, resourceName) =>
    describeConfigsV4.api.async(connection, [{ resourceType: ConfigResourceTypes.TOPIC, resourceName }]),
  'change the settings of': (connection, resourceName) => {
    const configOperation = IncrementalAlterConfigOperationTypes.SET;
    const configs = [{ name: 'retention.ms', value: '1', configOperation }];
    const resource = { resourceType: ConfigResourceTypes.TOPIC, resourceName, configs };
    return incrementalAlterConfigsV1.api.async(connection, [resource], false);
  },
  'add partitions to': (connection, name) =>
    createPartitionsV3.api.async(connection, [{ name, count: 99, assignments: null }], NO_TIME, false),
};

export const DELETE_TOPIC: Act = (connection, name) =>
  deleteTopicsV6.api.async(connection, [{ name }] as never, NO_TIME);

export const GROUP_ACTS: Readonly<Record<string, Act>> = {
  'see where it stands': (connection, groupId) =>
    offsetFetchV8.api.async(connection, [{ groupId, memberId: null, memberEpoch: -1, topics: [] }], false),
  join: (connection, group) =>
    joinGroupV9.api.async(connection, group, 10_000, 10_000, NOBODY, null, 'consumer', [
      { name: 'RoundRobinAssigner', metadata: Buffer.alloc(0) },
    ]),
};

export const MOVE_GROUP: Act = (connection, groupAndTopic) => {
  const [group = '', name = ''] = groupAndTopic.split(' ');
  const partition = {
    partitionIndex: 0,
    committedOffset: 0n,
    committedLeaderEpoch: -1,
    committedMetadata: null,
  };
  return offsetCommitV8.api.async(connection, group, -1, NOBODY, null, [{ name, partitions: [partition] }]);
};

export const DELETE_GROUP: Act = (connection, group) => deleteGroupsV2.api.async(connection, [group]);

const RULE = {
  resourceType: ResourceTypes.TOPIC,
  resourceName: 'havre.intake',
  resourcePatternType: ResourcePatternTypes.LITERAL,
  host: '*',
  operation: AclOperations.ALL,
  permissionType: AclPermissionTypes.ALLOW,
};

/** What no principal may do at all; `name` is its own. */
export const CLUSTER_OFFICE: Readonly<Record<string, Act>> = {
  'make a topic': (connection) => {
    const topic = { name: 'havre.ingress.another', numPartitions: 1, replicationFactor: 1 };
    return createTopicsV7.api.async(connection, [{ ...topic, assignments: [], configs: [] }], NO_TIME, false);
  },
  'read the rules': (connection) => describeAclsV3.api.async(connection, { ...RULE, principal: null }),
  'give itself rights': (connection, name) =>
    createAclsV3.api.async(connection, [{ ...RULE, principal: `User:${name}` }]),
  'take others’ rights': (connection) => deleteAclsV3.api.async(connection, [{ ...RULE, principal: null }]),
  'make a user': (connection) => {
    const secret = { salt: Buffer.alloc(32, 1), saltedPassword: Buffer.alloc(64, 1) };
    const user = { name: 'kafka-setup', mechanism: 2, iterations: 4096, ...secret };
    return alterUserScramCredentialsV0.api.async(connection, [], [user]);
  },
  'begin transactions': (connection, name) => initProducerIdV4.api.async(connection, name, 10_000),
};

/** Comes with the right to write something, and with no other. */
export const NUMBER_RECORDS: Act = (connection) => initProducerIdV4.api.async(connection, null, 10_000);

/** `done`, or the code with which the broker refused. */
export async function outcomeOf(act: Act, connection: Connection, name: string): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await kafkaRefusal(() => act(connection, name)).then(
      () => 'done',
      (error: unknown) => (error instanceof SetupError ? error.detail : 'unexpected'),
    );
    if (!STARTING.test(outcome) || tries === MOST_TRIES) return outcome;
    await sleep(100);
  }
}

/** One connection of a user that stays open, and how to end it. */
export async function connectionOf(settings: {
  readonly brokers: readonly string[];
  readonly username: string;
  readonly password: string;
  readonly ca: string;
}): Promise<{ readonly connection: Connection; readonly topics: readonly string[]; close(): Promise<void> }> {
  const { brokers, username, password, ca } = settings;
  const admin = new Admin({
    clientId: username,
    bootstrapBrokers: [...brokers],
    tls: { ca },
    sasl: { mechanism: 'SCRAM-SHA-512', username, password },
  });
  const topics = await admin.listTopics();
  const [connection] = (await admin.connectToBrokers()).values();
  if (connection === undefined) throw new Error('no connection');
  return { connection, topics, close: () => admin.close() };
}
