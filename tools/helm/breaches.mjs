/** How each rule of rules.mjs may be broken: what a careless change of the chart would render. */

const deployment = (objects, service = 'feed') =>
  objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === `check-${service}`);
const pod = (objects, service) => deployment(objects, service).spec.template.spec;
const container = (objects, service) => pod(objects, service).containers[0];
const policy = (objects, name) =>
  objects.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === `check-${name}`);
const without = (objects, matches) => {
  const index = objects.findIndex(matches);
  objects.splice(index, 1);
};

const toCapacity = [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'capacity' } } }];

export const BREACHES = {
  'five services': (objects) => without(objects, ({ kind }) => kind === 'Deployment'),
  'pods are non-root': (objects) => delete pod(objects).securityContext.runAsNonRoot,
  'pods have the default seccomp profile': (objects) => delete pod(objects).securityContext.seccompProfile,
  'pods have no token of the cluster': (objects) => delete pod(objects).automountServiceAccountToken,
  'file systems are read-only': (objects) => {
    container(objects).securityContext.readOnlyRootFilesystem = false;
  },
  'no privilege, no capability': (objects) => {
    container(objects).securityContext.capabilities.drop = ['NET_RAW'];
  },
  'what is written on the side is in memory': (objects) => {
    pod(objects).volumes.find(({ emptyDir }) => emptyDir).emptyDir = {};
  },
  'limits of processor and memory': (objects) => delete container(objects).resources.limits.memory,
  'an image with a version': (objects) => {
    container(objects).image = 'registry.example/havre:latest';
  },
  'no secret in the environment': (objects) =>
    container(objects).env.push({ name: 'HAVRE_OPS_KEY', value: 'a-key-of-twenty-four-characters' }),
  'secrets are named, never made': (objects) => objects.push({ kind: 'Secret', metadata: { name: 'made' } }),
  'no variable twice': (objects) => container(objects).env.push(container(objects).env[0]),
  'volumes are mounted, mounts have volumes': (objects) => container(objects).volumeMounts.pop(),
  'secret files are not for everybody': (objects) => {
    pod(objects).volumes.find(({ secret }) => secret).secret.defaultMode = 0o444;
  },
  'three probes': (objects) => delete container(objects).startupProbe,
  'time to stop cleanly': (objects) => {
    pod(objects).terminationGracePeriodSeconds = 30;
  },
  'a budget of disruptions for each': (objects) =>
    without(objects, ({ kind }) => kind === 'PodDisruptionBudget'),
  'replicas are said once': (objects) => {
    deployment(objects).spec.replicas = 2;
  },
  'a network policy for each pod, both ways': (objects) =>
    without(objects, ({ metadata }) => metadata.name === 'check-migrate'),
  'everybody else is denied': (objects) => without(objects, ({ metadata }) => metadata.name === 'check-deny'),
  'egress names who': (objects) => policy(objects, 'feed').spec.egress.push({}),
  'ingress names who': (objects) =>
    policy(objects, 'capacity').spec.ingress[0].from.push({ podSelector: {} }),
  'services reach only what they must': (objects) =>
    policy(objects, 'feed').spec.egress.push({
      ...policy(objects, 'migrate').spec.egress[0],
      to: toCapacity,
    }),
  'addresses out of the cluster only for webhooks, PostgreSQL and Kafka': (objects) =>
    policy(objects, 'referral').spec.egress.push({
      to: [{ ipBlock: { cidr: '198.51.100.0/28' } }],
      ports: [{ protocol: 'TCP', port: 443 }],
    }),
};
