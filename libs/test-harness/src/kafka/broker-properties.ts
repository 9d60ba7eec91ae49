import type { BrokerCertificates } from './certificates.js';
import type { KafkaUser } from './test-kafka.js';

export type Properties = Readonly<Record<string, string>>;

/** Every factor is 1 because there is one broker; sessions are short so that a killed one is back soon. */
export const SINGLE_BROKER: Properties = {
  'num.partitions': '1',
  'default.replication.factor': '1',
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '1',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  'share.coordinator.state.topic.num.partitions': '1',
  'group.initial.rebalance.delay.ms': '0',
  'auto.create.topics.enable': 'false',
  'broker.session.timeout.ms': '3000',
  'broker.heartbeat.interval.ms': '500',
};

export const BROKER_USER = 'havre-broker';

export interface BrokerAddresses {
  readonly port: number;
  readonly controllerPort: number;
  readonly dataFolder: string;
}

export interface BrokerSecurity {
  /** Of the broker itself, among the users. */
  readonly brokerPassword: string;
  readonly users: readonly KafkaUser[];
  readonly certificates?: BrokerCertificates | undefined;
}

/** `server.properties` of one process that is broker and controller. */
export function brokerProperties(
  { port, controllerPort, dataFolder }: BrokerAddresses,
  { brokerPassword, users, certificates }: BrokerSecurity,
  own: Properties = {},
): Properties {
  const isSecured = users.length > 0;
  const sasl = isSecured ? 'SASL_' : '';
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'CLIENT',
    listeners: `CLIENT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${port}`,
    'listener.security.protocol.map': `CLIENT:${sasl}${certificates === undefined ? 'PLAINTEXT' : 'SSL'},CONTROLLER:${sasl}PLAINTEXT`,
    'log.dirs': dataFolder,
    ...SINGLE_BROKER,
    ...(isSecured ? securityProperties(brokerPassword, users) : {}),
    ...(certificates === undefined ? {} : tlsProperties(certificates)),
    ...own,
  };
}

/** The controller holds the SCRAM records and so cannot use them to authenticate: its listener uses PLAIN. */
function securityProperties(password: string, users: readonly KafkaUser[]): Properties {
  const superUsers = [BROKER_USER, ...users.filter((user) => user.isSuper === true).map((user) => user.name)];
  const login = `username="${BROKER_USER}" password="${password}"`;
  return {
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-512',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.client.scram-sha-512.sasl.jaas.config': `org.apache.kafka.common.security.scram.ScramLoginModule required ${login};`,
    'listener.name.controller.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${login} user_${BROKER_USER}="${password}";`,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': 'false',
    'super.users': superUsers.map((name) => `User:${name}`).join(';'),
  };
}

function tlsProperties({ keyStore, caFile }: BrokerCertificates): Properties {
  return {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': caFile,
  };
}

export function renderProperties(properties: Properties): string {
  const lines = Object.entries(properties).map(
    ([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}`,
  );
  return `${lines.join('\n')}\n`;
}
