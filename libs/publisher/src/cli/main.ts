import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CommanderError } from 'commander';

import { EXIT, UsageError, type CliIo } from './cli-io.js';
import { createProgram } from './program.js';
import { languageOf } from './texts.js';

const STANDARD_INPUT = 0;

/** Runs `havre` with its arguments and answers the exit code. */
export async function main(args: readonly string[], io: CliIo = processIo()): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = createProgram(io, languageOf(args, io.env), (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof UsageError)) throw error;
    io.writeError(`havre: ${error.message}\n`);
    return EXIT.usage;
  }
}

function processIo(): CliIo {
  return {
    readFile: (path) => readFileSync(path === '-' ? STANDARD_INPUT : path),
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    env: process.env,
    isTerminal: process.stdout.isTTY,
    listFiles,
    now: () => performance.now(),
  };
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
