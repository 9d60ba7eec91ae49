import type { AclRule, ClusterState, TopicState, WantedState } from './state.js';

export type Change =
  | { readonly kind: 'create-topic'; readonly topic: TopicState }
  | { readonly kind: 'add-partitions'; readonly topic: string; readonly from: number; readonly to: number }
  | {
      readonly kind: 'set-config';
      readonly topic: string;
      readonly name: string;
      readonly from: string | undefined;
      readonly to: string;
    }
  | { readonly kind: 'allow'; readonly rule: AclRule }
  | { readonly kind: 'take-back'; readonly rule: AclRule };

/** What is not as the data say and is not ours to change, or not for a machine to change. */
export type Remark =
  | {
      readonly kind: 'more-partitions';
      readonly topic: string;
      readonly wanted: number;
      readonly found: number;
    }
  | {
      readonly kind: 'other-replicas';
      readonly topic: string;
      readonly wanted: number;
      readonly found: number;
    }
  | {
      readonly kind: 'further-config';
      readonly topic: string;
      readonly name: string;
      readonly value: string;
    }
  | { readonly kind: 'rule-of-others'; readonly rule: AclRule };

export interface Plan {
  readonly changes: readonly Change[];
  readonly remarks: readonly Remark[];
}

export interface PlanOptions {
  /** Topics whose rules stay as they are, because nobody said which of them there should be. */
  readonly isLeftAlone?: (topic: string) => boolean;
  /** Topics that are Havre's: a stranger's right on them is worth a remark. */
  readonly isOurTopic: (name: string, isPrefix: boolean) => boolean;
}

/** What has to happen for the cluster to be as wanted. Pure. */
export function planChanges(wanted: WantedState, found: ClusterState, options: PlanOptions): Plan {
  const topics = wanted.topics.map((topic) => planTopic(topic, found.topics));
  return {
    changes: [...topics.flatMap(({ changes }) => changes), ...planRules(wanted, found, options)],
    remarks: [...topics.flatMap(({ remarks }) => remarks), ...rulesOfOthers(wanted, found, options)],
  };
}

function planTopic(wanted: TopicState, all: readonly TopicState[]): Plan {
  const found = all.find(({ name }) => name === wanted.name);
  if (found === undefined) return { changes: [{ kind: 'create-topic', topic: wanted }], remarks: [] };
  const changes: Change[] = [];
  const remarks: Remark[] = [];
  const topic = wanted.name;
  const partitions = { topic, wanted: wanted.partitions, found: found.partitions };
  if (found.partitions < wanted.partitions) {
    changes.push({ kind: 'add-partitions', topic, from: found.partitions, to: wanted.partitions });
  } else if (found.partitions > wanted.partitions) remarks.push({ kind: 'more-partitions', ...partitions });
  if (found.replicas !== wanted.replicas) {
    remarks.push({ kind: 'other-replicas', topic, wanted: wanted.replicas, found: found.replicas });
  }
  for (const [name, to] of Object.entries(wanted.configs)) {
    const from = found.configs[name];
    if (from !== to) changes.push({ kind: 'set-config', topic, name, from, to });
  }
  for (const [name, value] of Object.entries(found.configs)) {
    if (!(name in wanted.configs)) remarks.push({ kind: 'further-config', topic, name, value });
  }
  return { changes, remarks };
}

function planRules(wanted: WantedState, found: ClusterState, options: PlanOptions): Change[] {
  const present = new Set(found.rules.map(ruleText));
  const granted = new Set(wanted.rules.map(ruleText));
  const missing = wanted.rules.filter((rule) => !present.has(ruleText(rule)));
  const leftover = found.rules.filter(
    (rule) =>
      wanted.isOurs(rule.principal) &&
      !granted.has(ruleText(rule)) &&
      !(rule.resourceType === 'TOPIC' && options.isLeftAlone?.(rule.resourceName) === true),
  );
  return [
    ...missing.map((rule) => ({ kind: 'allow', rule }) as const),
    ...leftover.map((rule) => ({ kind: 'take-back', rule }) as const),
  ];
}

function rulesOfOthers(wanted: WantedState, found: ClusterState, { isOurTopic }: PlanOptions): Remark[] {
  return found.rules
    .filter((rule) => !wanted.isKnown(rule.principal) && reachesUs(rule, isOurTopic))
    .map((rule) => ({ kind: 'rule-of-others', rule }));
}

function reachesUs(
  { resourceType, resourceName, permission, pattern }: AclRule,
  isOurTopic: PlanOptions['isOurTopic'],
): boolean {
  if (permission === 'DENY') return false;
  if (resourceType === 'CLUSTER' || resourceName === '*') return true;
  return resourceType === 'TOPIC' && isOurTopic(resourceName, pattern === 'PREFIXED');
}

/** One line, the same for the same rule. */
export function ruleText(rule: AclRule): string {
  const { principal, permission, operation, resourceType, resourceName, pattern, host } = rule;
  const where = host === '*' ? '' : ` from ${host}`;
  const kind = pattern === 'LITERAL' ? '' : ` (${pattern.toLowerCase()})`;
  return `${principal} ${permission} ${operation} ${resourceType.toLowerCase()} ${resourceName}${kind}${where}`;
}
