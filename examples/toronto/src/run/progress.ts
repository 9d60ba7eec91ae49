import { SingleBar } from 'cli-progress';

/** Shows how far a replay is: a bar on a terminal, a line for each night elsewhere. */
export interface Progress {
  advance(date: string): void;
  stop(): void;
}

export function startProgress(options: {
  readonly total: number;
  readonly output: NodeJS.WriteStream;
  readonly format: string;
  readonly line: (done: number, total: number, date: string) => string;
}): Progress {
  const { total, output, format, line } = options;
  let done = 0;
  if (!output.isTTY) {
    return {
      advance: (date) => {
        done += 1;
        output.write(`${line(done, total, date)}\n`);
      },
      stop: () => undefined,
    };
  }
  const bar = new SingleBar({ format, stream: output, hideCursor: true });
  bar.start(total, 0, { date: '' });
  return { advance: (date) => bar.increment({ date }), stop: () => bar.stop() };
}
