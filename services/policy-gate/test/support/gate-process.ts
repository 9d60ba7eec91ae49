import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { GateOrders } from './gate-process-main.js';

const LOADER = '../../../../libs/messaging/src/testing/load-source.mjs';

/** A gate in a real process, which may be killed, stopped and told to end itself at a step. */
export class GateProcess {
  readonly #child: ChildProcess;
  #output = '';
  #url = '';

  private constructor(orders: GateOrders) {
    const main = fileURLToPath(new URL('./gate-process-main.ts', import.meta.url));
    this.#child = fork(main, [JSON.stringify(orders)], {
      execArgv: ['-C', '@havre/source', '--import', new URL(LOADER, import.meta.url).href],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    this.#child.on('message', (message) => (this.#url = (message as { url: string }).url));
  }

  static async start(orders: GateOrders): Promise<GateProcess> {
    const gate = new GateProcess(orders);
    await Promise.race([once(gate.#child, 'message'), once(gate.#child, 'exit')]);
    // A gate that finds something to do ends itself before it has said anything.
    if (gate.#url === '' && gate.#child.signalCode !== 'SIGKILL') throw new TypeError(gate.#output);
    return gate;
  }

  get url(): string {
    return this.#url;
  }

  /** Everything that the process wrote. */
  get output(): string {
    return this.#output;
  }

  get isDead(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  stop(): void {
    this.#child.kill('SIGSTOP');
  }

  continue(): void {
    this.#child.kill('SIGCONT');
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(): Promise<void> {
    if (this.isDead) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}
