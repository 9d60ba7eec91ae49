import type { Agenda } from '../agenda.js';
import type { Draw } from '../draw.js';

/** From the append to the effect, in milliseconds: what the log and its consumers take. */
export const LOG_MS = 50;
/** How often a record is delivered twice. */
const TWICE = 0.02;

/** The log between the services: everything arrives, in order, late by a moment, and now and then twice. */
export class Log {
  constructor(
    private readonly agenda: Agenda,
    private readonly draw: Draw,
  ) {}

  /** @param again what a second delivery does; what counts are, the inbox keeps from being told twice */
  append(deliver: () => void, again = deliver): void {
    this.agenda.after(LOG_MS, deliver);
    if (this.draw.chance(TWICE)) this.agenda.after(LOG_MS + this.draw.between(1, 3_000), again);
  }

  /** For what the inbox of the receiving service keeps from happening twice. */
  appendOnce(deliver: () => void): void {
    this.agenda.after(LOG_MS, deliver);
  }
}
