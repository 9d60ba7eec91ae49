/**
 * What must hold of everything that the chart renders, whatever the values. Each rule answers with a sentence for each
 * object that breaks it.
 */

const SERVICES = ['admin', 'capacity', 'feed', 'policy-gate', 'referral'];
const SECRET_NAMES = /PASSWORD|SECRET|TOKEN|OPS_KEY|DATABASE_URL|EVENT_LOG_URL|KEYS/;

/** Pods: `{ name, labels, spec, kind }`. */
function podsOf(objects) {
  return objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map(({ kind, metadata, spec }) => ({
      kind,
      name: metadata.name,
      labels: spec.template.metadata.labels,
      spec: spec.template.spec,
    }));
}

const containersOf = ({ spec }) => [...(spec.initContainers ?? []), ...spec.containers];
const ofKind = (objects, kind) => objects.filter((one) => one.kind === kind);
const selects = (selector, labels) =>
  Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => labels[name] === value);

/** A rule about every pod. */
const ofPods = (holds, sentence) => (objects) =>
  podsOf(objects)
    .filter((pod) => !holds(pod, objects))
    .map(({ name }) => `${name}: ${sentence}`);

/** A rule about every container. */
const ofContainers = (holds, sentence) =>
  ofPods((pod, objects) => containersOf(pod).every((container) => holds(container, pod, objects)), sentence);

const readsSecretFromFile = ({ name, value }) =>
  !SECRET_NAMES.test(name) || value?.startsWith('/run/secrets/');

const isCovered = ({ labels }, objects) => {
  const policies = ofKind(objects, 'NetworkPolicy').filter(({ spec }) => selects(spec.podSelector, labels));
  const directions = new Set(policies.flatMap(({ spec }) => spec.policyTypes));
  const own = policies.some(
    ({ spec }) => spec.podSelector.matchLabels['app.kubernetes.io/component'] !== undefined,
  );
  return directions.has('Ingress') && directions.has('Egress') && own;
};

/** Every rule of egress names somebody; only webhooks leave, from the feed alone, and never to everywhere. */
function openEgress(objects) {
  return ofKind(objects, 'NetworkPolicy').flatMap(({ metadata, spec }) =>
    (spec.egress ?? [])
      .filter(({ to, ports }) => !to?.length || !ports?.length || to.some((peer) => isEverybody(peer)))
      .map(() => `${metadata.name}: a rule of egress names nobody, no port, or everybody`),
  );
}

function openIngress(objects) {
  return ofKind(objects, 'NetworkPolicy').flatMap(({ metadata, spec }) =>
    (spec.ingress ?? [])
      .filter(({ from, ports }) => !from?.length || !ports?.length || from.some((peer) => isEverybody(peer)))
      .map(() => `${metadata.name}: a rule of ingress names nobody, no port, or everybody`),
  );
}

function isEverybody({ ipBlock, namespaceSelector, podSelector }) {
  if (ipBlock) return ipBlock.cidr.endsWith('/0');
  const named = { ...namespaceSelector?.matchLabels, ...podSelector?.matchLabels };
  return Object.keys(named).length === 0;
}

/** Which services a service may call, by the policies, from both sides. */
function calls(objects) {
  const policyOf = (service) =>
    ofKind(objects, 'NetworkPolicy').find(
      ({ spec }) => spec.podSelector.matchLabels['app.kubernetes.io/component'] === service,
    );
  const componentsIn = (rules, side) =>
    (rules ?? []).flatMap((rule) =>
      rule[side].flatMap((peer) => peer.podSelector?.matchLabels?.['app.kubernetes.io/component'] ?? []),
    );
  const out = [];
  for (const from of SERVICES) {
    for (const to of SERVICES) {
      const leaves = componentsIn(policyOf(from)?.spec.egress, 'to').includes(to);
      const enters = componentsIn(policyOf(to)?.spec.ingress, 'from').includes(from);
      if (leaves !== enters) out.push(`${from} → ${to}: one side lets through what the other does not`);
      if (leaves && enters) out.push(`${from} → ${to}`);
    }
  }
  return out;
}

const CALLS = [
  'admin → capacity',
  'admin → feed',
  'admin → policy-gate',
  'admin → referral',
  'feed → referral',
  'policy-gate → policy-gate',
];

const wrongCalls = (objects) => {
  const found = calls(objects);
  return [
    ...found.filter((one) => !CALLS.includes(one)).map((one) => `${one} is let through`),
    ...CALLS.filter((one) => !found.includes(one)).map((one) => `${one} is not let through`),
  ];
};

function graceTooShort(objects) {
  return ofKind(objects, 'Deployment').flatMap(({ metadata, spec }) => {
    const { terminationGracePeriodSeconds: grace, containers } = spec.template.spec;
    const [{ lifecycle, env }] = containers;
    const stop = Number(env.find(({ name }) => name === 'HAVRE_SHUTDOWN_TIMEOUT_MS')?.value) / 1000;
    return grace > lifecycle.preStop.sleep.seconds + stop
      ? []
      : [`${metadata.name}: killed before it has stopped`];
  });
}

