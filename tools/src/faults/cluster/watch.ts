import type { Finding } from '../check/evidence.js';
import type { Cluster } from './cluster.js';

const LAST_LINES = 12;

/**
 * Starts every process again that has ended by itself, as whoever runs a city's cluster would, and reports each: a fault
 * may make a service wait, not end. What it said last goes to `say`.
 */
export async function startWhatEnded(
  { services }: Cluster,
  say: (lines: string) => void,
): Promise<readonly Finding[]> {
  const ended = services.filter(({ program }) => !program.isRunning);
  const findings: Finding[] = [];
  for (const { name, program } of ended) {
    findings.push({ kind: 'ended', what: 'a process that ended by itself', subject: name, at: Date.now() });
    const lines = program.output.trimEnd().split('\n').slice(-LAST_LINES);
    say(`*** ${name} ended by itself (${String(program.ending)}) ***\n${lines.join('\n')}`);
    await program.start().catch(() => undefined);
  }
  return findings;
}
