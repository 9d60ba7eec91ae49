import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaAvailability, startKafka, startPostgres } from '@havre/test-harness';
import { sendRound, type Door, type Load } from './door-load.js';
import { median, printFigure } from './figure.js';

const ROOT = join(import.meta.dirname, '../../..');
const ROUNDS = 4;
const LOADS: readonly Load[] = [
  { connections: 1, batch: 1, events: 200 },
  { connections: 16, batch: 1, events: 1_000 },
  { connections: 64, batch: 1, events: 1_600 },
  { connections: 4, batch: 100, events: 5_000 },
];
/** Sent to each door before anything is measured: the first thousands run code that is not compiled yet. */
const WARM_UP: Load = { connections: 16, batch: 1, events: 4_000 };

type Variables = Readonly<Record<string, string>>;
type Postgres = Awaited<ReturnType<typeof startPostgres>>;

/**
 * `door.http`: events a second through the gate's HTTP door at 1, 16 and 64 connections and in batches of 100, beside a bare
 * Nest route that appends the same events to the same log and does nothing else; on either log. Rounds alternate. `cpu` and
 * `bareCpu` are milliseconds of processor time an event in the door's process, which a busy machine disturbs less.
 */
export async function benchHttpDoor(): Promise<void> {
  const postgres = await startPostgres({ dedicated: true, settings: { max_connections: '200' } });
  try {
    await compareOn('postgresql', postgres, {});
    const { isAvailable } = await kafkaAvailability();
    if (!isAvailable) {
      process.stderr.write('no Kafka to be had: door.http on it is left out\n');
      return;
    }
    const kafka = await startKafka({ dedicated: true });
    try {
      await compareOn('kafka', postgres, {
        HAVRE_EVENT_LOG: 'kafka',
        HAVRE_KAFKA_BROKERS: kafka.brokers.join(','),
      });
    } finally {
      await kafka.stop();
    }
  } finally {
    await postgres.stop();
  }
}

async function compareOn(log: string, postgres: Postgres, variables: Variables): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'havre-bench-door-'));
  const programs: Program[] = [];
  try {
    const bare = await Program.start('tools/dist/bench/bare-door.js', {
      ...variables,
      HAVRE_DATABASE_URL: await postgres.createDatabase(),
    });
    programs.push(bare);
    const gate = await startGate(folder, {
      ...variables,
      HAVRE_DATABASE_URL: await postgres.createDatabase(),
    });
    programs.push(gate.program);
    for (const door of [bare.door({}), gate.door]) await sendRound(door, WARM_UP);
    for (const load of LOADS) await compare(log, load, gate.door, bare.door({}));
  } finally {
    for (const program of programs) await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(log: string, load: Load, gate: Door, bare: Door): Promise<void> {
  const rounds: {
    readonly gate: number;
    readonly bare: number;
    readonly cpu: number;
    readonly bareCpu: number;
  }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const baseline = await sendRound(bare, load);
    const measured = await sendRound(gate, load);
    // The first round warms both up.
    if (round === 0) continue;
    const cpu = { cpu: measured.cpuMs, bareCpu: baseline.cpuMs };
    rounds.push({ gate: measured.rate, bare: baseline.rate, ...cpu });
  }
  const { connections, batch } = load;
  printFigure({
    metric: 'door.http',
    log,
    connections,
    batch,
    value: median(rounds.map((each) => each.gate)),
    unit: 'events/s',
    baseline: median(rounds.map((each) => each.bare)),
    ratio: median(rounds.map((each) => each.gate / each.bare)),
    cpu: median(rounds.map((each) => each.cpu)),
    bareCpu: median(rounds.map((each) => each.bareCpu)),
  });
}

async function startGate(
  folder: string,
  variables: Variables,
): Promise<{ readonly program: Program; readonly door: Door }> {
  const secret = randomBytes(24).toString('hex');
  const key = {
    id: 'bench',
    hash: createHash('sha256').update(secret).digest('hex'),
    role: 'department',
    sources: ['/departments/accueil'],
    scopes: ['events:publish'],
  };
  const keysFile = join(folder, 'keys.json');
  await writeFile(keysFile, JSON.stringify([key]), { mode: 0o600 });
  const program = await Program.start('services/policy-gate/dist/main.js', {
    ...variables,
    HAVRE_KEYS_FILE: keysFile,
    HAVRE_OPS_KEY: randomBytes(24).toString('hex'),
    HAVRE_POLICY_GATE_PORT: '0',
    HAVRE_LOG_LEVEL: 'info',
    HAVRE_RATE_LIMIT_PER_MINUTE: '10000000',
  });
  return { program, door: program.door({ authorization: `Bearer havre_bench_${secret}` }) };
}

/** A door in a process of its own; its output says where it listens. */
class Program {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static async start(path: string, variables: Variables): Promise<Program> {
    const child = spawn(process.execPath, [join(ROOT, path)], {
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await listeningAt(child);
    child.stdout.resume();
    return new Program(child, url);
  }

  door(headers: Readonly<Record<string, string>>): Door {
    return { url: this.url, pid: this.child.pid ?? 0, headers };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

function listeningAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
      // The bare route prints its port, the gate logs it.
      const port = /^ready (\d+)$|"listening".*"port":(\d+)|"port":(\d+).*"listening"/mu.exec(output);
      const found = port?.slice(1).find((each: string | undefined) => each !== undefined);
      if (found !== undefined) resolve(`http://127.0.0.1:${found}`);
    });
    child.once('exit', () => {
      reject(new Error('the program ended before it listened'));
    });
  });
}
