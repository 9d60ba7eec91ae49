import { openEventLog, type EventLog } from '@havre/messaging';
import { describeWithKafka } from '@havre/test-harness/jest';
import { Night } from './night/support/night.js';
import { CHIEF, startSecuredKafka, type SecuredKafka } from './support/secured-kafka.js';
import { liveThrough, type Lived, type World } from './worlds/day.js';
import { describeTwoWorlds } from './worlds/describe-two-worlds.js';
import { SealedDropDoor } from './worlds/drop-door.js';
import { brokersAsSeenBy, countsOf } from './worlds/kafka-looks.js';

/** The first two departments of a night: the first sends what is dropped, the second is one of the others. */
const DEPARTMENTS = ['bureau-2', 'bureau-3'];
const INGRESS = DEPARTMENTS.map((department) => `havre.ingress.${department}`);

/** The neutral answer, which its publisher alone is given. */
const isNeutral = ({ type, data }: Readonly<Record<string, unknown>>): boolean =>
  type === 'havre.event.not-routable.v1' && !Object.hasOwn(data as object, 'code');

async function live(world: World): Promise<Lived> {
  const night = new Night();
  const [principal, another] = DEPARTMENTS.map((department) => `department-${department}`);
  if (principal === undefined || another === undefined) throw new TypeError('two departments');
  const kafka = await startSecuredKafka([principal, another], DEPARTMENTS);
  const [log, otherLog] = [await logOf(kafka, CHIEF), await logOf(kafka, another)];
  try {
    await night.begin({
      ...kafka.settingsOf(CHIEF),
      HAVRE_INGRESS_DEPARTMENTS: DEPARTMENTS.join(','),
      // On a busy machine, four services sign in anew with TLS and SCRAM for each look at the lag.
      HAVRE_ADMIN_TIMEOUT_MS: '20000',
    });
    let door: SealedDropDoor | undefined;
    const answersIn = (topic: string): number => (topic === 'havre.receipt' ? (door?.dropped ?? 0) : 0);
    return await liveThrough(night, world, {
      door: (one, department) => (door = new SealedDropDoor(one, department, kafka.connectionOf(principal))),
      looks: [...countsOf(log, answersIn), brokersAsSeenBy(another, otherLog, INGRESS)],
      isOwnAnswer: isNeutral,
    });
  } finally {
    await night.end();
    await Promise.all([log.close(), otherLog.close()]);
    await kafka.server.stop();
  }
}

function logOf(kafka: SecuredKafka, user: string): Promise<EventLog> {
  const { brokers, tls, login } = kafka.connectionOf(user);
  return openEventLog({ kind: 'kafka', brokers, tls, sasl: { mechanism: 'scram-sha-512', ...login } });
}

describeWithKafka('through the sealed door', () => {
  describeTwoWorlds('the log in Kafka, each department its own user', live);
});
