import { setTimeout as sleep } from 'node:timers/promises';
import type { Options } from './cli/options.js';
import { Cluster } from './cluster/cluster.js';
import { loadSetupData, type SetupData } from './data/setup-data.js';
import { planChanges, type Plan } from './plan/plan-changes.js';
import { departmentPrincipal, wantedState } from './plan/wanted-state.js';
import { knownUsers, readUserSecrets, setUsers, type UserSecret } from './users/scram-users.js';

/** Users that are made, and that get another password. */
export interface UserPlan {
  readonly created: readonly UserSecret[];
  readonly renewed: readonly UserSecret[];
}

export interface Outcome {
  readonly plan: Plan;
  readonly users: { readonly created: readonly string[]; readonly renewed: readonly string[] };
  /** What differs at the end. */
  readonly rest: Plan;
}

const OUR_PREFIX = 'havre.';
const SETTLE_TRIES = 25;
const SETTLE_MS = 200;

/**
 * Compares Kafka with the data and, unless it is a dry run, makes it the same.
 * @throws SetupError
 */
export async function applySetup(options: Options): Promise<Outcome> {
  const data = await loadSetupData(options.dataFolder);
  const cluster = new Cluster(options.connection);
  try {
    const plan = await planFor(data, options, cluster);
    const users = await planUsers(data, options, cluster);
    const names = {
      created: users.created.map(({ name }) => name),
      renewed: users.renewed.map(({ name }) => name),
    };
    if (options.isDryRun) return { plan, users: names, rest: plan };
    await setUsers(cluster, [...users.created, ...users.renewed]);
    await cluster.apply(plan.changes);
    return { plan, users: names, rest: await settled(data, options, cluster) };
  } finally {
    await cluster.close();
  }
}

async function planFor(data: SetupData, options: Options, cluster: Cluster): Promise<Plan> {
  const { departments, retentionDays } = options;
  const wanted = wantedState(data, { departments, retentionDays, brokers: await cluster.countBrokers() });
  const found = await cluster.read(wanted.topics.map(({ name }) => name));
  const [ingress = ''] = data.topics.ingress.name.split('{department}');
  return planChanges(wanted, found, {
    isOurTopic: (name, isPrefix) => name.startsWith(OUR_PREFIX) || (isPrefix && OUR_PREFIX.startsWith(name)),
    ...(departments === undefined ? { isLeftAlone: (topic) => topic.startsWith(ingress) } : {}),
  });
}

async function planUsers(data: SetupData, options: Options, cluster: Cluster): Promise<UserPlan> {
  if (options.users === undefined) return { created: [], renewed: [] };
  const names = [
    ...Object.keys(data.acls.services),
    ...(options.departments ?? []).map((slug) => departmentPrincipal(data, slug)),
  ];
  const secrets = await readUserSecrets(options.users, names);
  const known = await knownUsers(cluster, names);
  return {
    created: secrets.filter(({ name }) => !known.has(name)),
    renewed: options.isNewPasswords ? secrets.filter(({ name }) => known.has(name)) : [],
  };
}

/** Brokers hear of a change a moment after the controller has taken it. */
async function settled(data: SetupData, options: Options, cluster: Cluster): Promise<Plan> {
  for (let tries = 1; ; tries += 1) {
    const rest = await planFor(data, options, cluster);
    if (rest.changes.length === 0 || tries === SETTLE_TRIES) return rest;
    await sleep(SETTLE_MS);
  }
}
