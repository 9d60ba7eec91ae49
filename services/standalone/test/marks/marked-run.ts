import { newMark, type Mark } from '@havre/test-harness';
import { tokenOf } from '../../src/demo-city/demo-keys.js';
import type { Havre } from '../support/havre.js';
import { intake, requestOf, type MarkedDrop } from './drop-form.js';
import { sendRaw, statusOf } from './raw-request.js';

/** What came of a marked event. */
export interface Sent {
  readonly name: string;
  readonly mark: Mark;
  readonly status: number;
  readonly answer: string;
}

/** Brings each in turn, each with a mark of its own. */
export async function sendAll(havre: Havre, drops: readonly MarkedDrop[]): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const drop of drops) sent.push(await send(havre, drop));
  return sent;
}

async function send(havre: Havre, drop: MarkedDrop): Promise<Sent> {
  const mark = newMark(drop.name);
  const request = drop.build(mark.text, tokenOf(havre.keys, drop.as ?? 'accueil'));
  const answer = await sendRaw(havre.urls[drop.to], request);
  return { name: drop.name, mark, status: statusOf(answer), answer };
}

/** Brings marked drops and good events, some at a time, until it is told to stop. */
export class Stream {
  readonly sent: Sent[] = [];
  #isStopped = false;
  readonly #running: Promise<unknown>;

  constructor(
    private readonly havre: Havre,
    private readonly drops: readonly MarkedDrop[],
    lanes = 4,
  ) {
    this.#running = Promise.all(Array.from({ length: lanes }, (_, lane) => this.#run(lane)));
  }

  async stop(): Promise<readonly Sent[]> {
    this.#isStopped = true;
    await this.#running;
    return this.sent;
  }

  async #run(lane: number): Promise<void> {
    for (let turn = lane; !this.#isStopped; turn += 1) {
      const drop = this.drops[turn % this.drops.length];
      if (drop !== undefined && this.sent.length < MOST_SENT) this.sent.push(await send(this.havre, drop));
      // A good event beside it: the gate stores while it drops.
      await sendRaw(this.havre.urls['policy-gate'], requestOf(tokenOf(this.havre.keys, 'accueil'), intake()));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Enough for what is under way when something dies; each mark makes the search a little larger. */
const MOST_SENT = 60;
const PAUSE_MS = 30;
