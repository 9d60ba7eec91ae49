import type { ChildProcess } from 'node:child_process';

/** Resolves when the process has printed its line `ready`; rejects when it ends before. Reads on to the end. */
export function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000);
      if (/^ready/mu.test(output)) resolve();
    });
    child.once('exit', () => {
      reject(new Error('the process ended before it was ready'));
    });
  });
}
