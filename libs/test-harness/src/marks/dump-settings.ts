import { readFile } from 'node:fs/promises';

/** What would write a process's memory to a disk. */
export interface DumpSettings {
  /** Bytes of a core dump, at most; 0 for none. Absent where the system does not say. */
  readonly coreBytes?: number;
  /** Options of Node that write dumps, snapshots or reports. */
  readonly options: readonly string[];
}

const DUMPING = /--(?:abort-on-uncaught-exception|heapsnapshot-[\w-]+|report-[\w-]+|heap-prof[\w-]*)/g;
const CORE_LIMIT = /^Max core file size\s+(\d+|unlimited)/m;

/** Reads the settings of a running process (Linux). */
export async function dumpSettingsOf(pid: number): Promise<DumpSettings> {
  const [limits, commandLine, environment] = await Promise.all(
    ['limits', 'cmdline', 'environ'].map((name) =>
      readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => undefined),
    ),
  );
  const options = `${commandLine ?? ''}\0${environment ?? ''}`.match(DUMPING) ?? [];
  const limit = CORE_LIMIT.exec(limits ?? '')?.[1];
  if (limit === undefined) return { options };
  return { options, coreBytes: limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit) };
}
