import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');

export type ServiceName = 'policy-gate' | 'referral' | 'capacity' | 'feed' | 'admin';

/** One program of the workspace as a process of its own, which a test can kill and start again. */
export class Program {
  #child: ChildProcess | undefined;
  #output = '';

  constructor(
    readonly name: ServiceName | 'standalone',
    private readonly environment: Readonly<Record<string, string>>,
    private readonly isReady: () => Promise<boolean>,
  ) {}

  /** Everything that the process wrote, over all its lives. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts the compiled program and waits until it is ready. */
  async start(): Promise<void> {
    const main = join(ROOT, 'services', this.name, 'dist/main.js');
    const child = spawn(process.execPath, [main], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    const deadline = Date.now() + 60_000;
    while (!(await this.isReady())) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`${this.name} ended: ${this.#output}`);
      if (Date.now() > deadline) throw new Error(`${this.name} is not ready: ${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends the process with a signal and waits for its end; answers the exit code (null when the signal ended it). */
  async end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }
}

/** Whether `GET <url>/readyz` answers 200 now. */
export async function answersReady(url: string): Promise<boolean> {
  return fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  );
}
