import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SubscribeOptions } from '../event-log.js';
import type { EventLogSettings } from '../open-event-log.js';
import { waitUntil } from './wait-until.js';

/** What a consumer in a process of its own is told. */
export interface ConsumerOrders {
  readonly settings: EventLogSettings;
  readonly subscribe: SubscribeOptions;
  /** Milliseconds that the handler takes for each batch. */
  readonly handlerMs: number;
}

/** What it tells. */
export type ConsumerReport =
  | { readonly kind: 'subscribed' }
  | {
      readonly kind: 'batch';
      readonly topic: string;
      readonly partition: number;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'handled';
      readonly partition: number;
      readonly last: string;
      readonly isAborted: boolean;
    };

/** A consumer in a real process, which may be killed and stopped. */
export class ConsumerProcess {
  readonly reports: ConsumerReport[] = [];
  readonly #child: ChildProcess;

  private constructor(orders: ConsumerOrders) {
    const main = fileURLToPath(new URL('./consumer-process-main.ts', import.meta.url));
    const loader = new URL('./load-source.mjs', import.meta.url).href;
    this.#child = fork(main, [JSON.stringify(orders)], {
      execArgv: ['-C', '@havre/source', '--import', loader],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (report) => this.reports.push(report as ConsumerReport));
  }

  static async start(orders: ConsumerOrders): Promise<ConsumerProcess> {
    const consumer = new ConsumerProcess(orders);
    await waitUntil(() => consumer.reports.some(({ kind }) => kind === 'subscribed'));
    return consumer;
  }

  get values(): readonly string[] {
    return this.reports.flatMap((report) => (report.kind === 'batch' ? report.values : []));
  }

  stop(): void {
    this.#child.kill('SIGSTOP');
  }

  continue(): void {
    this.#child.kill('SIGCONT');
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
  }
}
