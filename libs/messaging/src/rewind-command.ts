import { openConfiguredEventLog, type EventLogConfiguration } from './configured-event-log.js';
import { EventLogError } from './event-log-error.js';
import type { EventLog, RewoundPartition } from './event-log.js';
import { pause, systemScheduler } from './scheduler.js';

const DAY_MS = 86_400_000;
const VACANT_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 1_000;
const USAGE = 'usage: main.js rewind [--since 2030-01-31T21:00:00Z]';
const WRONG_USE = 2;

/**
 * The command `rewind` of a service, for after its database was put back to an earlier moment: its group reads the log
 * again from there. What the database knows already is recognised by the inbox and applied to nothing.
 *
 * Without `--since` everything that the log still has is read again, which is always right and may take a while. With it,
 * only what was appended from then on: give a moment before the backup at which the group had no lag.
 *
 * @param group of the service, all of whose members must have stopped; waits a minute for those that were killed
 * @throws EventLogError `conflict` when somebody still belongs to the group
 */
export function rewindCommand(group: string, topics: readonly string[]) {
  return async (
    configuration: EventLogConfiguration,
    parameters: readonly string[],
    print: (line: string) => void,
  ): Promise<number> => {
    const since = sinceOf(parameters, new Date(Date.now() - configuration.retentionDays * DAY_MS));
    if (since === undefined) {
      print(USAGE);
      return WRONG_USE;
    }
    const log = await openConfiguredEventLog(configuration, group);
    try {
      report(await rewindOnceVacant(log, group, topics, since), print);
      return 0;
    } finally {
      await log.close();
    }
  };
}

function sinceOf(parameters: readonly string[], otherwise: Date): Date | undefined {
  if (parameters.length === 0) return otherwise;
  const [option, text = '', ...more] = parameters;
  const isWritten =
    option === '--since' && more.length === 0 && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text);
  const since = new Date(text);
  return isWritten && !Number.isNaN(since.getTime()) ? since : undefined;
}

async function rewindOnceVacant(
  log: EventLog,
  group: string,
  topics: readonly string[],
  since: Date,
): Promise<readonly RewoundPartition[]> {
  if (log.rewind === undefined) throw new EventLogError('invalid-option', 'option.rewind');
  for (const end = Date.now() + VACANT_WITHIN_MS; ;) {
    try {
      return await log.rewind(group, topics, since);
    } catch (error) {
      const mayPass = error instanceof EventLogError && error.code === 'conflict' && Date.now() < end;
      if (!mayPass) throw error;
    }
    await pause(systemScheduler, LOOK_AGAIN_MS);
  }
}

/** Coordinates and counts; nothing of any record. */
function report(rewound: readonly RewoundPartition[], print: (line: string) => void): void {
  for (const { topic, partition, from, to } of rewound) {
    print(`${topic}/${String(partition)}: ${String(from)} -> ${String(to)}`);
  }
  const records = rewound.reduce((sum, { from, to }) => sum + (from - to), 0n);
  print(`partitions: ${String(rewound.length)}, records: ${String(records)}`);
}
