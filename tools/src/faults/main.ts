import { startCluster } from './cluster/cluster.js';
import { readOptions } from './options.js';
import { reportLines, rowLine } from './report/print-report.js';
import { byKind, isGood } from './report/report.js';
import { runFaults } from './run-faults.js';
import { usageLines } from './usage.js';

const WRONG_USAGE = 2;

/** Breaks a real cluster on this machine, one fault after another, and checks what is left. */
async function main(): Promise<number> {
  const read = readOptions(process.argv.slice(2), process.env);
  if (read.outcome !== 'options') {
    const text = usageLines(read.language).join('\n');
    if (read.outcome === 'help') console.log(text);
    else console.error(`${read.option}\n\n${text}`);
    return read.outcome === 'help' ? 0 : WRONG_USAGE;
  }
  const { minutes, seed, isJson, language, only } = read.options;
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => interrupted.abort(new Error('interrupted')));
  }
  const { signal } = interrupted;
  const tell = (line: string): void => (isJson ? undefined : console.log(line));
  tell(`seed ${String(seed)}, ${String(minutes)} min`);
  const cluster = await startCluster(signal);
  try {
    const run = await runFaults(cluster, {
      minutes,
      seed,
      signal,
      say: (row) => tell(rowLine(row)),
      warn: (lines) => console.error(lines),
      ...(only === undefined ? {} : { only }),
    });
    const { rows, findings, missing, figures } = run;
    const isRight = isGood(rows, findings);
    if (isJson) {
      const kinds = byKind(rows, findings);
      console.log(JSON.stringify({ seed, minutes, isRight, figures, kinds, rows, findings, missing }));
    } else {
      console.log(`\n${reportLines(run, seed, language).join('\n')}`);
    }
    return isRight ? 0 : 1;
  } finally {
    await cluster.stop();
  }
}

try {
  process.exitCode = await main();
} catch (failure) {
  console.error(failure instanceof Error ? (failure.stack ?? failure.message) : 'failed');
  process.exitCode = 1;
}
