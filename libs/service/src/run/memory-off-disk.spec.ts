import { describe, expect, it } from '@jest/globals';
import { keepMemoryOffDisk, MemoryOnDiskError } from './memory-off-disk.js';

const quiet = (): void => undefined;

describe('what could write memory to a disk', () => {
  it.each([
    '--heapsnapshot-signal=SIGUSR2',
    '--heapsnapshot-near-heap-limit=3',
    '--abort-on-uncaught-exception',
    '--report-on-fatalerror',
    '--report-uncaught-exception',
  ])('is refused: %s', (option) => {
    expect(() => keepMemoryOffDisk({ execArgv: [option], nodeOptions: undefined }, quiet)).toThrow(
      MemoryOnDiskError,
    );
    const nodeOptions = `--max-old-space-size=512 "${option}"`;
    expect(() => keepMemoryOffDisk({ execArgv: [], nodeOptions }, quiet)).toThrow('start without');
  });

  it('is taken out of core dumps', () => {
    const done: string[] = [];
    const start = { execArgv: ['--enable-source-maps'], nodeOptions: '--max-old-space-size=512' };
    keepMemoryOffDisk(start, () => done.push('emptied'));
    expect(done).toEqual(['emptied']);
  });
});
