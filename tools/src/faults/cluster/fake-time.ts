import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LIBRARIES = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (machine) => `/usr/lib/${machine}/faketime/libfaketimeMT.so.1`,
);

/** The wall clock of one process, which may jump while it runs; what measures durations goes on as ever. */
export interface FakeTime {
  readonly environment: Readonly<Record<string, string>>;
  /** So many seconds ahead of (or, negative, behind) real time. */
  jumpTo(seconds: number): Promise<void>;
}

/** Debian's faketime, where it is installed; undefined elsewhere. */
export async function findFakeTime(): Promise<string | undefined> {
  for (const library of LIBRARIES) {
    const isThere = await access(library).then(
      () => true,
      () => false,
    );
    if (isThere) return library;
  }
  return undefined;
}

export async function makeFakeTime(library: string, folder: string, process: string): Promise<FakeTime> {
  const file = join(folder, `${process}.time`);
  const jumpTo = (seconds: number): Promise<void> =>
    writeFile(file, `${seconds < 0 ? '' : '+'}${String(seconds)}\n`);
  await jumpTo(0);
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_RESET: '1',
    },
    jumpTo,
  };
}