const budgets = (objects) =>
  ofKind(objects, 'Deployment').flatMap(({ metadata, spec }) =>
    ofKind(objects, 'PodDisruptionBudget').some((budget) =>
      selects(budget.spec.selector, spec.template.metadata.labels),
    )
      ? []
      : [`${metadata.name}: no PodDisruptionBudget`],
  );

const scalesTwice = (objects) => {
  const scaled = new Set(ofKind(objects, 'ScaledObject').map(({ spec }) => spec.scaleTargetRef.name));
  return ofKind(objects, 'Deployment')
    .filter(({ metadata, spec }) => scaled.has(metadata.name) === (spec.replicas !== undefined))
    .map(({ metadata }) => `${metadata.name}: replicas are said by two, or by nobody`);
};

const secretsMade = (objects) =>
  ofKind(objects, 'Secret').map(({ metadata }) => `${metadata.name}: a Secret is made`);

const envDoubled = ofContainers(
  ({ env }) => new Set(env.map(({ name }) => name)).size === env.length,
  'a variable is said twice',
);

export const RULES = {
  'five services': (objects) => {
    const named = ofKind(objects, 'Deployment').map(({ metadata }) => metadata.name.replace(/^check-/, ''));
    return String(named.sort()) === String(SERVICES) ? [] : [String(named)];
  },
  'pods are non-root': ofPods(
    ({ spec }) => spec.securityContext?.runAsNonRoot === true && spec.securityContext.runAsUser > 0,
    'may run as root',
  ),
  'pods have the default seccomp profile': ofPods(
    ({ spec }) => spec.securityContext?.seccompProfile?.type === 'RuntimeDefault',
    'no seccomp profile',
  ),
  'pods have no token of the cluster': ofPods(
    ({ spec }) => spec.automountServiceAccountToken === false,
    'has a token',
  ),
  'file systems are read-only': ofContainers(
    ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true,
    'may write',
  ),
  'no privilege, no capability': ofContainers(
    ({ securityContext }) =>
      securityContext?.allowPrivilegeEscalation === false &&
      String(securityContext.capabilities?.drop) === 'ALL' &&
      securityContext.privileged !== true,
    'keeps privileges',
  ),
  'what is written on the side is in memory': ofPods(
    ({ spec }) => spec.volumes.every(({ emptyDir }) => !emptyDir || emptyDir.medium === 'Memory'),
    'an emptyDir on disk',
  ),
  'limits of processor and memory': ofContainers(
    ({ resources }) => resources?.limits?.cpu && resources.limits.memory && resources.requests,
    'no limits',
  ),
  'an image with a version': ofContainers(
    ({ image }) => /(@sha256:|:)[^/]+$/.test(image) && !image.endsWith(':latest'),
    'an image without a version',
  ),
  'no secret in the environment': ofContainers(
    ({ env, envFrom }) =>
      !envFrom && env.every((one) => !one.valueFrom?.secretKeyRef && readsSecretFromFile(one)),
    'a secret in the environment',
  ),
  'secrets are named, never made': secretsMade,
  'no variable twice': envDoubled,
  'volumes are mounted, mounts have volumes': ofContainers(
    ({ volumeMounts }, { spec }) =>
      String(volumeMounts.map(({ name }) => name).sort()) ===
      String(spec.volumes.map(({ name }) => name).sort()),
    'volumes and mounts differ',
  ),
  'secret files are not for everybody': ofPods(
    ({ spec }) => spec.volumes.every(({ secret }) => !secret || secret.defaultMode === 0o440),
    'a secret that everybody may read',
  ),
  'three probes': (objects) =>
    ofKind(objects, 'Deployment')
      .filter(({ spec: { template } }) => {
        const [{ startupProbe, livenessProbe, readinessProbe }] = template.spec.containers;
        return (
          startupProbe?.httpGet.path !== '/livez' ||
          livenessProbe?.httpGet.path !== '/livez' ||
          readinessProbe?.httpGet.path !== '/readyz'
        );
      })
      .map(({ metadata }) => `${metadata.name}: a probe is missing`),
  'time to stop cleanly': graceTooShort,
  'a budget of disruptions for each': budgets,
  'replicas are said once': scalesTwice,
  'a network policy for each pod, both ways': ofPods(isCovered, 'no network policy of its own'),
  'everybody else is denied': (objects) =>
    ofKind(objects, 'NetworkPolicy').some(
      ({ spec }) => !spec.ingress && !spec.egress && spec.policyTypes.length === 2,
    )
      ? []
      : ['no policy denies'],
  'egress names who': openEgress,
  'ingress names who': openIngress,
  'services reach only what they must': wrongCalls,
  'addresses out of the cluster only for webhooks, PostgreSQL and Kafka': (objects) =>
    ofKind(objects, 'NetworkPolicy').flatMap(({ metadata, spec }) =>
      (spec.egress ?? [])
        .filter(
          ({ to, ports }) => to?.some(({ ipBlock }) => ipBlock) && ports?.some(({ port }) => port === 443),
        )
        .filter(() => metadata.name !== 'check-feed')
        .map(() => `${metadata.name}: leaves the cluster`),
    ),
};
