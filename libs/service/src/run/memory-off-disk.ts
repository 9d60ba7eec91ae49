import { writeFileSync } from 'node:fs';
import { FaultError } from '../fault/fault-error.js';

/** Options of Node that write what is in memory, or the sentence of an error, to a file. */
const DUMPING = /^--(?:abort-on-uncaught-exception|heapsnapshot-[\w-]+|report-[\w-]+)/;
const CORE_FILTER = '/proc/self/coredump_filter';

const SENTENCES = {
  'memory-on-disk':
    'Node was told to write heap snapshots, reports or core dumps. What passes through memory may not be kept: start without these options.',
} as const;

/** The process was started in a way that could write to a disk what may never be on one. */
export class MemoryOnDiskError extends FaultError<keyof typeof SENTENCES> {
  constructor() {
    super('memory-on-disk', false, SENTENCES['memory-on-disk']);
  }
}

export interface StartOptions {
  /** Options before the program, as in `process.execArgv`. */
  readonly execArgv: readonly string[];
  /** `NODE_OPTIONS`. */
  readonly nodeOptions: string | undefined;
}

/**
 * Refuses options that write memory to files, and takes all memory out of the core dumps that the system may make of this
 * process (Linux; elsewhere the limit of core files has to be zero).
 *
 * @throws MemoryOnDiskError
 */
export function keepMemoryOffDisk(
  { execArgv, nodeOptions = '' }: StartOptions,
  emptyCoreDumps: () => void = emptyOwnCoreDumps,
): void {
  const options = [...execArgv, ...nodeOptions.split(/[\s"']+/)];
  if (options.some((option) => DUMPING.test(option))) throw new MemoryOnDiskError();
  emptyCoreDumps();
}

function emptyOwnCoreDumps(): void {
  try {
    writeFileSync(CORE_FILTER, '0');
  } catch {
    // Not Linux, or a /proc that may not be written.
  }
}
