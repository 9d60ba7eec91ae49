import { type FaultKind, insist, nothing } from './fault.js';

/** Consumers are given up after ten seconds of silence. */
const LONGER_THAN_SESSION_MS = 14_000;

/** What happens to the broker as a process. */
export const BROKER_FAULTS: readonly FaultKind[] = [
  {
    name: 'broker SIGKILL',
    draw: ({ broker: { server } }, random) => ({
      target: 'broker',
      holdMs: random.between(500, 6_000),
      inject: () => server.kill(),
      heal: () => insist(() => server.restart()),
    }),
  },
  {
    name: 'broker SIGSTOP, short',
    draw: ({ broker: { server } }, random) => ({
      target: 'broker',
      holdMs: random.between(1_000, 2_500),
      inject: () => server.suspend(),
      heal: () => server.resume(),
    }),
  },
  {
    name: 'broker SIGSTOP, past the session',
    draw: ({ broker: { server } }, random) => ({
      target: 'broker',
      holdMs: LONGER_THAN_SESSION_MS + random.between(0, 6_000),
      inject: () => server.suspend(),
      heal: () => server.resume(),
    }),
  },
  {
    name: 'broker restart',
    draw: ({ broker: { server } }) => ({
      target: 'broker',
      holdMs: 0,
      inject: nothing,
      heal: () => insist(() => server.restart()),
    }),
  },
];

/** The same for the database. */
export const DATABASE_FAULTS: readonly FaultKind[] = [
  {
    name: 'PostgreSQL SIGKILL',
    draw: ({ database: { server } }, random) => ({
      target: 'postgresql',
      holdMs: random.between(500, 6_000),
      inject: () => server.kill(),
      heal: () => insist(() => server.restart()),
    }),
  },
  {
    name: 'PostgreSQL SIGSTOP',
    draw: ({ database: { server } }, random) => ({
      target: 'postgresql',
      holdMs: random.between(2_000, LONGER_THAN_SESSION_MS),
      inject: () => server.suspend(),
      heal: () => server.resume(),
    }),
  },
  {
    name: 'PostgreSQL restart',
    draw: ({ database: { server } }) => ({
      target: 'postgresql',
      holdMs: 0,
      inject: nothing,
      heal: () => insist(() => server.restart()),
    }),
  },
];
