import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../demo/random.js';
import { comesToRest } from './check/at-rest.js';
import { judge } from './check/judge.js';
import type { Finding, LedgerSighting } from './check/evidence.js';
import { readLog, toLogRecord } from './check/read-log.js';
import { countWrongRows, readTables } from './check/read-tables.js';
import { COUNTERS, PLACES } from './cluster/city.js';
import type { Cluster } from './cluster/cluster.js';
import { startWhatEnded } from './cluster/watch.js';
import { FAULT_KINDS, missingKinds, shuffled } from './inject/deck.js';
import { type FaultKind, insist } from './inject/fault.js';
import type { FaultRow } from './report/report.js';
import { timeToRecover } from './traffic/probe.js';
import { Traffic } from './traffic/traffic.js';

const PAUSE_MS = 900;
const WARM_UP_MS = 5_000;
const BETWEEN_MS = 3_000;
const SAMPLE_MS = 1_000;
const RECOVERY_LIMIT_MS = 90_000;
const REST = { withoutMovementMs: 120_000, inAllMs: 900_000 };
const PATIENCE_MS = 120_000;
const ATTEMPTS = 10;

export interface FaultRun {
  readonly rows: readonly FaultRow[];
  readonly findings: readonly Finding[];
  readonly missing: readonly { readonly name: string; readonly why: string }[];
  readonly figures: Figures;
}

export interface Figures {
  readonly sent: number;
  readonly acknowledged: number;
  readonly referrals: number;
  readonly records: number;
  readonly ledgerLooks: number;
  readonly seconds: number;
}

export interface RunPlan {
  readonly minutes: number;
  readonly seed: number;
  readonly only?: string;
  readonly signal: AbortSignal;
  /** Told of each fault, when it is over. */
  readonly say: (row: FaultRow) => void;
  /** Told of what a reader of the report has to look into: the last lines of a process that ended by itself. */
  readonly warn: (lines: string) => void;
}

/** Plays one fault after another in the cluster while partners do what they do, then judges what is left. */
export async function runFaults(cluster: Cluster, plan: RunPlan): Promise<FaultRun> {
  const started = Date.now();
  const traffic = await Traffic.open(cluster, { seed: plan.seed + 1, pauseMs: PAUSE_MS });
  const sampler = new LedgerSampler(cluster.database.server.url);
  traffic.start();
  sampler.start();
  try {
    const missing = missingKinds(cluster);
    const absent = new Set(missing.map(({ name }) => name));
    const kinds = FAULT_KINDS.filter(({ name }) => !absent.has(name) && name.includes(plan.only ?? ''));
    const { rows, ended } = await play(cluster, traffic, kinds, plan);
    traffic.stopSending();
    const isResting = await comesToRest(cluster, { ...REST, signal: plan.signal });
    await traffic.stop(PATIENCE_MS);
    await sampler.stop();
    ended.push(...(await startWhatEnded(cluster, plan.warn)));
    const { findings, figures } = await conclude(cluster, traffic, sampler);
    const seconds = Math.round((Date.now() - started) / 1_000);
    return {
      rows,
      findings: [
        ...findings,
        ...ended,
        ...(await startWhatEnded(cluster, plan.warn)),
        ...restless(isResting),
      ],
      missing,
      figures: { ...figures, seconds },
    };
  } finally {
    await Promise.all([traffic.stop(0), sampler.stop()]);
  }
}

async function play(
  cluster: Cluster,
  traffic: Traffic,
  kinds: readonly FaultKind[],
  { minutes, seed, signal, say, warn }: RunPlan,
): Promise<{ readonly rows: readonly FaultRow[]; readonly ended: Finding[] }> {
  const random = new Random(seed);
  const begun = Date.now();
  const rows: FaultRow[] = [];
  const ended: Finding[] = [];
  await wait(WARM_UP_MS, signal);
  for (const kind of shuffled(kinds, random)) {
    if (Date.now() - begun > minutes * 60_000 || signal.aborted) break;
    const row = await playOne(kind, cluster, traffic, { random, begun, signal });
    rows.push(row);
    say(row);
    ended.push(...(await startWhatEnded(cluster, warn)));
  }
  signal.throwIfAborted();
  return { rows, ended };
}

interface Stage {
  readonly random: Random;
  readonly begun: number;
  readonly signal: AbortSignal;
}

async function playOne(
  kind: FaultKind,
  cluster: Cluster,
  traffic: Traffic,
  { random, begun, signal }: Stage,
): Promise<FaultRow> {
  const fault = kind.draw(cluster, random);
  const from = Date.now();
  try {
    await fault.inject();
    await wait(fault.holdMs, signal);
  } finally {
    await fault.heal();
  }
  const healedAt = Date.now();
  const [reader] = traffic.readers;
  const recoveredMs =
    reader === undefined
      ? undefined
      : await timeToRecover(traffic.post, reader, { limitMs: RECOVERY_LIMIT_MS, signal });
  await wait(BETWEEN_MS, signal);
  return {
    fault: kind.name,
    target: fault.target,
    from,
    until: Date.now(),
    startedAfterMs: from - begun,
    lastedMs: healedAt - from,
    acknowledged: traffic.history.acknowledgedBetween(from, Date.now()),
    recoveredMs,
  };
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** A cluster that still has work before it when it is judged: what is missing may only be late, and is found all the same. */
function restless(isResting: boolean): readonly Finding[] {
  if (isResting) return [];
  return [{ kind: 'no-end', what: 'the cluster did not come to rest', subject: 'cluster' }];
}

async function conclude(
  cluster: Cluster,
  traffic: Traffic,
  sampler: LedgerSampler,
): Promise<{ findings: readonly Finding[]; figures: Omit<Figures, 'seconds'> }> {
  for (const reader of traffic.readers) await insist(() => reader.readToTheEnd(), ATTEMPTS);
  const whole = await traffic.readWholeFeeds();
  const log = (await readLog(cluster.broker.direct)).map(toLogRecord);
  const tables = await readTables(cluster.database.server.url);
  const { sent } = traffic.history;
  const counted = PLACES.filter((place) => !COUNTERS.includes(place));
  const findings = judge({
    sent,
    log,
    tables,
    feeds: whole.map(({ keyId, shown }) => ({
      keyId,
      whole: shown,
      followed: traffic.readers.find((reader) => reader.keyId === keyId)?.shown.map(({ id }) => id) ?? [],
    })),
    ledgerSightings: sampler.sightings,
    occupiedAtStart: new Map(counted.map(({ serviceId, occupied }) => [serviceId, occupied])),
  });
  const figures = {
    sent: sent.length,
    acknowledged: sent.filter(({ acknowledged }) => acknowledged !== undefined).length,
    referrals: tables.referrals.length,
    records: log.length,
    ledgerLooks: sampler.sightings.length,
  };
  return { findings, figures };
}

/** Looks at the ledger all the time; a look that the database does not answer is no look. */
class LedgerSampler {
  readonly sightings: LedgerSighting[] = [];
  readonly #stop = new AbortController();
  #looking: Promise<void> = Promise.resolve();

  constructor(private readonly url: string) {}

  start(): void {
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const wrongRows = await countWrongRows(this.url);
      if (wrongRows !== undefined) this.sightings.push({ at: Date.now(), wrongRows });
      await wait(SAMPLE_MS, signal);
    }
  }
}
