import { EventLogError, type EventLog } from '@havre/messaging';
import type { Look } from './observer.js';

const TOPICS = ['havre.intake', 'havre.referral', 'havre.capacity', 'havre.directory', 'havre.receipt'];
const GROUPS = ['policy-gate', 'referral', 'capacity', 'feed'];

/**
 * What an operator of the brokers sees of our topics: where each begins and ends, and how far each group has come. All
 * partitions together, since which of them a record is in follows from its random key.
 * @param answersIn records by which a publisher alone was told of its drops, by topic
 */
export function countsOf(log: EventLog, answersIn: (topic: string) => number = () => 0): readonly Look[] {
  const ends = async (): Promise<readonly string[]> => {
    const bounds = (await log.bounds?.(TOPICS)) ?? [];
    return TOPICS.map((topic) => {
      const own = bounds.filter((one) => one.topic === topic);
      const end = own.reduce((sum, one) => sum + Number(one.end), 0) - answersIn(topic);
      const start = own.reduce((sum, one) => sum + Number(one.start), 0);
      return `${topic}: ${own.length} partitions, ${start} to ${end}`;
    });
  };
  const lagOf = async (group: string): Promise<readonly string[]> => {
    const byTopic = Map.groupBy(await log.lag(group), ({ topic }) => topic);
    return [...byTopic].map(([topic, own]) => {
      const lag = own.reduce((sum, one) => sum + one.lag, 0);
      return `${group}: ${topic}, ${own.length} partitions, lag ${lag}`;
    });
  };
  return [
    { place: 'offsets of topics', look: ends },
    { place: 'lag of groups', look: async () => (await Promise.all(GROUPS.map(lagOf))).flat() },
  ];
}

/** What the brokers answer another partner of each topic and group, on its own connection. */
export function brokersAsSeenBy(name: string, log: EventLog, ingress: readonly string[]): Look {
  const told = async (what: string, answer: Promise<readonly object[]>): Promise<string> => {
    const said = await answer.then((rows) => rows.map(lineOf).toSorted().join('; '), codeOf);
    return `${what}: ${said}`;
  };
  return {
    place: `brokers, as ${name}`,
    look: () =>
      Promise.all([
        ...[...TOPICS, ...ingress].map((topic) => told(topic, log.bounds?.([topic]) ?? Promise.resolve([]))),
        ...GROUPS.map((group) => told(`group ${group}`, log.lag(group))),
      ]),
  };
}

function lineOf(row: object): string {
  return Object.entries(row)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

function codeOf(error: unknown): string {
  return error instanceof EventLogError ? error.fault : 'unknown';
}
