import type { SealedDoor, SealedDoorOptions } from '../kafka/open-sealed-door.js';

/** What the command touches of the outside: given in, so that tests run it whole without a process. */
export interface CliIo {
  /** Reads a file; throws when it cannot be read. */
  readFile(path: string): Uint8Array;
  write(text: string): void;
  writeError(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person reads what is written, on a screen that shows colours. */
  readonly isTerminal?: boolean;
  /** Paths of the files in a folder, its own path before each; none when it cannot be read. */
  listFiles?(folder: string): readonly string[];
  /** A clock in milliseconds, for what is measured. */
  now?(): number;
  /** Opens the door through Kafka; the real one when absent. */
  openSealedDoor?(options: SealedDoorOptions): Promise<SealedDoor>;
}

/** What the process answers: 0 all well, 1 something would not be routed, 2 wrong use, 3 the gate did not take it. */
export const EXIT = { ok: 0, notRoutable: 1, usage: 2, gate: 3 } as const;

/** A use of the command that cannot go on. The text is for the person at the keyboard and quotes no content. */
export class UsageError extends Error {
  readonly code = 'usage';
  readonly retriable = false;
}
