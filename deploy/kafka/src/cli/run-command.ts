import { applySetup, type Outcome } from '../apply-setup.js';
import { SetupError } from '../setup-error.js';
import { readOptions } from './options.js';
import { changeLines, errorLine, HELP, languageOf, remarkLine, SUMMARY, userLine } from './texts.js';
import type { Language } from './texts.js';

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => unknown;
  readonly err: (text: string) => unknown;
}

/** The whole command. Answers the exit code. */
export async function runCommand(parameters: readonly string[], terminal: Terminal): Promise<number> {
  const language = languageOf(terminal.env);
  try {
    const options = await readOptions(parameters, terminal.env);
    if (options.isHelp) {
      terminal.out(HELP[language]);
      return 0;
    }
    const outcome = await applySetup(options);
    terminal.out(`${report(outcome, options.isDryRun, language).join('\n')}\n`);
    return isSame(outcome, options.isDryRun) ? 0 : 1;
  } catch (error) {
    // Anything else is a mistake of ours; its text could quote a password.
    if (!(error instanceof SetupError)) {
      terminal.err('kafka:apply: unexpected\n');
      return 3;
    }
    terminal.err(`${errorLine(error, language)}\n`);
    return error.exitCode;
  }
}

function isSame({ users, rest }: Outcome, isDryRun: boolean): boolean {
  return rest.changes.length === 0 && !(isDryRun && users.created.length + users.renewed.length > 0);
}

function report({ plan, users, rest }: Outcome, isDryRun: boolean, language: Language): readonly string[] {
  const changes = [
    ...users.created.map((name) => userLine(name, true)),
    ...users.renewed.map((name) => userLine(name, false)),
    ...plan.changes.flatMap(changeLines),
  ];
  const remarks = plan.remarks.map((remark) => remarkLine(remark, language));
  return [...changes, ...remarks, ...summary(changes.length > 0, rest, isDryRun, language)];
}

function summary(
  hasChanges: boolean,
  rest: Outcome['rest'],
  isDryRun: boolean,
  language: Language,
): readonly string[] {
  if (!hasChanges) return [SUMMARY.same[language]];
  if (isDryRun) return [SUMMARY.differs[language]];
  if (rest.changes.length === 0) return [SUMMARY.applied[language]];
  return [SUMMARY.stillDiffers[language], ...rest.changes.flatMap(changeLines)];
}
