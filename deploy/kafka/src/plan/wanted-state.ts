import type { SetupData, TopicEntry, TopicRight } from '../data/setup-data.js';
import type { AclRule, TopicState, WantedState } from './state.js';

export interface City {
  /** Slugs of the departments that seal; absent: what there is of departments stays as it is. */
  readonly departments: readonly string[] | undefined;
  /** Days that the services keep. */
  readonly retentionDays: number;
  readonly brokers: number;
}

const HOUR_MS = 3_600_000;
const DEPARTMENT = '{department}';
const OPERATIONS: Readonly<Record<TopicRight, string>> = { read: 'READ', write: 'WRITE', delete: 'DELETE' };

/** What the data ask for, in this city. */
export function wantedState(data: SetupData, city: City): WantedState {
  const slugs = city.departments ?? [];
  const ingress = slugs.map((slug) => ({
    ...data.topics.ingress,
    name: data.topics.ingress.name.replace(DEPARTMENT, slug),
  }));
  return {
    topics: [...data.topics.topics, ...ingress].map((entry) => topicState(entry, data, city)),
    rules: [...serviceRules(data, slugs), ...departmentRules(data, slugs)],
    ...ownership(data, city),
  };
}

/** The principal of a department. */
export function departmentPrincipal(data: SetupData, slug: string): string {
  return data.acls.departments.principal.replace(DEPARTMENT, slug);
}

function topicState(entry: TopicEntry, { topics: { copies } }: SetupData, city: City): TopicState {
  const hours = entry.retention === 'city' ? city.retentionDays * 24 : entry.retention.hours;
  const replicas = Math.max(1, Math.min(copies.replicas, city.brokers));
  return {
    name: entry.name,
    partitions: entry.partitions,
    replicas,
    configs: {
      'cleanup.policy': entry.cleanup,
      'retention.ms': String(hours * HOUR_MS),
      'min.insync.replicas': String(replicas < copies.replicas ? 1 : copies.minInSync),
      ...entry.configs,
    },
  };
}

function serviceRules({ acls: { services } }: SetupData, slugs: readonly string[]): AclRule[] {
  return Object.entries(services).flatMap(([name, { groups, topics }]) => [
    ...topicRules(name, topics, slugs),
    ...groups.map((group) => rule(name, 'READ', 'GROUP', group)),
  ]);
}

function departmentRules(data: SetupData, slugs: readonly string[]): AclRule[] {
  const { topics } = data.acls.departments;
  return slugs.flatMap((slug) => topicRules(departmentPrincipal(data, slug), topics, [slug]));
}

function topicRules(
  name: string,
  topics: Readonly<Record<string, readonly TopicRight[]>>,
  slugs: readonly string[],
): AclRule[] {
  return Object.entries(topics).flatMap(([topic, rights]) => {
    const names = topic.includes(DEPARTMENT) ? slugs.map((slug) => topic.replace(DEPARTMENT, slug)) : [topic];
    return names.flatMap((one) => rights.map((right) => rule(name, OPERATIONS[right], 'TOPIC', one)));
  });
}

function rule(name: string, operation: string, resourceType: string, resourceName: string): AclRule {
  return {
    principal: `User:${name}`,
    permission: 'ALLOW',
    operation,
    resourceType,
    resourceName,
    pattern: 'LITERAL',
    host: '*',
  };
}

/** Ours are the principals that the data name, and all departments once somebody says which of them there are. */
function ownership({ acls }: SetupData, city: City): Pick<WantedState, 'isOurs' | 'isKnown'> {
  const names = new Set([...Object.keys(acls.services), ...acls.retired].map((name) => `User:${name}`));
  const [prefix = ''] = acls.departments.principal.split(DEPARTMENT);
  const isKnown = (principal: string): boolean =>
    names.has(principal) || principal.startsWith(`User:${prefix}`);
  return { isKnown, isOurs: city.departments === undefined ? (name) => names.has(name) : isKnown };
}
