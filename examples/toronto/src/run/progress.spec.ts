import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { startProgress } from './progress.js';

function shown(isTTY: boolean): string {
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const progress = startProgress({
    total: 2,
    output: output as unknown as NodeJS.WriteStream,
    format: '{value}/{total} {date}',
    line: (done, total, date) => `night ${done}/${total} ${date}`,
  });
  progress.advance('2024-01-15');
  progress.advance('2024-01-16');
  progress.stop();
  return String(output.read() ?? '');
}

describe('progress', () => {
  it('is plain lines where there is no terminal', () => {
    expect(shown(false)).toBe('night 1/2 2024-01-15\nnight 2/2 2024-01-16\n');
  });

  it('ends a bar at its full length on a terminal', () => {
    expect(shown(true)).toContain('2/2');
  });
});
