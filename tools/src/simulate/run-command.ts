import { InvariantBroken, INVARIANTS } from './checks/invariant-broken.js';
import { readOptions, type CommandOptions } from './options.js';
import { figuresOf } from './report/figures.js';
import { reportLines } from './report/print-report.js';
import { REPORT_TEXT } from './report/report-text.js';
import { Simulation } from './simulation.js';
import { usageLines } from './usage.js';

/** Where the command writes, and what it reads its language from. */
export interface CommandIo {
  readonly environment: NodeJS.ProcessEnv;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Runs the command. Answers its exit code: 0 all rules held, 1 one was broken, 2 wrong options. */
export function runCommand(args: readonly string[], io: CommandIo): number {
  const read = readOptions(args, io.environment);
  switch (read.outcome) {
    case 'help':
      io.out(`${usageLines(read.language).join('\n')}\n`);
      return 0;
    case 'wrong':
      io.error(`${read.language === 'fr' ? 'Option incorrecte' : 'Wrong option'}: ${read.option}\n`);
      io.error(`${usageLines(read.language).join('\n')}\n`);
      return 2;
    case 'options':
      return play(read.options, io);
  }
}

function play(options: CommandOptions, io: CommandIo): number {
  const simulation = new Simulation(options);
  try {
    simulation.run();
  } catch (fault) {
    if (!(fault instanceof InvariantBroken)) throw fault;
    io.out(brokenText(fault, options));
    return 1;
  }
  const figures = figuresOf(simulation);
  io.out(
    options.isJson
      ? `${JSON.stringify(figures, null, 2)}\n`
      : `${reportLines(figures, options.language).join('\n')}\n`,
  );
  return 0;
}

function brokenText({ invariant, at, figures }: InvariantBroken, options: CommandOptions): string {
  const when = new Date(at).toISOString();
  if (options.isJson) return `${JSON.stringify({ broken: invariant, at: when, figures })}\n`;
  const { language } = options;
  const said = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  return `${REPORT_TEXT[language].broken(`${INVARIANTS[invariant][language]} (${invariant})`, when, said.join(', '))}\n`;
}
