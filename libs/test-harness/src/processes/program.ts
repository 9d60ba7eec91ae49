import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { HarnessError } from '../harness-error.js';

const READY_TIMEOUT_MS = 60_000;
const LOOK_MS = 50;

export interface ProgramOptions {
  readonly name: string;
  /** The compiled main file. */
  readonly main: string;
  /** Working directory. */
  readonly folder: string;
  /** All that it sees of an environment, beside `PATH` and `HOME`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly isReady: () => Promise<boolean>;
  /** How much of its output is kept, counted from the end; all unless given. */
  readonly keptOutput?: number;
  /** How long a start may take; a minute unless given. */
  readonly readyTimeoutMs?: number;
}

/** One program of the workspace as a process of its own, which may be killed, frozen and started again. */
export class Program {
  #child: ChildProcess | undefined;
  #output = '';

  constructor(private readonly options: ProgramOptions) {}

  get name(): string {
    return this.options.name;
  }

  /** What the process wrote, over all its lives. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** How its last life ended: the exit code, or the signal; undefined while it runs, and before it has begun. */
  get ending(): number | NodeJS.Signals | undefined {
    return this.#child?.exitCode ?? this.#child?.signalCode ?? undefined;
  }

  /**
   * Starts the program and waits until it is ready.
   * @param more environment of this life only
   * @throws HarnessError `program-ended`, `program-timeout`, with its output
   */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const child = this.launch(more);
    const deadline = Date.now() + (this.options.readyTimeoutMs ?? READY_TIMEOUT_MS);
    while (!(await this.options.isReady())) {
      if (child.exitCode !== null || child.signalCode !== null) throw this.#fault('program-ended');
      if (Date.now() > deadline) throw this.#fault('program-timeout');
      await sleep(LOOK_MS);
    }
  }

  /** Starts the program and waits for nothing. */
  launch(more: Readonly<Record<string, string>> = {}): ChildProcess {
    const { main, folder, environment } = this.options;
    const child = spawn(process.execPath, [main], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.#keep(text));
    }
    return child;
  }

  /** Ends the process with a signal and waits for its end; answers the exit code (null when the signal ended it). */
  async end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null> {
    const child = this.#child;
    if (!child || !this.isRunning) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    // A frozen process takes the signal only once it goes on.
    child.kill('SIGCONT');
    await ended;
    return child.exitCode;
  }

  /** SIGSTOP: connections stay open, nothing answers. */
  suspend(): void {
    this.#child?.kill('SIGSTOP');
  }

  /** Undoes `suspend()`. */
  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  #keep(text: string): void {
    this.#output = (this.#output + text).slice(-(this.options.keptOutput ?? Infinity));
  }

  #fault(code: 'program-ended' | 'program-timeout'): HarnessError {
    const { exitCode = null, signalCode = null } = this.#child ?? {};
    const end = exitCode === null && signalCode === null ? '' : ` (${String(exitCode ?? signalCode)})`;
    return new HarnessError(code, `${this.name}${end}: ${this.#output}`);
  }
}

/** Whether `GET <url>/readyz` answers 200 now. */
export async function answersReady(url: string): Promise<boolean> {
  return fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(15_000) }).then(
    (response) => response.ok,
    () => false,
  );
}
